import { CircleCheck, CircleX, Ellipsis } from "lucide-react";
import type { Outcome } from "./use-several-acts";

/** What became of one act among several. */
export function OutcomeMark({ outcome }: { outcome: Outcome | undefined }) {
  if (!outcome || outcome.state === "waiting") return null;
  if (outcome.state === "sending") {
    return (
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <Ellipsis aria-hidden className="size-4" />
        On its way
      </p>
    );
  }
  if (outcome.state === "recorded") {
    return (
      <p className="flex items-center gap-1.5 text-sm text-settled">
        <CircleCheck aria-hidden className="size-4" />
        Recorded
      </p>
    );
  }
  return (
    <p className="flex items-start gap-1.5 text-sm text-failed">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      Not recorded. {outcome.sentence}
    </p>
  );
}

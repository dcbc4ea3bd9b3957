import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type Tone = "information" | "good" | "warning" | "error";

const tones: Record<Tone, { look: string; icon: typeof Info }> = {
  information: { look: "bg-progress-soft text-text", icon: Info },
  good: { look: "bg-settled-soft text-text", icon: CircleCheck },
  warning: { look: "bg-lapsed-soft text-text", icon: TriangleAlert },
  error: { look: "bg-failed-soft text-text", icon: CircleAlert },
};

/** Something to know, where it matters. An error is read out at once; the rest when the reader comes to it. */
export function Notice({
  tone = "information",
  title,
  children,
  className,
}: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  const { look, icon: Icon } = tones[tone];
  return (
    <div
      role={tone === "error" ? "alert" : undefined}
      className={classNames("flex gap-2.5 rounded-md px-3.5 py-2.5", look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-sm">{children}</div>}
      </div>
    </div>
  );
}

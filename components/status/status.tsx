"use client";

import { ClosingFrame } from "@/components/shell/closing-frame";
import { useStatus } from "@/lib/client/status";
import type { StatusView } from "@/lib/contracts/views";
import { Binders } from "./binders";
import { Blockers } from "./blockers";
import { ByKind, ByParty } from "./breakdown";
import { Changes } from "./changes";
import { ClosingActs } from "./closing-acts";
import { Damage } from "./damage";
import { ProgressChart } from "./progress-chart";
import { SignaturePages } from "./signature-pages";
import { Steps } from "./steps";
import { Verdict } from "./verdict";

/** The banker's page: is it closing, what blocks it, and whose is it. */
export function Status({ initial }: { initial: StatusView }) {
  const view = useStatus(initial);
  return (
    <ClosingFrame head={view.head} current="status">
      <div className="space-y-5">
        <Damage view={view} />
        <Verdict view={view}>
          <ClosingActs view={view} />
        </Verdict>
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="space-y-5">
            <Blockers view={view} />
            <SignaturePages view={view} />
            <Changes view={view} />
          </div>
          <div className="grid items-start gap-5 md:grid-cols-2 xl:grid-cols-1">
            <ByParty view={view} />
            <Binders view={view} />
            <Steps view={view} />
            <ProgressChart view={view} />
            <ByKind view={view} />
          </div>
        </div>
      </div>
    </ClosingFrame>
  );
}

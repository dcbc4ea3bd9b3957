"use client";

import { useSearchParams } from "next/navigation";
import { DeskProvider } from "@/components/condition/desk";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useChecklist } from "@/lib/client/checklist";
import type { ChecklistView } from "@/lib/contracts/views";
import { isPartyRole } from "@/lib/domain/role";
import { ConditionList } from "./condition-list";

/** The checklist of one Time of Delivery, following what everyone does to it. */
export function Checklist({ initial }: { initial: ChecklistView }) {
  const asked = useSearchParams().get("as") ?? "";
  const as = initial.may.viewAs && isPartyRole(asked) ? asked : null;
  const { view, settling, problem, readAgain } = useChecklist(initial, as);
  return (
    <ClosingFrame head={view.head} current="checklist">
      {problem && (
        <Notice tone="warning" title="What you see may be old" className="mb-3">
          <p>{problem}</p>
          <Button size="small" className="mt-2" onClick={readAgain}>
            Read it again
          </Button>
        </Notice>
      )}
      <DeskProvider view={view}>
        <ConditionList view={view} settling={settling} />
      </DeskProvider>
    </ClosingFrame>
  );
}

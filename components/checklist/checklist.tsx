"use client";

import { useSearchParams } from "next/navigation";
import { DeskProvider } from "@/components/condition/desk";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { useChecklist } from "@/lib/client/checklist";
import type { ChecklistView } from "@/lib/contracts/views";
import { isPartyRole } from "@/lib/domain/role";
import { ConditionList } from "./condition-list";

/** The checklist of one Time of Delivery, following what everyone does to it. */
export function Checklist({ initial }: { initial: ChecklistView }) {
  const asked = useSearchParams().get("as") ?? "";
  const as = initial.may.viewAs && isPartyRole(asked) ? asked : null;
  const { view, settling } = useChecklist(initial, as);
  return (
    <ClosingFrame head={view.head} current="checklist">
      <DeskProvider view={view}>
        <ConditionList view={view} settling={settling} />
      </DeskProvider>
    </ClosingFrame>
  );
}

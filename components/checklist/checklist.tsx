"use client";

import { useSearchParams } from "next/navigation";
import { DeskProvider } from "@/components/condition/desk";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useChecklist } from "@/lib/client/checklist";
import type { ChecklistGlance } from "@/lib/contracts/views";
import { isPartyRole } from "@/lib/domain/role";
import { ConditionList } from "./condition-list";
import { isFiltering, readFilters } from "./filters";
import { FirstRows } from "./first-rows";

/** The checklist of one Time of Delivery, following what everyone does to it. */
export function Checklist({ glance }: { glance: ChecklistGlance }) {
  const params = useSearchParams();
  const asked = params.get("as") ?? "";
  const as = glance.mayViewAs && isPartyRole(asked) ? asked : null;
  const place = { offeringId: glance.head.offering.id, closingId: glance.head.id };
  const { view, settling, problem, readAgain } = useChecklist(place, as);
  return (
    <ClosingFrame head={view?.head ?? glance.head} current="checklist">
      {problem && (
        <Notice tone="warning" title={view ? "What you see may be old" : "The list could not be read"} className="mb-3">
          <p>{problem}</p>
          <Button size="small" className="mt-2" onClick={readAgain}>
            Read it again
          </Button>
        </Notice>
      )}
      {view ? (
        <DeskProvider view={view}>
          <ConditionList view={view} settling={settling} />
        </DeskProvider>
      ) : (
        !problem && <FirstRows rows={as || isFiltering(readFilters(params)) ? [] : glance.rows} />
      )}
    </ClosingFrame>
  );
}

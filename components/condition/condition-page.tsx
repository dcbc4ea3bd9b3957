"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { useChecklist } from "@/lib/client/checklist";
import type { ChecklistView, ConditionDetailView } from "@/lib/contracts/views";
import { ActDialogs } from "./act-dialogs";
import { ConditionRecord } from "./condition-record";
import { DeskProvider } from "./desk";

/** One condition on a page of its own, to be linked to. */
export function ConditionPage({ initial, checklist }: { initial: ConditionDetailView; checklist: ChecklistView }) {
  const place = { offeringId: checklist.head.offering.id, closingId: checklist.head.id };
  const { view = checklist } = useChecklist(place, null, checklist);
  const { head } = view;
  const condition = view.conditions.find(({ id }) => id === initial.condition.id) ?? initial.condition;
  const list = `/offerings/${head.offering.id}/closings/${head.id}`;
  return (
    <ClosingFrame head={head} current="checklist">
      <DeskProvider view={view}>
        <div className="measure mx-auto">
          <p>
            <Link href={`${list}?condition=${condition.id}`} className="link inline-flex items-center gap-1">
              <ArrowLeft aria-hidden className="size-4" />
              On the checklist
            </Link>
          </p>
          <h2 className="mt-3 mb-4 text-2xl">
            {condition.label} <span className="font-normal">{condition.title}</span>
          </h2>
          <ConditionRecord
            condition={condition}
            initial={initial}
            hrefOf={(id) => `/offerings/${head.offering.id}/conditions/${id}`}
          />
        </div>
        <ActDialogs />
      </DeskProvider>
    </ClosingFrame>
  );
}

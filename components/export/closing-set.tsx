"use client";

import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Notice } from "@/components/ui/notice";
import { useClosingSet } from "@/lib/client/closing-set";
import type { ClosingSetView, TabEdit } from "@/lib/contracts/closing-set";
import { BuildPanel } from "./build-panel";
import { ExportsPanel } from "./exports-panel";
import { IndexPanel } from "./index-panel";
import { PreflightPanel } from "./preflight-panel";
import { PrintedIndex } from "./printed-index";
import { VerifyPanel } from "./verify-panel";

/** The closing set of one Time of Delivery: what stands in its way, its index, its builds, and the other exports. */
export function ClosingSet({ initial }: { initial: ClosingSetView }) {
  const { data: view, isError } = useClosingSet(initial);
  // Edits that are not kept yet, on the revision they began with; null while the index is as it was last kept.
  const [unkept, setUnkept] = useState<{ revision: number; edits: readonly TabEdit[] } | null>(null);
  const place = { offeringId: view.head.offering.id, closingId: view.head.id };
  const { revision, edits } = unkept ?? view.index;
  return (
    <ClosingFrame head={view.head} current="closing-set">
      {isError && (
        <Notice tone="warning" className="mb-5">
          This page could not be brought up to date. What you see is how things stood before.
        </Notice>
      )}
      <PrintedIndex view={view} edits={edits} />
      <div className="no-print grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-5">
          <PreflightPanel view={view} />
          <IndexPanel
            view={view}
            edits={edits}
            revision={revision}
            unkept={unkept !== null}
            onEdit={(changed) => setUnkept(changed && { revision, edits: changed })}
          />
        </div>
        <div className="grid grid-cols-1 gap-5">
          <BuildPanel view={view} place={place} unkept={unkept?.edits ?? null} />
          <ExportsPanel place={place} />
          <VerifyPanel view={view} />
        </div>
      </div>
    </ClosingFrame>
  );
}

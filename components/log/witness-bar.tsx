"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type FoundMismatch, useWitness } from "@/lib/client/witness";

const reasons: Record<FoundMismatch["why"], string> = {
  fork: "The log that the server shows does not begin with what this browser saw of it before.",
  rewind: "The log that the server shows ends before what this browser saw of it.",
  key: "The log is signed by another key, and the one that signed it before does not vouch for it.",
  signature: "The newest checkpoint of the log is not signed by its key.",
  "no-checkpoint": "What the server gives as the newest checkpoint of the log is none.",
};

/**
 * Above every screen of an offering, where its log is not the one that this browser saw before. It does not go away by itself: what
 * was kept stays the evidence.
 */
export function WitnessBar({ offeringId }: { offeringId: string }) {
  const found = useWitness(offeringId);
  if (!found) return null;
  return (
    <Notice tone="error" title="The record was changed after this browser saw it" className="rounded-none">
      <p>
        {reasons[found.why]} Do not rely on what is shown. Save both checkpoints, tell the others by another way, and
        compare with what they have kept.
      </p>
      <Button size="small" className="mt-2" onClick={() => saveEvidence(found)}>
        Save both checkpoints
      </Button>
    </Notice>
  );
}

function saveEvidence({ origin, why, kept, shown }: FoundMismatch): void {
  const evidence = {
    format: "section-seven/log-witness/1",
    origin,
    why,
    savedAt: new Date().toISOString(),
    kept,
    shown,
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(evidence, null, 1)}\n`], { type: "application/json" }));
  link.download = "Checkpoints that do not fit.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

"use client";

import { ClosingFrame } from "@/components/shell/closing-frame";
import { EmptyState } from "@/components/ui/empty-state";
import type { ClosingHead } from "@/lib/contracts/views";

/** For whoever reads along: the set is exported by those who take part. */
export function NoClosingSet({ head }: { head: ClosingHead }) {
  return (
    <ClosingFrame head={head} current="closing-set">
      <EmptyState
        title="The closing set is not yours to export"
        text="Observers read what they are given. Ask whoever keeps the list for a copy of the set."
      />
    </ClosingFrame>
  );
}

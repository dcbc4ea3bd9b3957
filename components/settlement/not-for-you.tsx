"use client";

import { ClosingFrame, type ClosingPlace } from "@/components/shell/closing-frame";
import { EmptyState } from "@/components/ui/empty-state";
import type { ClosingHead } from "@/lib/contracts/views";

/** For parties that take part in the closing and not in its money. */
export function NotForYou({ head, current }: { head: ClosingHead; current: ClosingPlace }) {
  return (
    <ClosingFrame head={head} current={current}>
      <EmptyState
        title="This is between the underwriters and the issuer"
        text="Prices, wires and what follows a default are shown to the people of those two sides."
      />
    </ClosingFrame>
  );
}

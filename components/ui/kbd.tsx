import type { ReactNode } from "react";

/** A key as it stands on the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="rounded-sm border border-b-2 border-line-strong bg-surface px-1.5 py-px font-sans text-xs">
    {children}
  </kbd>
);

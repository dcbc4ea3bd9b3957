"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";
import { useEver } from "@/components/ui/use-ever";
import { ProblemError } from "@/lib/client/api";

const ConfirmIdentityDialog = dynamic(
  () => import("./confirm-identity-dialog").then((module) => module.ConfirmIdentityDialog),
  { ssr: false },
);

/** Asks the person to confirm who they are; true once they have, false where they turned away. */
export type ConfirmIdentity = () => Promise<boolean>;

const Context = createContext<ConfirmIdentity | null>(null);

/** Opens the dialog in which a person confirms who they are. Its provider stands around every page. */
export function useConfirmIdentity(): ConfirmIdentity {
  const confirm = use(Context);
  if (!confirm) throw new Error("ConfirmIdentityProvider does not stand around this.");
  return confirm;
}

/**
 * Does something that may ask for a confirmation: where it is refused for want of one, the person is asked, and it is done
 * again. Where they turn away the refusal stands.
 */
export async function afterConfirming<T>(confirm: ConfirmIdentity, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const asked = error instanceof ProblemError && error.problem.code === "step-up-required";
    if (!asked || !(await confirm())) throw error;
    return run();
  }
}

export function ConfirmIdentityProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const wanted = useEver(open);
  const waiting = useRef<((confirmed: boolean) => void)[]>([]);

  const settle = useCallback((confirmed: boolean) => {
    setOpen(false);
    for (const tell of waiting.current.splice(0)) tell(confirmed);
  }, []);

  const confirm = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, []);

  return (
    <Context value={confirm}>
      {children}
      {wanted && <ConfirmIdentityDialog open={open} onSettled={settle} />}
    </Context>
  );
}

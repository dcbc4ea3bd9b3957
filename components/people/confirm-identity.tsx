"use client";

import { useMutation } from "@tanstack/react-query";
import { createContext, type FormEvent, type ReactNode, use, useCallback, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { ProblemError, postJson, problemOf } from "@/lib/client/api";

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
      <Dialog
        open={open}
        onOpenChange={(wanted) => !wanted && settle(false)}
        title="Confirm that it is you"
        description="This act binds your party, so it asks for more than an open screen. It is asked again after ten minutes."
      >
        <ConfirmForm onConfirmed={() => settle(true)} onCancel={() => settle(false)} />
      </Dialog>
    </Context>
  );
}

function ConfirmForm({ onConfirmed, onCancel }: { onConfirmed: () => void; onCancel: () => void }) {
  const [way, setWay] = useState<"password" | "code">("password");
  const [said, setSaid] = useState("");
  const sending = useMutation({
    mutationFn: () => postJson("/api/account/confirm", { [way]: said }),
    onSuccess: onConfirmed,
    onError: () => setSaid(""),
  });

  const switchTo = (other: typeof way) => {
    setWay(other);
    setSaid("");
    sending.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (said !== "") sending.mutate();
  };
  const wrong = sending.error && problemOf(sending.error).code === "credentials-wrong";
  const error = wrong ? "This is not your password." : sending.error?.message;

  return (
    <form method="post" onSubmit={submit}>
      {way === "password" ? (
        <TextField
          key="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={said}
          onChange={(event) => setSaid(event.target.value)}
          error={error}
        />
      ) : (
        <TextField
          key="code"
          label="Code of your authenticator"
          hint="Six digits; each works once."
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          value={said}
          onChange={(event) => setSaid(event.target.value)}
          error={error}
        />
      )}
      <Button
        look="quiet"
        size="small"
        className="mt-2 -ml-2.5"
        onClick={() => switchTo(way === "code" ? "password" : "code")}
      >
        {way === "code" ? "Use the password instead" : "Use a code of the authenticator instead"}
      </Button>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={sending.isPending}>
          Confirm
        </Button>
      </DialogActions>
    </form>
  );
}

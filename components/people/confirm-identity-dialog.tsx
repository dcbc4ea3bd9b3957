"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { postJson, problemOf } from "@/lib/client/api";

type Props = { open: boolean; onSettled: (confirmed: boolean) => void };

/** Asks for the password, or a code, once more. */
export function ConfirmIdentityDialog({ open, onSettled }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => !wanted && onSettled(false)}
      title="Confirm that it is you"
      description="This act binds your party, so it asks for more than an open screen. It is asked again after ten minutes."
    >
      <ConfirmForm onConfirmed={() => onSettled(true)} onCancel={() => onSettled(false)} />
    </Dialog>
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

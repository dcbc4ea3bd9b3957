"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { problemOf } from "@/lib/client/api";

/** Asks for the password before something about the second factor changes. */
export function PasswordDialog({
  title,
  description,
  submit,
  danger = false,
  busy,
  error,
  onSubmit,
  onClose,
}: {
  title: string;
  description: ReactNode;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: Error | null;
  onSubmit: (password: string) => void;
  onClose: () => void;
}) {
  const [password, setPassword] = useState("");
  const wrong = error && problemOf(error).code === "credentials-wrong";
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (password !== "") onSubmit(password);
  };
  return (
    <Dialog open onOpenChange={onClose} title={title} description={description}>
      <form method="post" onSubmit={go}>
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={wrong ? "This is not your password." : error?.message}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={danger ? "danger" : "primary"} busy={busy}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

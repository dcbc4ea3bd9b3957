"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useSay } from "@/components/ui/toasts";
import { useHydrated } from "@/components/ui/use-hydrated";
import { useAuth } from "@/lib/client/account";
import { fieldErrors, useFocusOnError } from "../field-errors";

const nothing = { currentPassword: "", newPassword: "" };

/** Another password; every other session ends with the old one. */
export function PasswordChange() {
  const say = useSay();
  const [said, setSaid] = useState(nothing);
  const change = useAuth<typeof nothing>("change-password");
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const { at, general } = fieldErrors(change.error, ["currentPassword", "newPassword"], {
    "credentials-wrong": { field: "currentPassword", sentence: "This is not your present password." },
  });
  useFocusOnError(form, change.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(said, {
      onSuccess: () => {
        setSaid(nothing);
        say.done("Password changed", "Every other session of yours has ended.");
      },
    });
  };
  return (
    <Panel title="Password">
      <form ref={form} method="post" onSubmit={submit} noValidate className="grid max-w-md gap-4">
        {general && <Notice tone="error">{general}</Notice>}
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          required
          value={said.currentPassword}
          onChange={(event) => setSaid({ ...said, currentPassword: event.target.value })}
          error={at.currentPassword}
        />
        <TextField
          label="New password"
          hint="Twelve characters at least, of any kind."
          type="password"
          autoComplete="new-password"
          required
          value={said.newPassword}
          onChange={(event) => setSaid({ ...said, newPassword: event.target.value })}
          error={at.newPassword}
        />
        <div>
          <Button type="submit" disabled={!hydrated} busy={change.isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </Panel>
  );
}

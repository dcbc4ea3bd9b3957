"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { postJson, problemOf } from "@/lib/client/api";

type Way = "two-factor/verify-totp" | "two-factor/verify-backup-code";

/** The second step: a code of the authenticator, or one of the backup codes where that is lost. */
export function CodeForm({ onEnter, onBack }: { onEnter: () => void; onBack: () => void }) {
  const [way, setWay] = useState<Way>("two-factor/verify-totp");
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: () => postJson(`/api/auth/${way}`, { code: code.trim() }),
    onSuccess: onEnter,
  });

  const problem = send.error ? problemOf(send.error) : null;
  const atCode = problem?.code === "code-wrong" || problem?.code === "invalid-input";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const change = (other: Way) => {
    setWay(other);
    setCode("");
    send.reset();
  };

  return (
    <form method="post" onSubmit={submit} className="space-y-4" noValidate>
      {send.error && !atCode && <Notice tone="error">{send.error.message}</Notice>}
      <TextField
        key={way}
        label={way === "two-factor/verify-totp" ? "Code of your authenticator" : "Backup code"}
        hint={
          way === "two-factor/verify-totp"
            ? "Six digits; each works once."
            : "One of the ten that you kept when you set the authenticator up."
        }
        inputMode={way === "two-factor/verify-totp" ? "numeric" : "text"}
        autoComplete="one-time-code"
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={atCode ? "This code is not right, or was used already." : undefined}
      />
      <Button type="submit" look="primary" className="w-full" busy={send.isPending || send.isSuccess}>
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        {way === "two-factor/verify-totp" ? (
          <Button look="quiet" size="small" onClick={() => change("two-factor/verify-backup-code")}>
            Use a backup code
          </Button>
        ) : (
          <Button look="quiet" size="small" onClick={() => change("two-factor/verify-totp")}>
            Use the authenticator
          </Button>
        )}
        <Button look="quiet" size="small" onClick={onBack}>
          Back to the password
        </Button>
      </div>
    </form>
  );
}

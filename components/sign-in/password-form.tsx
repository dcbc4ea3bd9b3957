"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useHydrated } from "@/components/ui/use-hydrated";
import { postJson, problemOf } from "@/lib/client/api";
import type { AuthAnswer } from "@/lib/contracts/people";

type Filled = { email: string; password: string };

export function PasswordForm({
  filled,
  onFill,
  onSecondFactor,
  onEnter,
}: {
  filled: Filled;
  onFill: (filled: Filled) => void;
  onSecondFactor: () => void;
  onEnter: () => void;
}) {
  const send = useMutation({
    mutationFn: (typed: Filled) => postJson<AuthAnswer>("/api/auth/sign-in/email", typed),
    onSuccess: ({ secondFactor }) => (secondFactor ? onSecondFactor() : onEnter()),
  });
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const { reset } = send;

  // Whoever was chosen from the demonstration only presses Enter.
  const { email, password } = filled;
  useEffect(() => {
    if (email === "" || password === "" || form.current?.contains(document.activeElement)) return;
    reset();
    form.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  }, [email, password, reset]);

  const problem = send.error ? problemOf(send.error) : null;
  const atEmail = problem?.code === "invalid-input" && problem.issues.some(({ path }) => path === "email");
  const atPassword = problem?.code === "credentials-wrong";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // From the fields themselves: a password manager may have filled them in before this page listened.
    const typed = new FormData(event.currentTarget);
    send.mutate({ email: String(typed.get("email")), password: String(typed.get("password")) });
  };

  return (
    <form ref={form} method="post" onSubmit={submit} className="space-y-4" noValidate>
      {send.error && !atEmail && !atPassword && (
        <Notice
          tone="error"
          {...(problem?.code === "too-many-requests" && { title: "Signing in is locked for a while" })}
        >
          {send.error.message}
        </Notice>
      )}
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={email}
        onChange={(event) => onFill({ email: event.target.value, password })}
        error={atEmail ? "This is not an e-mail address." : undefined}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => onFill({ email, password: event.target.value })}
        error={
          atPassword
            ? "E-mail or password is not right. After ten wrong tries the account is locked for a while."
            : undefined
        }
      />
      <Button
        type="submit"
        look="primary"
        className="w-full"
        disabled={!hydrated}
        busy={send.isPending || send.isSuccess}
      >
        Sign in
      </Button>
      <p className="text-sm text-muted">
        Password lost? Whoever runs this installation can make you a link for a new one.
      </p>
    </form>
  );
}

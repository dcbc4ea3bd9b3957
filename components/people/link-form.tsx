"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useHydrated } from "@/components/ui/use-hydrated";
import { postJson } from "@/lib/client/api";
import type { AcceptAnswer } from "@/lib/contracts/people";
import { fieldErrors, useFocusOnError } from "./field-errors";

type FieldName = "email" | "name" | "password";

/** What a link asks for; then the person is signed in and taken to where it leads. */
export function LinkForm({
  token,
  fields,
  submit,
  email = "",
  name = "",
}: {
  token: string;
  fields: readonly FieldName[];
  submit: string;
  email?: string;
  name?: string;
}) {
  const [said, setSaid] = useState({ email, name, password: "" });
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const send = useMutation({
    mutationFn: async () => {
      const asked = Object.fromEntries(fields.map((field) => [field, said[field]]));
      const done = await postJson<AcceptAnswer>("/api/invitations/accept", { token, ...asked });
      // The new account is there by now: should signing in fail, it is done by hand.
      const signedIn = await postJson("/api/auth/sign-in/email", { email: done.email, password: said.password }).then(
        () => true,
        () => false,
      );
      const home = done.offeringId ? `/offerings/${done.offeringId}` : "/offerings";
      return signedIn ? home : `/sign-in?email=${encodeURIComponent(done.email)}&next=${encodeURIComponent(home)}`;
    },
    onSuccess: (where) => window.location.assign(where),
  });
  const { at, general } = fieldErrors(send.error, fields);
  useFocusOnError(form, send.error);
  const field = (key: FieldName) => ({
    name: key,
    value: said[key],
    required: true,
    onChange: (event: { target: { value: string } }) => setSaid((before) => ({ ...before, [key]: event.target.value })),
    error: at[key],
  });
  const go = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };

  return (
    <form ref={form} method="post" onSubmit={go} noValidate className="space-y-4">
      {general && <Notice tone="error">{general}</Notice>}
      {fields.includes("email") ? (
        <TextField label="E-mail" type="email" autoComplete="username" {...field("email")} />
      ) : (
        // Tells password managers whose password this is.
        <input type="hidden" name="username" autoComplete="username" value={email} />
      )}
      {fields.includes("name") && (
        <TextField
          label="Your name"
          hint="As it stands on documents; the record shows it with what you do."
          autoComplete="name"
          {...field("name")}
        />
      )}
      <TextField
        label="Password"
        hint="Twelve characters at least, of any kind. A few words in a row are easy to keep in mind."
        type="password"
        autoComplete="new-password"
        minLength={12}
        {...field("password")}
      />
      <Button type="submit" look="primary" disabled={!hydrated} busy={send.isPending || send.isSuccess}>
        {submit}
      </Button>
    </form>
  );
}

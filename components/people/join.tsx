"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { postJson } from "@/lib/client/api";
import type { AcceptAnswer, InvitationView } from "@/lib/contracts/people";
import { roleLabels } from "@/lib/domain/role";
import { LinkForm } from "./link-form";
import { LocalDay } from "./local-day";

type Holder = { name: string; email: string } | null;

/** What a link leads to: joining an offering, the first administrator’s account, or a new password. */
export function Join({ token, view, person }: { token: string; view: InvitationView; person: Holder }) {
  if (view.purpose === "member") return <JoinOffering token={token} view={view} person={person} />;
  if (view.purpose === "administrator") {
    return (
      <Sheet
        title="Make the administrator’s account"
        lead="Nobody has an account here yet. Yours will run this installation: it opens offerings and brings people in. It sees no offering’s content unless it is of that offering."
        until={view.expiresAt}
      >
        <LinkForm token={token} fields={["email", "name", "password"]} submit="Make the account" />
      </Sheet>
    );
  }
  return (
    <Sheet
      title="Choose a new password"
      lead={`For ${view.email}. Every session of this account ends, and its second factor is taken off; set it up again afterwards.`}
      until={view.expiresAt}
    >
      <LinkForm token={token} email={view.email} fields={["password"]} submit="Set the password" />
    </Sheet>
  );
}

type Invited = Extract<InvitationView, { purpose: "member" }>;

function JoinOffering({ token, view, person }: { token: string; view: Invited; person: Holder }) {
  const { email, name, party, role, offering, expiresAt, hasAccount } = view;
  return (
    <Sheet
      title={`Join ${offering}`}
      lead={
        <>
          <strong>{email}</strong> is invited to join for <strong>{party}</strong> ({roleLabels[role].toLowerCase()}).
        </>
      }
      until={expiresAt}
    >
      {person && person.email !== email && <OtherAccount mine={person.email} wanted={email} />}
      {person && person.email === email && <JoinNow token={token} name={person.name} />}
      {!person && hasAccount && (
        <>
          <p className="mb-4">This address has an account already. Sign in with it; then you join.</p>
          <ButtonLink
            look="primary"
            href={`/sign-in?email=${encodeURIComponent(email)}&next=${encodeURIComponent(`/join/${token}`)}`}
          >
            Sign in
          </ButtonLink>
        </>
      )}
      {!person && !hasAccount && (
        <LinkForm
          token={token}
          email={email}
          name={name}
          fields={["name", "password"]}
          submit="Make the account and join"
        />
      )}
    </Sheet>
  );
}

function JoinNow({ token, name }: { token: string; name: string }) {
  const join = useMutation({
    mutationFn: () => postJson<AcceptAnswer>("/api/invitations/accept", { token }),
    onSuccess: ({ offeringId }) => window.location.assign(offeringId ? `/offerings/${offeringId}` : "/offerings"),
  });
  return (
    <>
      {join.error && (
        <Notice tone="error" className="mb-4">
          {join.error.message}
        </Notice>
      )}
      <Button look="primary" busy={join.isPending || join.isSuccess} onClick={() => join.mutate()}>
        Join as {name}
      </Button>
    </>
  );
}

function OtherAccount({ mine, wanted }: { mine: string; wanted: string }) {
  const leave = useMutation({
    mutationFn: () => postJson("/api/auth/sign-out", {}),
    onSuccess: () => window.location.reload(),
  });
  return (
    <>
      <Notice tone="warning" title={`You are signed in as ${mine}`} className="mb-4">
        This invitation is for {wanted} and can be accepted with that address only. If both are yours, ask for an
        invitation to the one you use.
      </Notice>
      <Button busy={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
        Sign out and go on
      </Button>
    </>
  );
}

function Sheet({
  title,
  lead,
  until,
  children,
}: {
  title: string;
  lead: ReactNode;
  until: string;
  children: ReactNode;
}) {
  return (
    <main id="content" className="mx-auto max-w-lg px-3 py-8 sm:px-6 md:py-14">
      <h1 className="text-2xl">{title}</h1>
      <p className="mt-2 mb-6 text-muted">{lead}</p>
      {children}
      <p className="mt-6 text-sm text-muted">
        This link opens once, until <LocalDay at={until} withTime />.
      </p>
    </main>
  );
}

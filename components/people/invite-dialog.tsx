"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CheckField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useInvite } from "@/lib/client/people";
import type { PartyRole } from "@/lib/domain/role";
import { fieldErrors, useFocusOnError } from "./field-errors";
import { InvitationLinkView } from "./invitation-link";
import type { PartyView } from "./party-section";

/** What is typed of a person, or known from an invitation that came to nothing. */
export type Invitee = { name: string; email: string; title: string; authority: boolean; coordinator: boolean };

export const nobody: Invitee = { name: "", email: "", title: "", authority: false, coordinator: false };

const authorityHint = (role: PartyRole) =>
  role === "representative"
    ? "Decides, waives, and declares the closing; brings in and ends others of this party."
    : "Authorises the release of the party’s signature pages; brings in and ends others of this party.";

type Place = { offeringId: string; party: PartyView; mayGiveList: boolean };

/** Brings a person into a party: who they are, then the link to hand on. */
export function InviteDialog({ invitee, onClose, ...place }: Place & { invitee: Invitee | null; onClose: () => void }) {
  return (
    <Dialog open={invitee !== null} onOpenChange={onClose} title={`Invite someone of ${place.party.name}`}>
      <InviteForm {...place} begin={invitee ?? nobody} onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ offeringId, party, mayGiveList, begin, onDone }: Place & { begin: Invitee; onDone: () => void }) {
  const first = !party.members.some(({ authority, endedAt }) => authority && !endedAt);
  const { name, email, title } = begin;
  const [person, setPerson] = useState<Invitee>({
    name,
    email,
    title,
    authority: begin.authority || first,
    coordinator: begin.coordinator && mayGiveList,
  });
  const invite = useInvite(offeringId);
  const form = useRef<HTMLFormElement>(null);
  const { at, general } = fieldErrors(invite.error, ["name", "email", "title"], { "email-taken": { field: "email" } });
  useFocusOnError(form, invite.error);
  const set = (change: Partial<Invitee>) => setPerson((before) => ({ ...before, ...change }));

  if (invite.data) {
    return (
      <>
        <InvitationLinkView invitation={invite.data} />
        <DialogActions>
          <Button look="primary" onClick={onDone}>
            Done
          </Button>
        </DialogActions>
      </>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ partyId: party.id, ...person });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      {general && <Notice tone="error">{general}</Notice>}
      <TextField
        label="Name"
        autoComplete="off"
        required
        value={person.name}
        onChange={(event) => set({ name: event.target.value })}
        error={at.name}
      />
      <TextField
        label="E-mail"
        hint="The invitation is bound to this address; it cannot be accepted with another."
        type="email"
        autoComplete="off"
        required
        value={person.email}
        onChange={(event) => set({ email: event.target.value })}
        error={at.email}
      />
      <TextField
        label="Title"
        hint="As it stands on the working group list, such as Associate."
        autoComplete="off"
        value={person.title}
        onChange={(event) => set({ title: event.target.value })}
        error={at.title}
      />
      <CheckField
        label="May bind the party"
        hint={authorityHint(party.role)}
        checked={person.authority}
        onChange={(event) => set({ authority: event.target.checked })}
      />
      {mayGiveList && (
        <CheckField
          label="Keeps the list"
          hint="Edits the conditions and the terms, adds parties. Gives no authority to sign off, decide or waive."
          checked={person.coordinator}
          onChange={(event) => set({ coordinator: event.target.checked })}
        />
      )}
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={invite.isPending}>
          Invite
        </Button>
      </DialogActions>
    </form>
  );
}

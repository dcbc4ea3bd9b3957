"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { MemberView, PendingInvitationView, PeopleView } from "@/lib/contracts/people";
import { roleLabels, type Side, sideLabels, usualSide } from "@/lib/domain/role";
import { EndMembershipDialog } from "./end-membership-dialog";
import { InvitationRow } from "./invitation-row";
import { InviteDialog, type Invitee, nobody } from "./invite-dialog";
import { MemberRow } from "./member-row";

export type PartyView = PeopleView["parties"][number];

/** The sides that several parts stand on; the others are named for their one part. */
const sidesOfTheBargain: readonly Side[] = ["underwriters", "issuer"];

/** One party: what it is on the left, its people on the right. */
export function PartySection({
  offeringId,
  party,
  mayGiveList,
}: {
  offeringId: string;
  party: PartyView;
  mayGiveList: boolean;
}) {
  const [inviting, setInviting] = useState<Invitee | null>(null);
  const [ending, setEnding] = useState<MemberView | null>(null);
  const present = party.members.filter(({ endedAt }) => !endedAt);
  const pending = party.invitations.filter(({ state }) => state === "pending");

  return (
    <section
      aria-label={party.name}
      className="grid gap-x-8 gap-y-3 px-4 py-4 sm:px-5 lg:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]"
    >
      <div>
        <h3 className="text-lg">{party.name}</h3>
        <p className="text-sm text-muted">
          {roleLabels[party.role]}
          {(sidesOfTheBargain.includes(party.side) || party.side !== usualSide[party.role]) &&
            ` · ${sideLabels[party.side]}`}
        </p>
        {party.may.invite && (
          <Button size="small" className="mt-2" onClick={() => setInviting(nobody)}>
            <UserPlus aria-hidden className="size-4" />
            Invite<span className="sr-only"> someone of {party.name}</span>
          </Button>
        )}
      </div>
      <div className="min-w-0">
        {present.length + pending.length === 0 && (
          <p className="py-1 text-muted">
            Nobody yet.{" "}
            {party.may.invite ? "Invite the first person." : "Whoever keeps the list brings in the first person."}
          </p>
        )}
        <ul className="divide-y">
          {present.map((member) => (
            <MemberRow key={member.id} member={member} onEnd={() => setEnding(member)} />
          ))}
          {pending.map((invitation) => (
            <InvitationRow key={invitation.id} offeringId={offeringId} invitation={invitation} />
          ))}
        </ul>
        <Earlier
          members={party.members}
          invitations={party.invitations}
          offeringId={offeringId}
          onRepeat={setInviting}
        />
      </div>
      <InviteDialog
        offeringId={offeringId}
        party={party}
        mayGiveList={mayGiveList}
        invitee={inviting}
        onClose={() => setInviting(null)}
      />
      <EndMembershipDialog offeringId={offeringId} party={party.name} member={ending} onClose={() => setEnding(null)} />
    </section>
  );
}

/** Who has left, and which invitations came to nothing: part of the record, and out of the way. */
function Earlier({
  offeringId,
  members,
  invitations,
  onRepeat,
}: {
  offeringId: string;
  members: readonly MemberView[];
  invitations: readonly PendingInvitationView[];
  onRepeat: (again: Invitee) => void;
}) {
  const left = members.filter(({ endedAt }) => endedAt);
  const over = invitations.filter(({ state }) => state !== "pending");
  if (left.length + over.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-sm text-muted">Earlier ({left.length + over.length})</summary>
      <ul className="divide-y">
        {left.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
        {over.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            offeringId={offeringId}
            invitation={invitation}
            onRepeat={() => onRepeat(invitation)}
          />
        ))}
      </ul>
    </details>
  );
}

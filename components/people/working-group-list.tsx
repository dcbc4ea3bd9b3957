"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePeople } from "@/lib/client/people";
import type { PeopleView } from "@/lib/contracts/people";
import { AddPartyDialog } from "./add-party-dialog";
import { PartySection } from "./party-section";

/** Who is who in an offering: its parties with their people, and who is invited. */
export function WorkingGroupList({ offeringId, initial }: { offeringId: string; initial: PeopleView }) {
  const view = usePeople(offeringId, initial);
  const [adding, setAdding] = useState(false);
  const members = view.parties.flatMap((party) => party.members).filter(({ endedAt }) => !endedAt).length;
  const invited = view.parties.flatMap((party) => party.invitations).filter(({ state }) => state === "pending").length;

  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-xl">Working group list</h2>
          <p className="mt-0.5 text-muted">
            {view.parties.length} {view.parties.length === 1 ? "party" : "parties"}, {members}{" "}
            {members === 1 ? "person" : "people"}
            {invited > 0 && `, ${invited} invited`}. Every party sees this list.
          </p>
        </div>
        {view.may.addParty.length > 0 && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden className="size-4" />
            Add a party
          </Button>
        )}
      </div>
      <div className="divide-y rounded-lg border bg-surface">
        {view.parties.map((party) => (
          <PartySection key={party.id} offeringId={offeringId} party={party} mayGiveList={view.may.giveCoordinator} />
        ))}
      </div>
      <AddPartyDialog offeringId={offeringId} open={adding} onOpenChange={setAdding} parts={view.may.addParty} />
    </>
  );
}

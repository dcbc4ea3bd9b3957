import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { enter } from "@/lib/db/scope";
import type { RequiredSignOff } from "@/lib/domain/condition";
import type { ClosingId, ConditionId, DeliverableId, OfferingId, PersonId } from "@/lib/domain/ids";
import type { ConditionKind } from "@/lib/domain/kind";
import { type PartyRole, sides, usualSide } from "@/lib/domain/role";

type Member = { role: PartyRole; authority?: boolean; coordinator?: boolean };
type Listed = {
  label: string;
  kind?: ConditionKind;
  furnishedBy?: PartyRole[];
  requires?: RequiredSignOff[];
  windowHours?: number | null;
  deliverables?: number;
};

/** A Representative and underwriters' counsel, an issuer and its counsel: enough for most acts. */
const usualMembers = {
  representative: { role: "representative", authority: true },
  counsel: { role: "underwriters_counsel", coordinator: true },
  issuer: { role: "issuer", authority: true },
  issuerCounsel: { role: "issuer_counsel", authority: true },
} satisfies Record<string, Member>;

const opinion: Required<Listed> = {
  label: "7(c)",
  kind: "opinion",
  furnishedBy: ["issuer_counsel"],
  requires: [
    { basis: "form", role: "underwriters_counsel", sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
  windowHours: null,
  deliverables: 1,
};

/**
 * One offering in the database with a Time of Delivery at 10:00 New York time on 11 March 2031, its people and conditions,
 * written straight into the tables: what tests of the road, the views and the walls begin from.
 */
export async function anOffering(options: { conditions?: Listed[]; rehearsal?: boolean; localDate?: string } = {}) {
  const offeringId = randomUUID() as string as OfferingId;
  const closingId = randomUUID() as string as ClosingId;
  const people = {} as Record<keyof typeof usualMembers, { personId: PersonId; partyId: string; name: string }>;
  const conditions: { id: ConditionId; label: string; deliverables: DeliverableId[] }[] = [];

  await db.$transaction(async (tx) => {
    const compartments = ["shared" as const, ...sides].map((compartment) => ({ offeringId, compartment }));
    await enter(tx, { personId: randomUUID() as string as PersonId, compartments });
    await tx.offering.create({
      data: {
        id: offeringId,
        name: "Notes due 2036",
        issuerName: "Example Corp.",
        rehearsal: options.rehearsal ?? false,
      },
    });
    for (const [key, member] of Object.entries(usualMembers) as [keyof typeof usualMembers, Member][]) {
      const personId = randomUUID() as string as PersonId;
      const name = `${String(key)} ${personId.slice(0, 4)}`;
      await tx.user.create({ data: { id: personId, name, email: `${personId}@example.com` } });
      const organisation = await tx.organisation.create({ data: { name: `Firm ${personId}` } });
      const party = await tx.party.create({
        data: {
          offeringId,
          organisationId: organisation.id,
          name: `Firm of ${name}`,
          role: member.role,
          side: usualSide[member.role],
        },
      });
      const { authority = false, coordinator = false } = member;
      await tx.membership.create({
        data: { offeringId, partyId: party.id, personId, title: "Partner", authority, coordinator },
      });
      people[key] = { personId, partyId: party.id, name };
    }
    const agreement = await tx.agreement.create({
      data: {
        offeringId,
        title: "Underwriting Agreement",
        datedOn: new Date("2031-03-04"),
        conditionsSection: "7",
        closingTerm: "Time of Delivery",
        terms: {},
      },
    });
    const pricing = await tx.pricingAgreement.create({
      data: { offeringId, agreementId: agreement.id, datedOn: new Date("2031-03-04"), terms: {} },
    });
    await tx.closing.create({
      data: {
        id: closingId,
        offeringId,
        pricingAgreementId: pricing.id,
        label: "Time of Delivery",
        localDate: options.localDate ?? "2031-03-11",
        localTime: "10:00",
        zone: "America/New_York",
        location: "New York",
        place: 0,
      },
    });
    for (const [place, listed] of (options.conditions ?? [opinion]).entries()) {
      const { label, kind, furnishedBy, requires, windowHours, deliverables } = { ...opinion, ...listed };
      const id = randomUUID() as string as ConditionId;
      await tx.condition.create({
        data: {
          id,
          offeringId,
          closingId,
          label,
          title: `Condition ${label}`,
          text: "",
          kind,
          mode: "whole",
          place,
          furnishedBy,
          furnishedTo: ["representative"],
          requires,
          windowHours,
        },
      });
      const made: DeliverableId[] = [];
      for (let number = 0; number < deliverables; number++) {
        const row = await tx.deliverable.create({
          data: {
            offeringId,
            conditionId: id,
            title: `Document ${number + 1} of ${label}`,
            dated: null,
            place: number,
          },
        });
        made.push(row.id as DeliverableId);
      }
      conditions.push({ id, label, deliverables: made });
    }
  });
  return { offeringId, closingId, people, conditions };
}

/**
 * Who asks, with a key of their own for each wish unless the test repeats one. They have just confirmed who they are; a
 * test of what happens otherwise spreads this with `confirmed: null`.
 */
export const asking = (
  offering: { offeringId: OfferingId },
  person: { personId: PersonId },
  key: string = randomUUID(),
) => ({
  offeringId: offering.offeringId,
  personId: person.personId,
  key,
  confirmed: { at: new Date(), with: "password" as const },
});

import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { db } from "../../lib/db/client";
import { logEvent } from "../../lib/db/events";
import { columnsOf } from "../../lib/db/record-act";
import { enter, type Tx } from "../../lib/db/scope";
import type { Actor } from "../../lib/domain/actor";
import type { ClosingId, ConditionId, DeliverableId, OfferingId, PartyId, PersonId } from "../../lib/domain/ids";
import { sides, usualSide } from "../../lib/domain/role";
import { type DemoCondition, termsOf } from "./sample-conditions";
import type { DemoParty, DemoPerson } from "./sample-people";

/** The password of every person of the demonstration; lib/auth refuses it wherever the demonstration is not on. */
export const demoPassword = "rehearsal-2004";

export type DemoClosing = {
  label: string;
  localDate: string;
  localTime: string;
  zone: string;
  location: string;
  conditions: readonly DemoCondition[];
  terms?: object;
  pages?: readonly { party: string; document: string; signatory: string; capacity: string }[];
};

export type DemoOffering = {
  name: string;
  issuerName: string;
  rehearsal: boolean;
  parties: readonly DemoParty[];
  agreement: { title: string; datedOn: string; section: string; term: string; terms: object };
  pricing: { datedOn: string; terms: object; allocations: readonly { underwriter: string; amount: string }[] };
  closings: readonly DemoClosing[];
  /** When it was opened, by the list keeper. */
  opened: Date;
  /** From this real moment on, a rehearsal's clock shows `shows`. */
  clock?: { at: Date; shows: Date };
};

/** Worked out once, since it takes a tenth of a second: one printed password needs no salt for each of its people. */
const hashedPassword = hashPassword(demoPassword);

/** An offering as the seed made it, for the story that follows. */
export type Made = {
  offeringId: OfferingId;
  closings: readonly {
    id: ClosingId;
    conditions: ReadonlyMap<string, ConditionId>;
    documents: ReadonlyMap<string, DeliverableId>;
  }[];
  people: ReadonlyMap<string, PersonId>;
};

/** Makes a person's account unless there is one with that address already. */
export async function makePerson(person: DemoPerson): Promise<PersonId> {
  const known = await db.user.findUnique({ where: { email: person.email }, select: { id: true } });
  if (known) return known.id as PersonId;
  const id = randomUUID() as string as PersonId;
  const { name, email, administrator = false } = person;
  await db.user.create({
    data: {
      id,
      name,
      email,
      emailVerified: true,
      administrator,
      accounts: { create: { accountId: id, providerId: "credential", password: await hashedPassword } },
    },
  });
  return id;
}

/** Writes a whole offering in one transaction, with its opening in the log. */
export async function makeOffering(spec: DemoOffering): Promise<Made> {
  const offeringId = randomUUID() as string as OfferingId;
  const people = new Map<string, PersonId>();
  for (const person of spec.parties.flatMap((party) => party.people))
    people.set(person.email, await makePerson(person));
  const keeper = spec.parties.flatMap((party) => party.people).find((person) => person.coordinator);
  const keeperId = keeper && people.get(keeper.email);
  if (!keeper || !keeperId) throw new Error(`${spec.name} has no list keeper`);

  const closings = await db.$transaction(
    async (tx) => {
      const compartments = (["shared", ...sides] as const).map((compartment) => ({ offeringId, compartment }));
      await enter(tx, { personId: keeperId, compartments });
      const { name, issuerName, rehearsal, opened } = spec;
      await tx.offering.create({ data: { id: offeringId, name, issuerName, rehearsal, createdAt: opened } });
      const parties = await makeParties(tx, offeringId, spec, people);
      const made = await makeClosings(tx, offeringId, spec, keeperId, parties);
      const home = spec.parties.find((party) => party.people.includes(keeper));
      if (!home) throw new Error("The list keeper is of no party");
      const actor: Actor = {
        personId: keeperId,
        name: keeper.name,
        offeringId,
        partyId: parties.get(home.name) as PartyId,
        partyName: home.name,
        role: home.role,
        side: usualSide[home.role],
        authority: false,
        coordinator: true,
      };
      const payload = { name, closings: spec.closings.map(({ label }) => label) };
      const opening = {
        type: "offering.created",
        compartment: "shared",
        closingId: null,
        conditionId: null,
        payload,
      } as const;
      await logEvent(tx, actor, opened, opening);
      return made;
    },
    { timeout: 60_000 },
  );
  return { offeringId, closings, people };
}

async function makeParties(tx: Tx, offeringId: OfferingId, spec: DemoOffering, people: ReadonlyMap<string, PersonId>) {
  const ids = new Map<string, string>();
  for (const { name, role, people: members } of spec.parties) {
    const organisation =
      (await tx.organisation.findUnique({ where: { name } })) ?? (await tx.organisation.create({ data: { name } }));
    const party = await tx.party.create({
      data: { offeringId, organisationId: organisation.id, name, role, side: usualSide[role] },
    });
    ids.set(name, party.id);
    for (const { email, title, authority = false, coordinator = false } of members) {
      const personId = people.get(email) as PersonId;
      const since = spec.opened;
      await tx.membership.create({
        data: { offeringId, partyId: party.id, personId, title, authority, coordinator, since },
      });
    }
  }
  return ids;
}

async function makeClosings(
  tx: Tx,
  offeringId: OfferingId,
  { agreement, pricing, closings, clock }: DemoOffering,
  by: PersonId,
  parties: ReadonlyMap<string, string>,
) {
  const { title, section, term, terms } = agreement;
  const general = await tx.agreement.create({
    data: {
      offeringId,
      title,
      datedOn: new Date(agreement.datedOn),
      conditionsSection: section,
      closingTerm: term,
      governingLaw: "New York",
      terms,
    },
  });
  const priced = await tx.pricingAgreement.create({
    data: {
      offeringId,
      agreementId: general.id,
      datedOn: new Date(pricing.datedOn),
      terms: pricing.terms,
      allocations: { create: pricing.allocations.map((line, place) => ({ ...line, offeringId, place })) },
    },
  });
  const made: Made["closings"][number][] = [];
  for (const [place, closing] of closings.entries()) {
    const { conditions, pages = [], terms: moneys = {}, ...moment } = closing;
    const row = await tx.closing.create({
      data: { offeringId, pricingAgreementId: priced.id, ...moment, terms: moneys, place },
    });
    const closingId = row.id as ClosingId;
    if (clock) await tx.clockSetting.create({ data: { offeringId, closingId, ...clock, by } });
    const ids = new Map<string, ConditionId>();
    const documents = new Map<string, DeliverableId>();
    await makeConditions(tx, { offeringId, closingId, ids, documents }, conditions, null);
    for (const [number, { party, ...page }] of pages.entries()) {
      const partyId = parties.get(party);
      if (!partyId) throw new Error(`No party ${party}`);
      await tx.signaturePage.create({ data: { offeringId, closingId, partyId, ...page, place: number } });
    }
    made.push({ id: closingId, conditions: ids, documents });
  }
  return made;
}

type Place = {
  offeringId: OfferingId;
  closingId: ClosingId;
  ids: Map<string, ConditionId>;
  documents: Map<string, DeliverableId>;
};

async function makeConditions(
  tx: Tx,
  place: Place,
  conditions: readonly DemoCondition[],
  parentId: ConditionId | null,
) {
  const { offeringId, closingId, ids, documents } = place;
  for (const condition of conditions) {
    const id = randomUUID() as string as ConditionId;
    const { deliverables, ...terms } = termsOf(condition);
    const columns = columnsOf({ ...terms, deliverables: [] });
    await tx.condition.create({ data: { id, offeringId, closingId, parentId, place: ids.size, ...columns } });
    ids.set(condition.label, id);
    for (const [number, { title, dated }] of deliverables.entries()) {
      const row = await tx.deliverable.create({ data: { offeringId, conditionId: id, title, dated, place: number } });
      documents.set(`${condition.label} ${number + 1}`, row.id as DeliverableId);
    }
    await makeConditions(tx, place, condition.limbs ?? [], id);
  }
}

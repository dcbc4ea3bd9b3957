import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { db } from "../../lib/db/client";
import { logEvent } from "../../lib/db/events";
import type { Prisma } from "../../lib/db/generated/client";
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
    await tx.membership.createMany({
      data: members.map(({ email, title, authority = false, coordinator = false }) => ({
        offeringId,
        partyId: party.id,
        personId: people.get(email) as PersonId,
        title,
        authority,
        coordinator,
        since: spec.opened,
      })),
    });
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
    const rows = listRows({ offeringId, closingId }, conditions);
    await tx.condition.createMany({ data: rows.conditions });
    await tx.deliverable.createMany({ data: rows.deliverables });
    for (const [number, { party, ...page }] of pages.entries()) {
      const partyId = parties.get(party);
      if (!partyId) throw new Error(`No party ${party}`);
      await tx.signaturePage.create({ data: { offeringId, closingId, partyId, ...page, place: number } });
    }
    made.push({ id: closingId, ...idsIn(rows) });
  }
  return made;
}

type Rows = { conditions: Prisma.ConditionCreateManyInput[]; deliverables: Prisma.DeliverableCreateManyInput[] };

/** The rows of a list, each clause before its limbs; written together, since one by one they take a second. */
function listRows(
  place: { offeringId: OfferingId; closingId: ClosingId },
  conditions: readonly DemoCondition[],
  parentId: ConditionId | null = null,
  rows: Rows = { conditions: [], deliverables: [] },
): Rows {
  const { offeringId, closingId } = place;
  for (const condition of conditions) {
    const id = randomUUID() as string as ConditionId;
    const { deliverables, ...terms } = termsOf(condition);
    const columns = columnsOf({ ...terms, deliverables: [] });
    rows.conditions.push({ id, offeringId, closingId, parentId, place: rows.conditions.length, ...columns });
    for (const [number, document] of deliverables.entries()) {
      rows.deliverables.push({ id: randomUUID(), offeringId, conditionId: id, ...document, place: number });
    }
    listRows(place, condition.limbs ?? [], id, rows);
  }
  return rows;
}

/** The ids of a list by what the story calls them: the label of a condition, "7(c) 2" for its second document. */
function idsIn({ conditions, deliverables }: Rows) {
  const labels = new Map(conditions.map(({ id, label }) => [id, label]));
  return {
    conditions: new Map(conditions.map(({ id, label }) => [label, id as ConditionId])),
    documents: new Map(
      deliverables.map(({ id, conditionId, place }) => [
        `${labels.get(conditionId)} ${place + 1}`,
        id as DeliverableId,
      ]),
    ),
  };
}

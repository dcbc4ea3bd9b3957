import { createHmac, randomUUID } from "node:crypto";
import { sessionCookie } from "@/lib/auth/session-limits";
import { db } from "@/lib/db/client";
import { enter, type Tx } from "@/lib/db/scope";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { type Side, sides } from "@/lib/domain/role";
import { env } from "@/lib/env";
import { type Member, members, type Principal, principals, standing } from "@/lib/policy/cells.table";
import { sessionOf } from "../session";

type Placed = { personId: PersonId; partyId: string };

/** Everyone of the table of cells, in one offering or out of it, each with what they show for a session. */
export type Cast = {
  offeringId: OfferingId;
  pricingAgreementId: string;
  people: Record<Member, Placed>;
  /** The person behind each principal, where there is one. */
  personOf: Partial<Record<Principal, PersonId>>;
  cookies: Record<Principal, string>;
  /** A session of somebody else, for whoever would end it. */
  sessionOfAnother: string;
};

/** Runs with every compartment of the offering open, to write straight into its tables. */
export function inOffering<T>(offeringId: OfferingId, write: (tx: Tx) => Promise<T>): Promise<T> {
  const compartments = ["shared" as const, ...sides].map((compartment) => ({ offeringId, compartment }));
  return db.$transaction(
    async (tx) => {
      await enter(tx, { personId: randomUUID() as string as PersonId, compartments });
      return write(tx);
    },
    { timeout: 60_000 },
  );
}

const newPerson = async (tx: Tx, administrator = false): Promise<PersonId> => {
  const id = randomUUID() as string as PersonId;
  await tx.user.create({ data: { id, name: `Person ${id.slice(0, 4)}`, email: `${id}@example.com`, administrator } });
  return id;
};

async function newParty(tx: Tx, offeringId: OfferingId, role: string, side: Side, organisationId?: string) {
  const organisation = organisationId ?? (await tx.organisation.create({ data: { name: `Firm ${randomUUID()}` } })).id;
  const name = `Firm of ${role} ${randomUUID().slice(0, 4)}`;
  return tx.party.create({ data: { offeringId, organisationId: organisation, name, role, side } });
}

/** A further person of a party, who may not bind it. */
export const addPerson = (cast: Cast, partyId: string): Promise<PersonId> =>
  inOffering(cast.offeringId, async (tx) => {
    const personId = await newPerson(tx);
    await tx.membership.create({ data: { offeringId: cast.offeringId, partyId, personId, title: "" } });
    return personId;
  });

export async function makeCast(): Promise<Cast> {
  const offeringId = randomUUID() as string as OfferingId;
  const elsewhere = randomUUID() as string as OfferingId;
  const people = {} as Record<Member, Placed>;
  const personOf: Cast["personOf"] = {};

  const pricingAgreementId = await inOffering(offeringId, async (tx) => {
    const about = { name: "Notes due 2036", issuerName: "Example Corp.", rehearsal: true };
    await tx.offering.create({ data: { id: offeringId, ...about } });
    const partyOf: Partial<Record<Member, string>> = {};
    for (const who of members) {
      const { role, side, authority, coordinator } = standing[who];
      // Two of them are staff of a party that somebody else may bind.
      const of: Partial<Record<Member, Member>> = {
        "Representative’s staff": "Representative with authority",
        "list keeper": "underwriters’ counsel",
      };
      const shared = of[who];
      const partyId = (shared && partyOf[shared]) ?? (await newParty(tx, offeringId, role, side)).id;
      partyOf[who] = partyId;
      const personId = await newPerson(tx);
      await tx.membership.create({ data: { offeringId, partyId, personId, title: "", authority, coordinator } });
      people[who] = { personId, partyId };
      personOf[who] = personId;
    }
    const left = await newPerson(tx);
    const { partyId } = people["underwriters’ counsel"];
    const ended = { offeringId, partyId, personId: left, title: "", authority: true, endedAt: new Date() };
    await tx.membership.create({ data: ended });
    Object.assign(personOf, { "membership ended": left });
    const datedOn = new Date("2031-03-04");
    const agreement = await tx.agreement.create({
      data: { offeringId, title: "Agreement", datedOn, conditionsSection: "7", closingTerm: "Closing", terms: {} },
    });
    const pricing = await tx.pricingAgreement.create({
      data: { offeringId, agreementId: agreement.id, datedOn, terms: {} },
    });
    return pricing.id;
  });

  const firm = await inOffering(offeringId, (tx) =>
    tx.party.findUniqueOrThrow({ where: { id: people["underwriters’ counsel"].partyId } }),
  );
  await inOffering(elsewhere, async (tx) => {
    const about = { name: "Another", issuerName: "Other Corp.", rehearsal: true };
    await tx.offering.create({ data: { id: elsewhere, ...about } });
    const party = await newParty(tx, elsewhere, "underwriters_counsel", "underwriters", firm.organisationId);
    const personId = await newPerson(tx);
    const marks = { title: "", authority: true, coordinator: true };
    await tx.membership.create({ data: { offeringId: elsewhere, partyId: party.id, personId, ...marks } });
    personOf["of another offering, same firm"] = personId;
    personOf["of no offering"] = await newPerson(tx);
    personOf.administrator = await newPerson(tx, true);
  });

  // Each of these would be the Representative with authority, if only they were signed in.
  const bound = people["Representative with authority"].personId;
  const cookies = { "nobody signed in": "" } as Record<Principal, string>;
  for (const who of principals) if (personOf[who]) cookies[who] = await sessionOf(personOf[who]);
  cookies["session expired"] = await sessionOf(bound);
  cookies["sessions ended"] = await sessionOf(bound);
  const [ended, expired] = await db.session.findMany({
    where: { userId: bound },
    orderBy: { createdAt: "desc" },
    take: 2,
  });
  await db.session.update({ where: { id: expired?.id ?? "" }, data: { expiresAt: new Date(Date.now() - 1) } });
  await db.session.delete({ where: { id: ended?.id ?? "" } });
  // What the library hands out between the password and the code: a cookie of another name, and no session.
  const half = createHmac("sha256", env.AUTH_SECRET).update("half").digest("base64");
  cookies["without the second factor"] =
    `${sessionCookie.replace("session_token", "two_factor")}=half.${encodeURIComponent(half)}`;

  const stranger = await inOffering(elsewhere, (tx) => newPerson(tx));
  await sessionOf(stranger);
  const another = await db.session.findFirstOrThrow({ where: { userId: stranger } });
  return { offeringId, pricingAgreementId, people, personOf, cookies, sessionOfAnother: another.id };
}

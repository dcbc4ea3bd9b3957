import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/domain/actor";
import { type DraftRow, parentRows } from "@/lib/domain/draft";
import type { ClosingId, OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { type PartyRole, type Side, sides } from "@/lib/domain/role";
import { recordParty } from "./people";
import { columnsOf } from "./record-act";
import { enter, type Tx } from "./scope";

export type NewParty = { id: PartyId; name: string; role: PartyRole; side: Side };

export type NewAgreement = {
  title: string;
  datedOn: string;
  conditionsSection: string;
  closingTerm: string;
  governingLaw: string | null;
  terms: object;
};

export type NewPricing = {
  datedOn: string;
  terms: object;
  allocations: readonly { underwriter: string; amount: string }[];
};

/** A Time of Delivery before it stands, with the list that it begins with. */
export type NewClosing = {
  closingId: ClosingId;
  label: string;
  localDate: string;
  localTime: string;
  zone: string;
  location: string;
  terms: object;
  place: number;
  /** What a rehearsal's clock shows at the moment of making. */
  clock: Date | null;
  rows: readonly DraftRow[];
};

export type NewOffering = {
  name: string;
  issuer: string;
  rehearsal: boolean;
  agreement: NewAgreement & { source: { sha256: string; name: string } | null };
  pricing: NewPricing;
  parties: readonly NewParty[];
  maker: Actor & { title: string };
  closings: readonly NewClosing[];
};

/**
 * Holds the transaction to an offering that is being opened, with every side's compartment: its maker writes the rows of
 * all parties, none of which exists before. Returns the new offering's id.
 */
export async function enterNewOffering(tx: Tx, personId: PersonId): Promise<OfferingId> {
  const offeringId = randomUUID() as string as OfferingId;
  const compartments = (["shared", ...sides] as const).map((compartment) => ({ offeringId, compartment }));
  await enter(tx, { personId, compartments });
  return offeringId;
}

/** Writes a whole offering: its agreements, parties, maker and Times of Delivery. The opening's event is the caller's. */
export async function recordOffering(tx: Tx, offering: NewOffering, real: Date): Promise<void> {
  const { name, issuer, rehearsal, maker } = offering;
  const { offeringId, personId } = maker;
  await tx.offering.create({ data: { id: offeringId, name, issuerName: issuer, rehearsal, createdAt: real } });
  for (const party of offering.parties) await recordParty(tx, offeringId, party);
  const { title, authority, coordinator, partyId } = maker;
  await tx.membership.create({
    data: { offeringId, partyId, personId, title, authority, coordinator, since: real },
  });

  const { source, datedOn, ...agreement } = offering.agreement;
  const general = await tx.agreement.create({
    data: {
      offeringId,
      ...agreement,
      datedOn: new Date(datedOn),
      sourceSha256: source?.sha256 ?? null,
      sourceName: source?.name ?? null,
    },
    select: { id: true },
  });
  const pricing = await tx.pricingAgreement.create({
    data: {
      offeringId,
      agreementId: general.id,
      datedOn: new Date(offering.pricing.datedOn),
      terms: offering.pricing.terms,
    },
    select: { id: true },
  });
  await recordAllocations(tx, offeringId, pricing.id, offering.pricing.allocations);
  for (const closing of offering.closings) await recordClosing(tx, maker, pricing.id, closing, real);
}

/** Puts Schedule I as it is now in the place of what it was. */
export async function recordAllocations(
  tx: Tx,
  offeringId: OfferingId,
  pricingAgreementId: string,
  lines: NewPricing["allocations"],
): Promise<void> {
  await tx.allocation.deleteMany({ where: { pricingAgreementId } });
  await tx.allocation.createMany({
    data: lines.map((line, place) => ({ offeringId, pricingAgreementId, ...line, place })),
  });
}

/** A Time of Delivery and its own list. Nothing that was signed anywhere else comes with it. */
export async function recordClosing(
  tx: Tx,
  by: Pick<Actor, "offeringId" | "personId">,
  pricingAgreementId: string,
  { closingId, clock, rows, ...closing }: NewClosing,
  real: Date,
): Promise<void> {
  const { offeringId, personId } = by;
  await tx.closing.create({ data: { id: closingId, offeringId, pricingAgreementId, ...closing } });
  if (clock) {
    await tx.clockSetting.create({ data: { offeringId, closingId, shows: clock, at: real, by: personId } });
  }
  const ids = rows.map(() => randomUUID() as string);
  const parents = parentRows(rows);
  await tx.condition.createMany({
    data: rows.map(({ terms: { deliverables: _, ...terms } }, place) => {
      const parent = parents[place] ?? null;
      const parentId = parent === null ? null : (ids[parent] ?? null);
      return {
        id: ids[place] ?? "",
        offeringId,
        closingId,
        parentId,
        place,
        ...columnsOf({ ...terms, deliverables: [] }),
      };
    }),
  });
  await tx.deliverable.createMany({
    data: rows.flatMap(({ terms }, place) =>
      terms.deliverables.map(({ title, dated }, number) => ({
        offeringId,
        conditionId: ids[place] ?? "",
        title,
        dated,
        place: number,
      })),
    ),
  });
}

import "server-only";
import type { ClosingId, OfferingId, VersionId } from "@/lib/domain/ids";
import type { PartyRole, Side } from "@/lib/domain/role";
import { type NewAgreement, type NewPricing, recordAllocations } from "./offerings";
import type { Tx } from "./scope";

const day = (date: Date) => date.toISOString().slice(0, 10);

/** What was agreed in one offering, as the transaction's scope may see it. */
export async function loadSetup(tx: Tx, offeringId: OfferingId) {
  const row = await tx.offering.findUniqueOrThrow({
    relationLoadStrategy: "join",
    where: { id: offeringId },
    include: {
      agreements: { orderBy: { datedOn: "asc" } },
      pricingAgreements: { orderBy: { datedOn: "asc" }, include: { allocations: { orderBy: { place: "asc" } } } },
      closings: { orderBy: { place: "asc" } },
      parties: { include: { _count: { select: { memberships: { where: { endedAt: null } } } } } },
    },
  });
  return {
    offering: { name: row.name, issuer: row.issuerName, rehearsal: row.rehearsal },
    agreements: row.agreements.map(({ id, datedOn, sourceSha256, sourceName, ...agreement }) => ({
      id,
      title: agreement.title,
      datedOn: day(datedOn),
      conditionsSection: agreement.conditionsSection,
      closingTerm: agreement.closingTerm,
      governingLaw: agreement.governingLaw,
      terms: agreement.terms,
      source: sourceSha256 && sourceName ? { sha256: sourceSha256, name: sourceName } : null,
    })),
    pricings: row.pricingAgreements.map(({ id, agreementId, datedOn, terms, allocations }) => ({
      id,
      agreementId,
      datedOn: day(datedOn),
      terms,
      allocations: allocations.map(({ underwriter, amount }) => ({ underwriter, amount: amount.toFixed() })),
    })),
    parties: row.parties.map(({ id, name, role, side, _count }) => ({
      id,
      name,
      role: role as PartyRole,
      side: side as Side,
      people: _count.memberships,
    })),
    closings: row.closings.map(({ id, pricingAgreementId, label, localDate, location, terms, place }) => ({
      id: id as ClosingId,
      pricingAgreementId,
      label,
      /** As first agreed; a postponement is a step of the Time of Delivery. */
      localDate,
      location,
      terms,
      place,
    })),
  };
}

export type Setup = Awaited<ReturnType<typeof loadSetup>>;

export const recordNames = (tx: Tx, id: OfferingId, { name, issuer }: { name: string; issuer: string }) =>
  tx.offering.update({ where: { id }, data: { name, issuerName: issuer } });

export const recordAgreement = (tx: Tx, id: string, { datedOn, ...agreement }: NewAgreement) =>
  tx.agreement.update({ where: { id }, data: { ...agreement, datedOn: new Date(datedOn) } });

export async function recordPricing(tx: Tx, offeringId: OfferingId, id: string, pricing: NewPricing): Promise<void> {
  await tx.pricingAgreement.update({
    where: { id },
    data: { datedOn: new Date(pricing.datedOn), terms: pricing.terms },
  });
  await recordAllocations(tx, offeringId, id, pricing.allocations);
}

/** What may be changed of a Time of Delivery beside its moment, which is postponed and not edited. */
export const recordClosingTerms = (tx: Tx, id: ClosingId, change: { label: string; location: string; terms: object }) =>
  tx.closing.update({ where: { id }, data: change });

/** The file that the agreement of a Time of Delivery was last read from. */
export async function recordSource(
  tx: Tx,
  closingId: ClosingId,
  { sha256, name }: { sha256: string; name: string },
): Promise<void> {
  const { pricingAgreement } = await tx.closing.findUniqueOrThrow({
    where: { id: closingId },
    select: { pricingAgreement: { select: { agreementId: true } } },
  });
  const data = { sourceSha256: sha256, sourceName: name };
  await tx.agreement.update({ where: { id: pricingAgreement.agreementId }, data });
}

/** A version in sight that all parties have, with the Time of Delivery at which it stands; null where there is none. */
export async function findSharedVersion(tx: Tx, offeringId: OfferingId, id: VersionId) {
  const row = await tx.version.findFirst({
    where: { id, offeringId, shares: { some: {} } },
    include: { deliverable: { select: { condition: { select: { closingId: true } } } } },
  });
  if (!row) return null;
  const { sha256, bytes, mediaType, pages, fileName, stage, datedOn, deliverable } = row;
  const closingId = deliverable.condition.closingId as ClosingId;
  return { file: { sha256, bytes, mediaType, pages }, fileName, stage, datedOn, closingId };
}

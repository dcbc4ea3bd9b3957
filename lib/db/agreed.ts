import "server-only";
import type { DefaultEntry } from "@/lib/domain/default-record";
import type { ClosingId, PersonId } from "@/lib/domain/ids";
import type { Tx } from "./scope";

const day = (date: Date) => date.toISOString().slice(0, 10);

/** What was agreed for one Time of Delivery: its terms as they are kept, of all three levels, and Schedule I. */
export async function loadAgreed(tx: Tx, closingId: ClosingId) {
  const row = await tx.closing.findUniqueOrThrow({
    relationLoadStrategy: "join",
    where: { id: closingId },
    select: {
      terms: true,
      pricingAgreement: {
        select: {
          datedOn: true,
          terms: true,
          allocations: { orderBy: { place: "asc" }, select: { underwriter: true, amount: true } },
          agreement: { select: { title: true, datedOn: true, conditionsSection: true, terms: true } },
        },
      },
    },
  });
  const { agreement, ...pricing } = row.pricingAgreement;
  return {
    agreement: { ...agreement, datedOn: day(agreement.datedOn) },
    pricing: {
      datedOn: day(pricing.datedOn),
      terms: pricing.terms,
      allocations: pricing.allocations.map(({ underwriter, amount }) => ({ underwriter, amount: amount.toFixed() })),
    },
    closing: { terms: row.terms },
  };
}

export type Agreed = Awaited<ReturnType<typeof loadAgreed>>;

const types = ["default.recorded", "default.arranged", "default.company-spoke", "default.withdrawn"];

/** What was recorded about a default at one Time of Delivery, oldest first: the events are the record. */
export async function listDefaultEntries(tx: Tx, closingId: ClosingId): Promise<DefaultEntry[]> {
  const rows = await tx.event.findMany({
    where: { closingId, type: { in: types } },
    orderBy: { position: "asc" },
    select: { type: true, payload: true, by: true, at: true },
  });
  return rows.map(({ type, payload, by, at }) => {
    const said = payload as object;
    return { ...said, type, by: by as PersonId, at } as DefaultEntry;
  });
}

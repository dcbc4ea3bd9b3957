import { grouped } from "@/lib/domain/allocations";
import { partyRoles, roleLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import type { ClosingSetInput } from "@/lib/exports/model";
import { type ClosingSnapshot, pricingOf } from "./closing-set-snapshot";

/** The mark that every page of a rehearsal's exports carries. */
export const rehearsalMark = "REHEARSAL: not a record of a closing";

/** What stands on the cover of a set and at the head of every paper. */
export function titlesOf({ scene, setup }: ClosingSnapshot) {
  const { closing, offering } = scene;
  const pricing = pricingOf(setup, closing.id);
  const securities = pricing?.terms?.securities;
  const whole = securities?.kind === "debt" ? securities.principal : securities?.shares;
  const currency = pricing?.terms?.currency ?? "USD";
  const money = currency === "USD" ? "$" : `${currency} `;
  return {
    issuer: offering.issuer,
    securities: [securities?.title ?? offering.name],
    amount: !whole
      ? undefined
      : securities?.kind === "debt"
        ? `${money}${grouped(whole)} aggregate principal amount`
        : `${grouped(whole)} shares`,
    rehearsal: offering.rehearsal ? rehearsalMark : undefined,
  };
}

/** The head of a closing set: everything but its tabs and its record. */
export function coverOf(snapshot: ClosingSnapshot): Omit<ClosingSetInput, "parts"> {
  const { scene, asOf } = snapshot;
  const { issuer, securities, amount, rehearsal } = titlesOf(snapshot);
  const { closing, parties } = scene;
  return {
    title: scene.siblings.length > 1 ? `Closing Set: ${closing.label}` : "Closing Set",
    issuer,
    securities,
    ...(amount ? { amount } : {}),
    timeOfDelivery: `${momentWords(closing.timeOfDelivery, closing.zone)}, ${closing.location}`,
    asOf: asOf.toISOString(),
    ...(rehearsal ? { rehearsal } : {}),
    parties: partyRoles.flatMap((role) => {
      const names = parties.filter((party) => party.role === role).map(({ name }) => name);
      return names.length > 0 ? [{ role: roleLabels[role], names }] : [];
    }),
  };
}

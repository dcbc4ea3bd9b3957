import "server-only";
import type { SetupView } from "@/lib/contracts/offering";
import type { Problem } from "@/lib/contracts/problem";
import { agreementTerms, type ClosingTerms, closingTerms, pricingTerms } from "@/lib/contracts/terms";
import { loadClosing } from "@/lib/db/load";
import { scopeOf, withScope } from "@/lib/db/scope";
import { loadSetup, type Setup } from "@/lib/db/setup";
import type { Actor } from "@/lib/domain/actor";
import { allocationGap, totalOf } from "@/lib/domain/allocations";
import { clockOf, conditionStates, readiness, stageOf } from "@/lib/domain/closing";
import type { PartyId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { partyRoles } from "@/lib/domain/role";
import { canonicalJson, type JsonValue } from "@/lib/log/canonical";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { firmAmount } from "./offering-faults";

/** One offering with all that was agreed, and how each of its Times of Delivery stands. */
export async function viewSetup(actor: Actor): Promise<Result<SetupView, Problem>> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  return withScope(scopeOf(actor), async (tx) => {
    const setup = await loadSetup(tx, actor.offeringId);
    const real = new Date();
    const seesMoney = authorize(actor, "settlement.read").ok || authorize(actor, "terms.edit").ok;
    const closings: SetupView["closings"][number][] = [];
    for (const row of setup.closings) {
      const closing = await loadClosing(tx, row.id);
      if (!closing) continue;
      const ready = readiness(closing, conditionStates(closing, clockOf(closing, real)));
      const { id, pricingAgreementId, label, location } = row;
      const { localDate, localTime, zone, timeOfDelivery } = closing;
      closings.push({
        ...{ id, pricingAgreementId, label, location, localDate, localTime, zone },
        revision: revisionOf({ label, location, terms: row.terms }),
        timeOfDelivery: timeOfDelivery.toISOString(),
        terms: seesMoney ? closingTerms.parse(row.terms) : withoutMoney(closingTerms.parse(row.terms)),
        stage: stageOf(closing),
        conditions: closing.conditions.length,
        settled: ready.settled,
        total: ready.total,
      });
    }
    const { offering, agreements, pricings, parties } = setup;
    return ok({
      offering: { id: actor.offeringId, ...offering, revision: revisionOf(namesOf(setup)) },
      agreements: agreements.map(({ id, ...agreement }) => {
        const { source, ...said } = agreement;
        return { id, ...agreement, terms: agreementTerms.parse(agreement.terms), revision: revisionOf(said) };
      }),
      pricings: pricings.map(({ id, agreementId, ...pricing }) => {
        const terms = pricingTerms.parse(pricing.terms);
        const total = totalOf(pricing.allocations);
        const gap = allocationGap(pricing.allocations, firmAmount(terms));
        return { id, agreementId, ...pricing, terms, total, gap, revision: revisionOf(pricing) };
      }),
      parties: parties
        .map((party) => ({ ...party, id: party.id as PartyId }))
        .sort((a, b) => partyRoles.indexOf(a.role) - partyRoles.indexOf(b.role) || a.name.localeCompare(b.name)),
      closings,
      may: {
        editTerms: authorize(actor, "terms.edit").ok,
        editList: authorize(actor, "list.edit").ok,
        invite: actor.coordinator || actor.authority,
      },
    });
  });
}

/** What is paid and to which account, left out for those to whom the settlement is not shown and who do not enter it. */
const withoutMoney = (terms: ClosingTerms): ClosingTerms => ({ ...terms, fees: [], account: null, otherAccounts: [] });

/** A short name of one state of a thing: another as soon as anything in it is. */
export const revisionOf = (said: object) => digestOf(canonicalJson(said as unknown as JsonValue)).slice(0, 16);

export const namesOf = ({ offering }: Setup) => ({ name: offering.name, issuer: offering.issuer });

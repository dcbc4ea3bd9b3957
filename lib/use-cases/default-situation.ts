import "server-only";
import type { Agreed } from "@/lib/db/agreed";
import type { DefaultOutcome } from "@/lib/domain/default-outcome";
import type { DefaultRecord } from "@/lib/domain/default-record";
import type { DefaultSituation } from "@/lib/settlement/default-rule";
import { resolveDefault } from "@/lib/settlement/resolve-default";
import { settle } from "@/lib/settlement/settle";
import type { SettlementTerms } from "@/lib/settlement/terms";
import type { Terms } from "./view-settlement-terms";

type Supposed = Pick<DefaultSituation, "defaults" | "substitutes" | "companyRequires">;

/** What was recorded, as the engine asks for it. */
export const recordedSituation = ({ defaults, substitutes, company }: DefaultRecord): Supposed => ({
  defaults: defaults.map(({ underwriter }) => underwriter),
  substitutes: substitutes.map(({ name, amount }) => ({ name, amount })),
  companyRequires: company?.requires ?? null,
});

/**
 * What each underwriter is to take at this Time of Delivery: by the sheet where it can be settled (firm, option or both),
 * else by Schedule I as it is.
 */
export function quantitiesAt(agreed: Agreed, terms: SettlementTerms | null): DefaultSituation["allocations"] {
  const sheet = terms && settle(terms);
  if (!sheet?.ok) return agreed.pricing.allocations;
  return sheet.value.lines
    .filter(({ quantity }) => quantity.value !== "0")
    .map(({ underwriter, quantity }) => ({ underwriter, amount: quantity.value }));
}

/** The authorised denomination: for shares, and where Schedule II names none, one. */
export function denominationOf({ pricing }: Terms): string {
  return pricing.securities?.kind === "debt" ? pricing.securities.denomination.step : "1";
}

/** The settlement as a recorded default leaves it, with what to say of it; the terms as they are where it changes nothing. */
export function afterDefault(
  terms: SettlementTerms,
  agreed: Agreed,
  all: Terms,
  record: DefaultRecord,
): { terms: SettlementTerms; remarks: string[] } {
  const rule = all.agreement.default;
  if (record.defaults.length === 0) return { terms, remarks: [] };
  const names = record.defaults.map(({ underwriter }) => underwriter).join(" and ");
  if (!rule)
    return { terms, remarks: [`${names} is recorded in default; the agreement’s rule for it is not entered.`] };

  const allocations = quantitiesAt(agreed, terms);
  const resolved = resolveDefault(rule, { allocations, step: denominationOf(all), ...recordedSituation(record) });
  if (!resolved.ok) return { terms, remarks: resolved.error.map(({ message }) => message) };
  const { result, says } = resolved.value;
  if (result === "step-up" || result === "arranged") {
    return { terms: withParts(terms, resolved.value), remarks: ["After the recorded default:", ...says] };
  }
  return { terms, remarks: ["A default is recorded, and the sheet is still as without it:", ...says] };
}

/** The same settlement with the amounts that everyone takes in the end; what was firm and option before is now one amount. */
function withParts(terms: SettlementTerms, { parts, total }: DefaultOutcome): SettlementTerms {
  const { securities } = terms;
  const whole = { ...securities, option: null };
  return {
    ...terms,
    delivers: "firm",
    securities: whole.kind === "debt" ? { ...whole, principal: total } : { ...whole, shares: total },
    allocations: parts
      .filter((part) => part.total !== "0")
      .map((part) => ({ underwriter: part.underwriter, amount: part.total, optionAmount: null })),
    scheduleOne: null,
  };
}

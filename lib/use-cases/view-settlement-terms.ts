import "server-only";
import type { SettlementGap } from "@/lib/contracts/settlement";
import {
  agreementTerms,
  type ClosingTerms,
  closingTerms,
  type PricingTerms,
  pricingTerms,
} from "@/lib/contracts/terms";
import type { Agreed } from "@/lib/db/agreed";
import type { Scene } from "@/lib/db/scene";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Allocation, DebtTerms, InterestTerms, SettlementTerms, ShareTerms } from "@/lib/settlement/terms";

/** The terms of all three levels, read from what the database keeps. */
export const readTerms = ({ agreement, pricing, closing }: Agreed) => ({
  agreement: agreementTerms.parse(agreement.terms),
  pricing: pricingTerms.parse(pricing.terms),
  closing: closingTerms.parse(closing.terms),
});

export type Terms = ReturnType<typeof readTerms>;

type Report = (field: string, message: string) => void;
type Settled<T> = Result<T, readonly SettlementGap[]>;

/**
 * What the settlement of one Time of Delivery is worked out from, or everything that is still missing for it, each with its
 * field. What is there and wrong is the engine's to say.
 */
export function settlementTermsOf(scene: Scene, agreed: Agreed, terms: Terms): Settled<SettlementTerms> {
  const { closing, offering, parties } = scene;
  const gaps: SettlementGap[] = [];
  const report: Report = (field, message) => gaps.push({ field, message });
  const securities = securitiesOf(terms.pricing, terms.closing, report);
  const { allocations } = agreed.pricing;
  if (allocations.length === 0) report("Schedule I", "No underwriter has an amount yet.");
  const representative = parties.find(({ role }) => role === "representative")?.name;
  if (!representative) report("Representatives", "No party of the offering is a Representative yet.");
  if (!securities || !representative || gaps.length > 0) return err(gaps);

  return ok({
    securities,
    currency: terms.pricing.currency,
    pricingDate: agreed.pricing.datedOn,
    timeOfDelivery: `${closing.localDate}T${closing.localTime}`,
    zone: closing.zone,
    issuer: offering.issuer,
    delivers: terms.closing.delivers,
    allocations: allocations.map((line) => ({ ...line, optionAmount: optionPart(terms.closing, line.underwriter) })),
    scheduleOne: { total: terms.pricing.scheduleOneTotal, lines: allocations },
    fees: terms.closing.fees,
    payment: {
      by: terms.closing.paidBy,
      representative,
      funds: terms.pricing.funds,
      account: terms.closing.account,
      otherAccounts: terms.closing.otherAccounts,
    },
  });
}

/** An underwriter’s part of the option where parts were agreed; one that is not named then has none. */
function optionPart({ optionParts }: ClosingTerms, underwriter: string): Allocation["optionAmount"] {
  if (optionParts === null) return null;
  return optionParts.find((part) => part.underwriter === underwriter)?.amount ?? "0";
}

function securitiesOf(pricing: PricingTerms, closing: ClosingTerms, report: Report): DebtTerms | ShareTerms | null {
  const { securities } = pricing;
  if (!securities) {
    report("Schedule II", "What is sold, and at which price, is not entered yet.");
    return null;
  }
  const option = optionOf(securities.option, closing, report);
  const publicPrice = needed(securities.publicPrice, "Price to public", report);
  const purchasePrice = needed(securities.purchasePrice, "Purchase price", report);
  if (securities.kind === "shares") {
    const shares = needed(securities.shares, "Number of shares", report);
    return { kind: "shares", title: securities.title, shares, option, publicPrice, purchasePrice };
  }
  const principal = needed(securities.principal, "Principal amount", report);
  const interest = securities.interest && interestOf(securities.interest, report);
  const { kind, title, denomination } = securities;
  return { kind, title, principal, option, publicPrice, purchasePrice, denomination, interest };
}

function optionOf(offer: { offered: string } | null, closing: ClosingTerms, report: Report) {
  if (!offer) return null;
  if (closing.delivers !== "firm" && closing.optionTaken === null) {
    report("Option", "How much was taken up under the option is not entered for this Time of Delivery.");
  }
  return { offered: offer.offered, taken: closing.delivers === "firm" ? "0" : (closing.optionTaken ?? "0") };
}

type Interest = NonNullable<Extract<NonNullable<PricingTerms["securities"]>, { kind: "debt" }>["interest"]>;

function interestOf(interest: Interest, report: Report): InterestTerms | null {
  const { dayCount, couponsPerYear } = interest;
  if (!dayCount) report("Day count", "Schedule II gives no day count yet.");
  const rate = needed(interest.rate, "Rate of interest", report);
  const accruesFrom = needed(interest.accruesFrom, "Interest from", report);
  const firstCoupon = needed(interest.firstCoupon, "First coupon", report);
  const maturity = needed(interest.maturity, "Maturity", report);
  return dayCount && { rate, dayCount, couponsPerYear, accruesFrom, firstCoupon, maturity };
}

/** The value, or a gap and an empty text that is never used, since with a gap nothing is settled. */
function needed(value: string | null, field: string, report: Report): string {
  if (value === null) report(field, `Schedule II gives no ${field.toLowerCase()} yet.`);
  return value ?? "";
}

const words: readonly [RegExp, string][] = [
  [/publicPrice/, "Price to public"],
  [/purchasePrice/, "Purchase price"],
  [/principal/, "Principal amount"],
  [/securities\.shares/, "Number of shares"],
  [/denomination/, "Denominations"],
  [/option/, "Option"],
  [/interest\.rate/, "Rate of interest"],
  [/dayCount/, "Day count"],
  [/couponsPerYear/, "Coupons a year"],
  [/accruesFrom/, "Interest from"],
  [/firstCoupon/, "First coupon"],
  [/maturity/, "Maturity"],
  [/allocations|substitutes|defaults/, "Schedule I"],
  [/pricingDate/, "Pricing date"],
  [/timeOfDelivery/, "Time of Delivery"],
  [/currency/, "Currency"],
  [/fees/, "Fees"],
  [/threshold/, "Threshold"],
];

/** How a field of the terms is called on screen. */
export function fieldWords(field: string): string {
  const place = /\[(\d+)\]/.exec(field)?.[1];
  const word = words.find(([shape]) => shape.test(field))?.[1] ?? field;
  return place === undefined ? word : `${word}, line ${Number(place) + 1}`;
}

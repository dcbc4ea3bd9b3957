import type { Decimal } from "decimal.js";
import { isBusinessDay } from "@/lib/calendar/business-day";
import { standardSettlement } from "@/lib/calendar/practice-clocks";
import { grouped } from "@/lib/domain/allocations";
import { dayCounts } from "@/lib/domain/money-words";
import { err, ok, type Result } from "@/lib/domain/result";
import type { AccruedInterest, Figure, SettlementSheet, SheetLine } from "@/lib/domain/settlement-sheet";
import { checkTerms, firmOf, stepOf } from "./check-terms";
import { crossReceipt } from "./cross-receipt";
import { accrual } from "./day-count";
import { feesOf, netOf } from "./fees";
import { Exact, type Fraction, fraction, roundHalfUp, times } from "./fraction";
import { asAmount, divideByRunningTotal, placesOf, sum } from "./money";
import type { InterestTerms, SettlementTerms, TermsProblem } from "./terms";
import { tiesOf } from "./ties";
import { wiresOf } from "./wires";

/**
 * The settlement sheet of one Time of Delivery, to the cent, each figure with its formula; or every fault of the terms.
 * Rounding: each money figure of the whole is exact until it is rounded once, half up, at the currency's last place. The
 * underwriters' parts of it are the rounded running total down Schedule I less the one above, so they add up to the whole.
 * A figure that is a sum or difference of rounded figures is not rounded again.
 */
export function settle(terms: SettlementTerms): Result<SettlementSheet, readonly TermsProblem[]> {
  const problems = checkTerms(terms);
  if (problems.length > 0) return err(problems);

  const { securities, currency } = terms;
  const quantities = quantitiesOf(terms);
  const total = sum(quantities.map(({ value }) => value));
  const accrued =
    securities.kind === "debt" && securities.interest ? accruedOf(securities.interest, total, terms) : null;
  const lines = linesOf(terms, quantities, accrued);
  const totals = totalsOf(terms, total, accrued, lines);
  const fees = feesOf(terms, total);
  const net = netOf(fees, totals.due, currency);
  if (net.value.startsWith("-")) {
    const message = `The netted fees are more than the ${totals.due.value} that the issuer is due.`;
    return err([{ code: "out-of-range", field: "fees", message }]);
  }
  const spread = new Exact(securities.publicPrice).minus(securities.purchasePrice).toFixed();
  const sheet: Omit<SettlementSheet, "wires" | "crossReceipt" | "ties"> = {
    title: securities.title,
    issuer: terms.issuer,
    kind: securities.kind,
    currency,
    pricingDate: terms.pricingDate,
    timeOfDelivery: terms.timeOfDelivery,
    zone: terms.zone,
    publicPrice: securities.publicPrice,
    purchasePrice: securities.purchasePrice,
    rate: securities.kind === "debt" ? (securities.interest?.rate ?? null) : null,
    total: totals,
    spreadPrice: { value: spread, formula: `${securities.publicPrice} − ${securities.purchasePrice}` },
    lines,
    accrued,
    firstCoupon: firstCouponOf(terms, total),
    fees,
    net,
    cautions: cautionsOf(terms),
  };
  const wires = wiresOf(terms, sheet);
  if (wires.some(({ amount }) => amount.value.startsWith("-"))) {
    const message =
      "The netted fees are more than what the first underwriter pays; let the Representative pay for all.";
    return err([{ code: "out-of-range", field: "fees", message }]);
  }
  return ok({ ...sheet, wires, crossReceipt: crossReceipt(terms, sheet), ties: tiesOf(terms, sheet, wires) });
}

type Quantity = { underwriter: string; value: Decimal; formula: string };

/** What each underwriter takes at this Time of Delivery: firm, under the option, or both. */
function quantitiesOf(terms: SettlementTerms): Quantity[] {
  const { securities, allocations, delivers } = terms;
  const taken = new Exact(securities.option?.taken ?? 0);
  const step = stepOf(securities);
  const firmTotal = firmOf(securities);
  // In steps of the denomination: the option is divided like money, by the running total.
  const proRata = divideByRunningTotal(
    allocations.map(({ amount }) => fraction(taken.times(amount), new Exact(firmTotal).times(step))),
    0,
  );
  return allocations.map(({ underwriter, amount, optionAmount }, index) => {
    const option = optionAmount === null ? (proRata[index] ?? new Exact(0)).times(step) : new Exact(optionAmount);
    const share =
      optionAmount === null
        ? `${grouped(taken.toFixed())} × ${grouped(amount)} / ${grouped(firmTotal)}, in steps of ${grouped(step)}`
        : "part of the option as allocated";
    if (delivers === "firm") return { underwriter, value: new Exact(amount), formula: "Schedule I" };
    if (delivers === "option") return { underwriter, value: option, formula: share };
    return { underwriter, value: option.plus(amount), formula: `${grouped(amount)} (Schedule I) + ${share}` };
  });
}

const percent = (price: string): Fraction => fraction(price, 100);

/** Money for a quantity at a price: percent of principal, or money a share. */
const priceOf = (terms: SettlementTerms, price: string) =>
  terms.securities.kind === "debt" ? percent(price) : fraction(price);

const sayPrice = (terms: SettlementTerms, price: string) =>
  terms.securities.kind === "debt" ? `${price} %` : `${price} a share`;

function accruedOf(interest: InterestTerms, total: Decimal, terms: SettlementTerms): AccruedInterest {
  const to = terms.timeOfDelivery.slice(0, 10);
  const share = accrual(interest.dayCount, interest.accruesFrom, to, interest);
  const exact = times(times(fraction(total), percent(interest.rate)), share.year);
  const value = asAmount(roundHalfUp(exact, placesOf(terms.currency)), terms.currency);
  const formula = `${grouped(total.toFixed())} × ${interest.rate} % × ${share.says}, ${dayCounts[interest.dayCount]}, from ${interest.accruesFrom} to ${to}`;
  return {
    dayCount: interest.dayCount,
    from: interest.accruesFrom,
    to,
    days: share.days,
    says: share.says,
    year: { over: share.year.over.toFixed(), under: share.year.under.toFixed() },
    total: { value, formula },
  };
}

function linesOf(
  terms: SettlementTerms,
  quantities: readonly Quantity[],
  accrued: AccruedInterest | null,
): SheetLine[] {
  const { securities, currency } = terms;
  const places = placesOf(currency);
  const divide = (rate: Fraction) =>
    divideByRunningTotal(
      quantities.map(({ value }) => times(fraction(value), rate)),
      places,
    );
  const toPublic = divide(priceOf(terms, securities.publicPrice));
  const purchase = divide(priceOf(terms, securities.purchasePrice));
  const interest = securities.kind === "debt" ? securities.interest : null;
  const accruals =
    interest && accrued ? divide(times(percent(interest.rate), fraction(accrued.year.over, accrued.year.under))) : null;
  const zero = new Exact(0);

  return quantities.map(({ underwriter, value, formula }, index) => {
    const [gross, net, interestPart] = [toPublic[index] ?? zero, purchase[index] ?? zero, accruals?.[index] ?? zero];
    const quantity = grouped(value.toFixed());
    return {
      underwriter,
      quantity: { value: value.toFixed(), formula },
      toPublic: figure(gross, `${quantity} × ${sayPrice(terms, securities.publicPrice)}`, currency),
      purchase: figure(net, `${quantity} × ${sayPrice(terms, securities.purchasePrice)}`, currency),
      spread: figure(gross.minus(net), "price to public − purchase price", currency),
      accrued: figure(
        interestPart,
        interest && accrued ? `${quantity} × ${interest.rate} % × ${accrued.says}` : "no interest",
        currency,
      ),
      due: figure(net.plus(interestPart), "purchase price + accrued interest", currency),
    };
  });
}

const figure = (value: Decimal, formula: string, currency: string): Figure => ({
  value: asAmount(value, currency),
  formula,
});

/** The whole, worked out from the whole quantity and not from the parts; the ties compare the two. */
function totalsOf(
  terms: SettlementTerms,
  total: Decimal,
  accrued: AccruedInterest | null,
  lines: readonly SheetLine[],
): SettlementSheet["total"] {
  const { securities, currency } = terms;
  const quantity = grouped(total.toFixed());
  const at = (price: string) => {
    const exact = times(fraction(total), priceOf(terms, price));
    return figure(roundHalfUp(exact, placesOf(currency)), `${quantity} × ${sayPrice(terms, price)}`, currency);
  };
  const [toPublic, purchase] = [at(securities.publicPrice), at(securities.purchasePrice)];
  const interest = accrued?.total ?? figure(new Exact(0), "no interest", currency);
  return {
    quantity: { value: total.toFixed(), formula: lines.map((line) => grouped(line.quantity.value)).join(" + ") },
    toPublic,
    purchase,
    spread: figure(new Exact(toPublic.value).minus(purchase.value), "price to public − purchase price", currency),
    accrued: interest,
    due: figure(new Exact(purchase.value).plus(interest.value), "purchase price + accrued interest", currency),
  };
}

function firstCouponOf(terms: SettlementTerms, total: Decimal): Figure | null {
  if (terms.securities.kind !== "debt" || !terms.securities.interest) return null;
  const { interest } = terms.securities;
  const share = accrual(interest.dayCount, interest.accruesFrom, interest.firstCoupon, interest);
  const exact = times(times(fraction(total), percent(interest.rate)), share.year);
  return figure(
    roundHalfUp(exact, placesOf(terms.currency)),
    `${grouped(total.toFixed())} × ${interest.rate} % × ${share.says}, payable on ${interest.firstCoupon}`,
    terms.currency,
  );
}

/** What a reader of the sheet should know and the figures do not show. */
function cautionsOf(terms: SettlementTerms): string[] {
  const cautions: string[] = [];
  const day = terms.timeOfDelivery.slice(0, 10);
  // Money moves over Fedwire, which is closed with the Reserve Banks.
  const open = isBusinessDay(day, ["ny-bank"]);
  if (open.ok && !open.value) {
    cautions.push("The Time of Delivery is no business day of New York banks: no wire can be sent or received on it.");
  }
  // The hour of pricing is not known here; priced after 4:30 p.m. the longer cycle is the usual one.
  const usual = standardSettlement(`${terms.pricingDate}T12:00`, true);
  const late = standardSettlement(`${terms.pricingDate}T16:31`, true);
  if (usual.ok && late.ok && day > usual.value.deadline.date) {
    const longer = day > late.value.deadline.date ? "" : ", or was priced after 4:30 p.m.";
    cautions.push(
      `The usual settlement under ${usual.value.clause} is ${usual.value.cycle}, ${usual.value.deadline.date}; this one is later, which holds if it was expressly agreed when it was priced${longer}.`,
    );
  }
  return cautions;
}

import type { Decimal } from "decimal.js";
import { Temporal } from "temporal-polyfill";
import { firstYear, lastYear } from "@/lib/calendar/calendars";
import { grouped } from "@/lib/domain/allocations";
import { dayCounts } from "@/lib/domain/money-words";
import { Exact } from "./fraction";
import { readNumber, sum } from "./money";
import type { Allocation, DebtTerms, Fee, OptionTerms, SettlementTerms, ShareTerms, TermsProblem } from "./terms";

type Report = (code: TermsProblem["code"], field: string, message: string) => void;

/** Above this a price in percent of principal, or of money a share, is taken for a slip of the pen. */
const highestPercent = 200;
const highestSharePrice = 1_000_000;

/**
 * Every fault of the terms, each with its field and a sentence; none when they can be settled. All are given at once, so
 * that a form can show them together. Nothing is corrected and nothing is filled in.
 */
export function checkTerms(terms: SettlementTerms): TermsProblem[] {
  const problems: TermsProblem[] = [];
  const report: Report = (code, field, message) => problems.push({ code, field, message });
  if (!/^[A-Z]{3}$/.test(terms.currency)) report("unknown", "currency", `“${terms.currency}” is no currency code.`);
  checkDates(terms, report);
  if (terms.securities.kind === "debt") checkDebt(terms.securities, terms, report);
  else checkShares(terms.securities, report);
  checkOption(terms, report);
  checkAllocations(terms, report);
  terms.fees.forEach((fee, index) => {
    checkFee(fee, `fees[${index}]`, terms, report);
  });
  return problems;
}

/** Firm principal amount or shares. */
export const firmOf = (securities: DebtTerms | ShareTerms) =>
  securities.kind === "debt" ? securities.principal : securities.shares;

function readDate(text: string, field: string, report: Report): Temporal.PlainDate | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    try {
      return Temporal.PlainDate.from(text, { overflow: "reject" });
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem;
    }
  }
  report("not-a-date", field, `“${text}” is no day such as 2004-03-09.`);
  return null;
}

/** The local day of the Time of Delivery, or null where it cannot be read. */
function readDelivery(terms: SettlementTerms, report: Report): Temporal.PlainDate | null {
  const [day = "", time = ""] = terms.timeOfDelivery.split("T");
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    report("not-a-date", "timeOfDelivery", `“${terms.timeOfDelivery}” is no moment such as 2004-03-09T10:00.`);
    return null;
  }
  return readDate(day, "timeOfDelivery", report);
}

function checkDates(terms: SettlementTerms, report: Report): void {
  const pricing = readDate(terms.pricingDate, "pricingDate", report);
  const delivery = readDelivery(terms, report);
  for (const [field, date] of [
    ["pricingDate", pricing],
    ["timeOfDelivery", delivery],
  ] as const) {
    if (date && (date.year < firstYear || date.year > lastYear)) {
      const message = `The year ${date.year} is outside the holiday calendars, which cover ${firstYear} to ${lastYear}.`;
      report("year-not-covered", field, message);
    }
  }
  if (pricing && delivery && Temporal.PlainDate.compare(pricing, delivery) > 0) {
    report("wrong-order", "pricingDate", `The pricing date ${pricing} is after the Time of Delivery, ${delivery}.`);
  }
}

function above(text: string, field: string, highest: Decimal.Value | null, report: Report): Decimal | null {
  const value = readNumber(text);
  if (!value) {
    report("not-a-number", field, `“${text}” is no plain number of zero or more, such as 98.661.`);
    return null;
  }
  if (value.isZero()) {
    report("out-of-range", field, "This must be more than 0.");
    return null;
  }
  if (highest !== null && value.gt(highest)) {
    report("out-of-range", field, `${grouped(text)} is more than ${grouped(String(highest))}, which can be no price.`);
    return null;
  }
  return value;
}

function checkPrices(securities: DebtTerms | ShareTerms, highest: number, report: Report): void {
  const toPublic = above(securities.publicPrice, "securities.publicPrice", highest, report);
  const purchase = above(securities.purchasePrice, "securities.purchasePrice", highest, report);
  if (toPublic && purchase?.gt(toPublic)) {
    const message = `The purchase price ${securities.purchasePrice} is above the price to public ${securities.publicPrice}.`;
    report("out-of-range", "securities.purchasePrice", message);
  }
}

function checkDebt(debt: DebtTerms, terms: SettlementTerms, report: Report): void {
  const principal = above(debt.principal, "securities.principal", null, report);
  checkPrices(debt, highestPercent, report);
  const step = above(debt.denomination.step, "securities.denomination.step", null, report);
  above(debt.denomination.least, "securities.denomination.least", null, report);
  if (principal && step && !principal.mod(step).isZero()) {
    const message = `${grouped(debt.principal)} is no multiple of ${grouped(debt.denomination.step)}.`;
    report("not-a-multiple", "securities.principal", message);
  }
  if (debt.interest) checkInterest(debt.interest, terms, report);
}

function checkInterest(interest: NonNullable<DebtTerms["interest"]>, terms: SettlementTerms, report: Report): void {
  const field = "securities.interest";
  const rate = readNumber(interest.rate);
  if (!rate) report("not-a-number", `${field}.rate`, `“${interest.rate}” is no percentage such as 4.75.`);
  else if (rate.gt(100))
    report("out-of-range", `${field}.rate`, `${interest.rate} % a year can be no rate of interest.`);
  if (!Object.hasOwn(dayCounts, interest.dayCount)) {
    report("unknown", `${field}.dayCount`, `“${interest.dayCount}” is no day count that is known.`);
  }
  if (![1, 2, 4, 12].includes(interest.couponsPerYear)) {
    report("out-of-range", `${field}.couponsPerYear`, "Interest is paid 1, 2, 4 or 12 times a year.");
  }
  const from = readDate(interest.accruesFrom, `${field}.accruesFrom`, report);
  const first = readDate(interest.firstCoupon, `${field}.firstCoupon`, report);
  const maturity = readDate(interest.maturity, `${field}.maturity`, report);
  const delivery = readDelivery(terms, () => undefined);
  const inOrder = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null) =>
    !a || !b || Temporal.PlainDate.compare(a, b) <= 0;
  if (!inOrder(from, delivery)) {
    report("wrong-order", `${field}.accruesFrom`, `Interest starts on ${from}, after the Time of Delivery.`);
  }
  if (!inOrder(delivery, first)) {
    report("wrong-order", `${field}.firstCoupon`, `The first coupon, ${first}, is before the Time of Delivery.`);
  }
  if (!inOrder(first, maturity)) {
    report("wrong-order", `${field}.maturity`, `The maturity, ${maturity}, is before the first coupon.`);
  }
}

function checkShares(shares: ShareTerms, report: Report): void {
  const number = above(shares.shares, "securities.shares", null, report);
  if (number && !number.isInteger()) report("not-a-multiple", "securities.shares", "Shares are whole.");
  checkPrices(shares, highestSharePrice, report);
}

/** Every amount of securities is a multiple of this. */
export const stepOf = (securities: DebtTerms | ShareTerms) =>
  securities.kind === "debt" ? securities.denomination.step : "1";

function checkOption(terms: SettlementTerms, report: Report): void {
  const option: OptionTerms | null = terms.securities.option;
  if (!option) {
    if (terms.delivers !== "firm")
      report("missing", "securities.option", "There is no option whose securities to deliver.");
    return;
  }
  const offered = above(option.offered, "securities.option.offered", null, report);
  const taken = readNumber(option.taken);
  if (!taken) report("not-a-number", "securities.option.taken", `“${option.taken}” is no plain number.`);
  else if (offered && taken.gt(offered)) {
    const message = `${grouped(option.taken)} was taken up and only ${grouped(option.offered)} is offered.`;
    report("out-of-range", "securities.option.taken", message);
  } else if (taken.isZero() && terms.delivers === "option") {
    report("out-of-range", "securities.option.taken", "Nothing was taken up, so nothing can be delivered.");
  }
  const step = readNumber(stepOf(terms.securities));
  if (taken && step?.gt(0) && !taken.mod(step).isZero()) {
    report(
      "not-a-multiple",
      "securities.option.taken",
      `${grouped(option.taken)} is no multiple of ${grouped(step.toFixed())}.`,
    );
  }
}

function checkAllocations(terms: SettlementTerms, report: Report): void {
  const { allocations, securities } = terms;
  if (allocations.length === 0) {
    report("missing", "allocations", "No underwriter has an amount.");
    return;
  }
  const seen = new Set<string>();
  allocations.forEach(({ underwriter }, index) => {
    if (underwriter.trim() === "")
      report("missing", `allocations[${index}].underwriter`, "The underwriter has no name.");
    if (seen.has(underwriter)) {
      report("repeated", `allocations[${index}].underwriter`, `${underwriter} has an amount already.`);
    }
    seen.add(underwriter);
  });
  addsUp(allocations, "amount", firmOf(securities), terms, report);
  const given = allocations.filter(({ optionAmount }) => optionAmount !== null);
  if (given.length === 0) return;
  if (given.length < allocations.length) {
    report("missing", "allocations", "Either every underwriter’s part of the option is given, or none.");
  } else addsUp(allocations, "optionAmount", securities.option?.taken ?? "0", terms, report);
}

function addsUp(
  allocations: readonly Allocation[],
  key: "amount" | "optionAmount",
  total: string,
  terms: SettlementTerms,
  report: Report,
): void {
  const step = readNumber(stepOf(terms.securities));
  const amounts = allocations.map((allocation, index) => {
    const text = allocation[key] ?? "0";
    const field = `allocations[${index}].${key}`;
    const amount = key === "amount" ? above(text, field, null, report) : readNumber(text);
    if (!amount && key === "optionAmount") report("not-a-number", field, `“${text}” is no plain number.`);
    if (amount && step?.gt(0) && !amount.mod(step).isZero()) {
      report("not-a-multiple", field, `${grouped(text)} is no multiple of ${grouped(step.toFixed())}.`);
    }
    return amount;
  });
  const whole = readNumber(total);
  if (!whole || amounts.some((amount) => amount === null)) return;
  const found = sum(amounts.map((amount) => amount ?? new Exact(0)));
  if (found.eq(whole)) return;
  const gap = found.minus(whole).abs().toFixed();
  const message = `The underwriters’ amounts add up to ${grouped(found.toFixed())}, ${grouped(gap)} ${
    found.gt(whole) ? "more" : "less"
  } than ${grouped(total)}.`;
  report("does-not-add-up", "allocations", message);
}

function checkFee(fee: Fee, field: string, terms: SettlementTerms, report: Report): void {
  if (fee.amount.kind === "fixed") above(fee.amount.amount, `${field}.amount`, null, report);
  if (fee.amount.kind === "percent-of-principal") {
    above(fee.amount.percent, `${field}.amount`, 100, report);
    if (terms.securities.kind !== "debt") report("unknown", `${field}.amount`, "Shares have no principal amount.");
  }
  if (fee.amount.kind === "per-share") {
    above(fee.amount.amount, `${field}.amount`, null, report);
    if (terms.securities.kind !== "shares") report("unknown", `${field}.amount`, "Debt is not counted in shares.");
  }
  const sides = [fee.from, fee.to];
  if (fee.from === fee.to) report("wrong-order", field, "A fee is paid by one party to another.");
  if (fee.netted && !(sides.includes("issuer") && sides.includes("underwriters"))) {
    report("out-of-range", `${field}.netted`, "Only a fee between the issuer and the underwriters can be netted.");
  }
}

import type { Decimal } from "decimal.js";
import { grouped } from "@/lib/domain/allocations";
import { fractionWords, sectionWords } from "@/lib/domain/clause-words";
import type { DefaultOutcome, DefaultPart } from "@/lib/domain/default-outcome";
import { err, ok, type Result } from "@/lib/domain/result";
import { apportion } from "./apportion";
import type { DefaultProblem, DefaultRule, DefaultSituation } from "./default-rule";
import { compare, Exact, type Fraction, fraction, times } from "./fraction";
import { readNumber, sum } from "./money";

/**
 * What a default comes to under the agreement's clause: whether what is left without a purchaser is within the threshold
 * fraction of the whole (tested exactly, by cross-multiplication), and hence whether the others take it up pro rata, the
 * Company has yet to say, or the agreement terminates. The order in which defaults and substitutes are given has no effect.
 * Errors name the field at fault, all of them at once.
 */
export function resolveDefault(
  rule: DefaultRule,
  situation: DefaultSituation,
): Result<DefaultOutcome, readonly DefaultProblem[]> {
  const problems = checkSituation(rule, situation);
  if (problems.length > 0) return err(problems);

  const { allocations, defaults, substitutes } = situation;
  const total = sum(allocations.map(({ amount }) => new Exact(amount)));
  const inDefault = allocations.filter(({ underwriter }) => defaults.includes(underwriter));
  const defaulted = sum(inDefault.map(({ amount }) => new Exact(amount)));
  const arranged = sum(substitutes.map(({ amount }) => new Exact(amount)));
  const left = defaulted.minus(arranged);

  const limit = times(fraction(total), readFraction(rule.threshold));
  const apart = compare(fraction(left), limit);
  const within = apart < 0 || (apart === 0 && rule.thresholdIncluded);
  const threshold = { fraction: rule.threshold, says: sayLimit(rule.threshold, total, limit), within };

  const says = sayShortfall(situation, inDefault, { defaulted, arranged, left });
  const facts = { clause: rule.clause, surviving: rule.surviving, threshold, ifRequired: null };
  const figures = { total: plain(total), defaulted: plain(defaulted), arranged: plain(arranged), left: plain(left) };
  const arrangedParts = partsOf(situation, null);

  if (defaults.length === 0) {
    return ok({
      ...facts,
      ...figures,
      result: "no-default",
      parts: arrangedParts,
      says: ["No underwriter is in default."],
    });
  }
  if (left.isZero()) {
    says.push("Every security in default has a purchaser, so nothing is left to take up.");
    return ok({ ...facts, ...figures, result: "arranged", parts: arrangedParts, says });
  }

  says.push(`The threshold of ${sectionWords(rule.clause)}: ${threshold.says}.`);
  says.push(
    apart === 0
      ? `${grouped(plain(left))} is exactly that, which is ${within ? "still within it" : "already over it"}.`
      : `${grouped(plain(left))} is ${within ? "not more than that" : "more than that"}.`,
  );
  const taken = within ? stepUp(rule, situation, left, says) : null;
  const ends = () =>
    ok({ ...facts, ...figures, result: "terminates" as const, parts: [], says: [...says, sayEnd(rule)] });
  if (!taken) return ends();

  if (rule.stepUp === "if-company-requires" && situation.companyRequires !== true) {
    if (situation.companyRequires === false) {
      says.push("The Company does not ask the other underwriters to take it up.");
      return ends();
    }
    says.push("The Company may ask the other underwriters to take it up; it has not said yet whether it does.");
    return ok({ ...facts, ...figures, result: "company-decides", parts: [], ifRequired: taken, says });
  }
  says.push(`So the other underwriters take up ${grouped(plain(left))}, pro rata to their own amounts.`);
  return ok({ ...facts, ...figures, result: "step-up", parts: taken, says });
}

const plain = (value: Decimal) => value.toFixed();

/** "1/11" as a fraction; the caller has checked its shape. */
function readFraction(text: string): Fraction {
  const [over = "0", under = "1"] = text.split("/");
  return fraction(over, under);
}

/** What the others take, or null where nobody may be made to take so much. */
function stepUp(rule: DefaultRule, situation: DefaultSituation, left: Decimal, says: string[]): DefaultPart[] | null {
  const step = new Exact(situation.step);
  const others = situation.allocations.filter(({ underwriter }) => !situation.defaults.includes(underwriter));
  const takers = others.map(({ amount }) => {
    const own = new Exact(amount);
    return { own, most: rule.mostIncrease === null ? null : times(fraction(own), readFraction(rule.mostIncrease)) };
  });
  if (others.length === 0) {
    says.push("No underwriter is left that could take it up.");
    return null;
  }
  const increases = apportion(left, takers, step);
  if (!increases) {
    says.push(
      `No underwriter can be made to take more than ${fractionWords(rule.mostIncrease ?? "")} of its own amount besides it.`,
    );
    return null;
  }
  return partsOf(
    situation,
    new Map(others.map(({ underwriter }, index) => [underwriter, increases[index] ?? new Exact(0)])),
  );
}

/** Everyone on the list and every substitute beside it, with what each takes. */
function partsOf(situation: DefaultSituation, increases: ReadonlyMap<string, Decimal> | null): DefaultPart[] {
  const { allocations, defaults, substitutes } = situation;
  const names = [...allocations.map(({ underwriter }) => underwriter), ...substitutes.map(({ name }) => name)];
  const whole = sum(
    allocations.filter(({ underwriter }) => !defaults.includes(underwriter)).map(({ amount }) => new Exact(amount)),
  );
  const left = sum([...(increases?.values() ?? [])]);
  return [...new Set(names)].map((underwriter) => {
    const listed = allocations.find((allocation) => allocation.underwriter === underwriter);
    const inDefault = defaults.includes(underwriter);
    const own = new Exact(inDefault ? 0 : (listed?.amount ?? 0));
    const arranged = sum(substitutes.filter(({ name }) => name === underwriter).map(({ amount }) => new Exact(amount)));
    const steppedUp = increases?.get(underwriter) ?? new Exact(0);
    const terms = [
      own.isZero() ? "" : grouped(plain(own)),
      arranged.isZero() ? "" : `${grouped(plain(arranged))} arranged`,
      steppedUp.isZero()
        ? ""
        : `${grouped(plain(steppedUp))} (${grouped(plain(left))} × ${grouped(plain(own))} / ${grouped(plain(whole))}, in steps of ${grouped(situation.step)})`,
    ].filter(Boolean);
    return {
      underwriter,
      own: plain(own),
      arranged: plain(arranged),
      steppedUp: plain(steppedUp),
      total: plain(own.plus(arranged).plus(steppedUp)),
      defaults: inDefault,
      formula: terms.join(" + ") || "in default",
    };
  });
}

/** "1/11 of 200,000,000 is 18,181,818 2/11": the limit itself, never rounded. */
function sayLimit(threshold: string, total: Decimal, limit: Fraction): string {
  const whole = limit.over.divToInt(limit.under);
  const rest = limit.over.minus(whole.times(limit.under));
  if (rest.isZero()) return `${fractionWords(threshold)} of ${grouped(plain(total))} is ${grouped(plain(whole))}`;
  const [over, under] = lowestTerms(rest, limit.under);
  return `${fractionWords(threshold)} of ${grouped(plain(total))} is ${grouped(plain(whole))} ${plain(over)}/${plain(under)}`;
}

/** A fraction of whole numbers in its lowest terms; one with decimals as it is. */
function lowestTerms(over: Decimal, under: Decimal): [Decimal, Decimal] {
  if (!over.isInteger() || !under.isInteger()) return [over, under];
  let [one, other] = [BigInt(plain(over)), BigInt(plain(under))];
  while (other !== 0n) [one, other] = [other, one % other];
  return [over.divToInt(one.toString()), under.divToInt(one.toString())];
}

function sayShortfall(
  situation: DefaultSituation,
  inDefault: DefaultSituation["allocations"],
  { defaulted, arranged, left }: Record<"defaulted" | "arranged" | "left", Decimal>,
): string[] {
  const says = inDefault.map(
    ({ underwriter, amount }) => `${underwriter} defaults on ${grouped(amount)} and stays liable for it.`,
  );
  if (inDefault.length > 1) says.push(`Together that is ${grouped(plain(defaulted))}.`);
  for (const { name, amount } of [...situation.substitutes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    says.push(`${name} agreed to purchase ${grouped(amount)} of it, and counts as an underwriter for that.`);
  }
  if (!arranged.isZero() && !left.isZero()) {
    says.push(`${grouped(plain(defaulted))} less ${grouped(plain(arranged))} leaves ${grouped(plain(left))}.`);
  }
  return says;
}

const sayEnd = ({ clause, surviving }: DefaultRule) =>
  `The agreement terminates under ${sectionWords(clause)}${surviving.length > 0 ? `; Sections ${surviving.join(" and ")} survive` : ""}. An underwriter in default stays liable.`;

function checkSituation(rule: DefaultRule, situation: DefaultSituation): DefaultProblem[] {
  const problems: DefaultProblem[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });
  for (const [field, text] of [
    ["threshold", rule.threshold],
    ["mostIncrease", rule.mostIncrease],
  ] as const) {
    if (text !== null && !/^[1-9]\d{0,3}\/[1-9]\d{0,3}$/.test(text))
      report(field, `“${text}” is no fraction such as 1/11.`);
  }
  const step = readNumber(situation.step);
  if (!step || step.isZero()) report("step", `“${situation.step}” is no denomination.`);
  const multiple = (text: string, field: string): Decimal | null => {
    const amount = readNumber(text);
    if (!amount || amount.isZero()) report(field, `“${text}” is no amount above zero.`);
    else if (step?.gt(0) && !amount.mod(step).isZero()) {
      report(field, `${grouped(text)} is no multiple of the authorised denomination, ${grouped(situation.step)}.`);
    } else return amount;
    return null;
  };
  const { allocations, defaults, substitutes } = situation;
  if (allocations.length === 0) report("allocations", "No underwriter has an amount.");
  allocations.forEach(({ amount }, index) => {
    multiple(amount, `allocations[${index}].amount`);
  });
  defaults.forEach((name, index) => {
    const field = `defaults[${index}]`;
    if (!allocations.some(({ underwriter }) => underwriter === name)) report(field, `${name} is not on Schedule I.`);
    if (defaults.indexOf(name) < index) report(field, `${name} is in default already.`);
  });
  const arranged = substitutes.map(({ name, amount }, index) => {
    const field = `substitutes[${index}]`;
    if (name.trim() === "") report(`${field}.name`, "The substitute has no name.");
    if (defaults.includes(name)) report(`${field}.name`, `${name} is itself in default.`);
    return multiple(amount, `${field}.amount`) ?? new Exact(0);
  });
  if (problems.length > 0) return problems;
  const defaulted = sum(
    allocations.filter(({ underwriter }) => defaults.includes(underwriter)).map(({ amount }) => new Exact(amount)),
  );
  const more = sum(arranged).minus(defaulted);
  if (more.gt(0)) {
    report(
      "substitutes",
      `The substitutes take ${grouped(plain(more))} more than the ${grouped(plain(defaulted))} in default.`,
    );
  }
  return problems;
}

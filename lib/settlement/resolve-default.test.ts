import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DefaultOutcome } from "@/lib/domain/default-outcome";
import type { DefaultRule, DefaultSituation } from "./default-rule";
import { resolveDefault } from "./resolve-default";
import { sampleTerms } from "./sample-terms";

/** Section 9 of the sample agreement: one-eleventh, and the Company may ask the others to take up the rest. */
const section9: DefaultRule = {
  clause: "9",
  threshold: "1/11",
  thresholdIncluded: true,
  stepUp: "if-company-requires",
  mostIncrease: null,
  surviving: ["6", "8"],
};

const bbt = "BB&T Capital Markets, a division of Scott and Stringfellow, Inc.";
const schedule = sampleTerms.allocations.map(({ underwriter, amount }) => ({ underwriter, amount }));

const situation = (changes: Partial<DefaultSituation> = {}): DefaultSituation => ({
  allocations: schedule,
  step: "1",
  defaults: [bbt],
  substitutes: [],
  companyRequires: true,
  ...changes,
});

function outcome(changes: Partial<DefaultSituation> = {}, rule: Partial<DefaultRule> = {}): DefaultOutcome {
  const resolved = resolveDefault({ ...section9, ...rule }, situation(changes));
  if (!resolved.ok) throw new Error(resolved.error.map(({ field, message }) => `${field}: ${message}`).join("\n"));
  return resolved.value;
}

const takes = ({ parts }: DefaultOutcome) => parts.map(({ total }) => total);

describe("Section 9 of the sample closing, worked by hand", () => {
  test("9(a)-(c): the threshold is one-eleventh of $200,000,000, kept as a fraction", () => {
    expect(outcome().threshold.says).toBe("1/11 of 200,000,000 is 18,181,818 2/11");
  });

  test("9(c): BB&T defaults and nothing is arranged: $24,000,000 is over, so it terminates; Sections 6 and 8 survive", () => {
    const ended = outcome();
    expect(ended).toMatchObject({ result: "terminates", left: "24000000", surviving: ["6", "8"], parts: [] });
    expect(ended.says.join(" ")).toContain("24,000,000 is more than that");
    expect(ended.says.at(-1)).toBe(
      "The agreement terminates under Section 9; Sections 6 and 8 survive. An underwriter in default stays liable.",
    );
  });

  test("9(c): $5,818,181 arranged leaves $18,181,819, over by a fraction of a dollar: it terminates", () => {
    const ended = outcome({ substitutes: [{ name: "Fairmount Securities LLC", amount: "5818181" }] });
    expect(ended).toMatchObject({ result: "terminates", left: "18181819", threshold: { within: false } });
  });

  test("9(b): $5,818,182 arranged leaves $18,181,818, within it: the two others take $9,090,909 each", () => {
    const taken = outcome({ substitutes: [{ name: "Fairmount Securities LLC", amount: "5818182" }] });
    expect(taken).toMatchObject({ result: "step-up", left: "18181818", threshold: { within: true } });
    expect(taken.parts.map(({ steppedUp }) => steppedUp)).toEqual(["9090909", "9090909", "0", "0"]);
    expect(takes(taken)).toEqual(["97090909", "97090909", "0", "5818182"]);
  });

  test("9(b): it is the Company’s to ask: until it does the outcome is open, and if it does not it terminates", () => {
    const substitutes = [{ name: "Fairmount Securities LLC", amount: "5818182" }];
    const open = outcome({ substitutes, companyRequires: null });
    expect(open).toMatchObject({ result: "company-decides", parts: [] });
    expect(open.ifRequired?.map(({ total }) => total)).toEqual(["97090909", "97090909", "0", "5818182"]);
    expect(outcome({ substitutes, companyRequires: false }).result).toBe("terminates");
  });

  test("9(a): everything arranged, so nobody else takes more", () => {
    const done = outcome({ substitutes: [{ name: "Fairmount Securities LLC", amount: "24000000" }] });
    expect(done.result).toBe("arranged");
    expect(takes(done)).toEqual(["88000000", "88000000", "0", "24000000"]);
  });

  test("9(a): an underwriter of the list that arranges to take some is asked pro rata only for its own amount", () => {
    const done = outcome({ substitutes: [{ name: schedule[0]?.underwriter ?? "", amount: "6000000" }] });
    expect(done.parts.map(({ arranged, steppedUp }) => [arranged, steppedUp])).toEqual([
      ["6000000", "9000000"],
      ["0", "9000000"],
      ["0", "0"],
    ]);
  });
});

describe("thresholds and rounding, by hand", () => {
  const three = (amounts: [string, string, string]) => ({
    allocations: amounts.map((amount, index) => ({ underwriter: `Underwriter ${index + 1}`, amount })),
    defaults: ["Underwriter 3"],
  });

  test("10 %: exactly a tenth is within “does not exceed” and over “is less than”", () => {
    const terms = three(["45000000", "45000000", "10000000"]);
    const rule = { threshold: "10/100", stepUp: "obligatory" } as const;
    expect(outcome(terms, rule).result).toBe("step-up");
    expect(outcome(terms, rule).threshold.says).toBe("10 % of 100,000,000 is 10,000,000");
    expect(outcome(terms, { ...rule, thresholdIncluded: false })).toMatchObject({ result: "terminates" });
    expect(outcome(three(["44999000", "45000000", "10001000"]), rule).result).toBe("terminates");
  });

  test("in denominations of $1,000 the odd ones go to the largest remainders: 1,000 × 5/9 and 4/9", () => {
    const terms = { ...three(["50000", "40000", "1000"]), step: "1000" };
    expect(takes(outcome(terms, { threshold: "1/1" }))).toEqual(["51000", "40000", "0"]);
    // 2,000 by 5/9 and 4/9 is 1,111.11 and 888.89: one denomination each.
    const two = { ...three(["50000", "40000", "2000"]), step: "1000" };
    expect(takes(outcome(two, { threshold: "1/1" }))).toEqual(["51000", "41000", "0"]);
  });

  test("equal remainders: the earlier on Schedule I takes the odd denomination", () => {
    const terms = { ...three(["50000", "50000", "1000"]), step: "1000" };
    expect(takes(outcome(terms, { threshold: "1/1" }))).toEqual(["51000", "50000", "0"]);
  });

  test("a clause that caps each increase at one-ninth is not exceeded: beyond it, it terminates", () => {
    const within = three(["45000000", "45000000", "10000000"]);
    const rule = { threshold: "1/1", mostIncrease: "1/9", stepUp: "obligatory" } as const;
    expect(takes(outcome(within, rule))).toEqual(["50000000", "50000000", "0"]);
    const over = outcome(three(["44999991", "45000000", "10000000"]), rule);
    expect(over.result).toBe("terminates");
    expect(over.says.join(" ")).toContain("more than 1/9 of its own amount");
  });

  test("everyone defaults: nobody is left to take it up", () => {
    const all = schedule.map(({ underwriter }) => underwriter);
    expect(outcome({ defaults: all }, { threshold: "1/1" }).says.join(" ")).toContain("No underwriter is left");
  });

  test("no default: everyone takes its own amount", () => {
    expect(outcome({ defaults: [] })).toMatchObject({ result: "no-default", left: "0" });
  });
});

describe("what cannot be is refused with its field", () => {
  const fields = (changes: Partial<DefaultSituation>, rule: Partial<DefaultRule> = {}) => {
    const resolved = resolveDefault({ ...section9, ...rule }, situation(changes));
    return resolved.ok ? [] : resolved.error.map(({ field }) => field);
  };

  test.each([
    ["someone who is not on Schedule I", { defaults: ["Nobody & Co."] }, ["defaults[0]"]],
    ["the same underwriter twice", { defaults: [bbt, bbt] }, ["defaults[1]"]],
    ["more arranged than defaulted", { substitutes: [{ name: "Fairmount", amount: "24000001" }] }, ["substitutes"]],
    ["a substitute that defaults itself", { substitutes: [{ name: bbt, amount: "1" }] }, ["substitutes[0].name"]],
    ["an amount that is none", { substitutes: [{ name: "Fairmount", amount: "-5" }] }, ["substitutes[0].amount"]],
    [
      "an amount off the denominations",
      { step: "16000000" },
      ["allocations[0].amount", "allocations[1].amount", "allocations[2].amount"],
    ],
  ] satisfies [string, Partial<DefaultSituation>, string[]][])("%s", (_name, changes, expected) => {
    expect(fields(changes)).toEqual(expected);
  });

  test("a threshold that is no fraction", () => {
    expect(fields({}, { threshold: "one-eleventh" })).toEqual(["threshold"]);
    expect(fields({}, { threshold: "1/0" })).toEqual(["threshold"]);
  });
});

describe("properties", () => {
  const cases = fc.record({
    amounts: fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 2, maxLength: 14 }),
    inDefault: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
    step: fc.constantFrom(1, 1000, 5000),
    threshold: fc.constantFrom("1/11", "1/10", "10/100", "1/3", "1/1"),
    cap: fc.constantFrom(null, "1/9", "1/2"),
    arrangedSteps: fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 4 }),
  });

  type Case = {
    amounts: number[];
    inDefault: boolean[];
    step: number;
    threshold: string;
    cap: string | null;
    arrangedSteps: number[];
  };

  function build({ amounts, inDefault, step, arrangedSteps }: Case): DefaultSituation {
    const allocations = amounts.map((amount, index) => ({ underwriter: `U${index}`, amount: String(amount * step) }));
    const defaults = allocations.filter((_, index) => inDefault[index]).map(({ underwriter }) => underwriter);
    let room = amounts.reduce((total, amount, index) => total + (inDefault[index] ? amount : 0), 0);
    const substitutes = arrangedSteps.flatMap((steps, index) => {
      const taken = Math.min(steps, room);
      room -= taken;
      return taken > 0 ? [{ name: `S${index}`, amount: String(taken * step) }] : [];
    });
    return { allocations, step: String(step), defaults, substitutes, companyRequires: true };
  }

  const ruleOf = ({ threshold, cap }: Case): DefaultRule => ({ ...section9, threshold, mostIncrease: cap });
  const whole = (numbers: readonly string[]) => numbers.reduce((total, text) => total + BigInt(text), 0n);

  /** All default, and a substitute takes the whole. */
  const allDefault: Case = {
    amounts: [1, 1],
    inDefault: [true, true],
    step: 1,
    threshold: "1/11",
    cap: null,
    arrangedSteps: [2],
  };

  test("the parts add up to the whole, in whole denominations, and nobody takes more than the rule allows", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const given = build(one);
        const resolved = resolveDefault(ruleOf(one), given);
        if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
        const { result, parts, left } = resolved.value;
        if (result === "terminates") return;
        expect(whole(parts.map(({ total }) => total))).toBe(whole(given.allocations.map(({ amount }) => amount)));
        const own = whole(parts.filter(({ defaults }) => !defaults).map((part) => part.own));
        for (const part of parts) {
          expect(BigInt(part.total) % BigInt(given.step)).toBe(0n);
          if (part.defaults) expect(part.total).toBe("0");
          // Within one denomination of the exact share, in whole numbers: |stepped × own − left × its own| < step × own.
          const gap = BigInt(part.steppedUp) * own - BigInt(left) * BigInt(part.own);
          // Where all default there is nobody to step up, and no share to be near to.
          if (own === 0n) expect([part.steppedUp, left]).toEqual(["0", "0"]);
          else expect(gap < BigInt(given.step) * own && -gap < BigInt(given.step) * own).toBe(true);
          if (one.cap) {
            const under = BigInt(one.cap.slice(2));
            expect(BigInt(part.steppedUp) * under <= BigInt(part.own)).toBe(true);
          }
        }
      }),
      { numRuns: 500, examples: [[allDefault]] },
    );
  });

  test("the threshold is tested exactly: the outcome is that of whole-number cross-multiplication", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const resolved = resolveDefault(ruleOf({ ...one, cap: null }), build(one));
        if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
        const [over = 0n, under = 1n] = one.threshold.split("/").map(BigInt);
        const { left, total, threshold } = resolved.value;
        expect(threshold.within).toBe(BigInt(left) * under <= BigInt(total) * over);
      }),
    );
  });

  test("the order of defaults and substitutes does not matter", () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (one, numbers) => {
        const given = build(one);
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => ({ item, by: numbers.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ item }) => item);
        const other = { ...given, defaults: shuffled(given.defaults), substitutes: shuffled(given.substitutes) };
        const byName = (outcome: ReturnType<typeof resolveDefault>) =>
          outcome.ok && {
            ...outcome.value,
            parts: [...outcome.value.parts].sort((a, b) => (a.underwriter < b.underwriter ? -1 : 1)),
          };
        expect(byName(resolveDefault(ruleOf(one), other))).toEqual(byName(resolveDefault(ruleOf(one), given)));
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import { agreementTerms } from "@/lib/contracts/terms";
import type { DraftTerms } from "@/lib/domain/draft";
import {
  asSaid,
  faultsOf,
  hasDeliverySteps,
  keptLines,
  merged,
  mergeTarget,
  type ReviewLine,
  rowsOf,
  split,
  withDeliverySteps,
  withLeftOut,
  withLineFrom,
  withTerms,
} from "./review";

const terms = (label: string, change: Partial<DraftTerms> = {}): DraftTerms => ({
  label,
  title: `Title of ${label}`,
  text: `Words of ${label}.`,
  kind: "other",
  mode: "whole",
  furnishedBy: [],
  furnishedTo: [],
  requires: [{ basis: "judgment", role: "representative", sameDay: false }],
  windowHours: null,
  ratings: [],
  deliverables: [],
  ...change,
});

const line = (label: string, depth: number, span: [number, number], change: Partial<ReviewLine> = {}): ReviewLine => ({
  id: label,
  depth,
  terms: terms(label),
  spans: [span],
  notSaid: [],
  said: [],
  leftOut: null,
  ...change,
});

const list = [
  line("7(a)", 0, [0, 10]),
  line("7(b)", 0, [10, 20]),
  line("7(b)(i)", 1, [12, 15]),
  line("7(c)", 0, [20, 30]),
];
const labels = (lines: readonly ReviewLine[]) => lines.map((each) => each.terms.label);

describe("merging", () => {
  test("joins words and spans under the label above, and takes limbs along", () => {
    const after = merged(list, "7(b)");
    expect(labels(after)).toEqual(["7(a)", "7(b)(i)", "7(c)"]);
    expect(after[0]).toMatchObject({
      spans: [
        [0, 10],
        [10, 20],
      ],
      terms: { text: "Words of 7(a). Words of 7(b)." },
    });
    expect(rowsOf(after).map(({ depth }) => depth)).toEqual([0, 1, 0]);
  });

  test("keeps one of two documents of the same title", () => {
    const opinion = [{ title: "Opinion", dated: null }];
    const two = [
      line("7(a)", 0, [0, 1], { terms: terms("7(a)", { deliverables: opinion }) }),
      line("7(b)", 0, [1, 2], {
        terms: terms("7(b)", { deliverables: [...opinion, { title: "Letter", dated: null }] }),
      }),
    ];
    expect(merged(two, "7(b)")[0]?.terms.deliverables.map(({ title }) => title)).toEqual(["Opinion", "Letter"]);
  });

  test("a first clause and a first limb have nothing above to go into", () => {
    expect(mergeTarget(list, "7(a)")).toBeNull();
    expect(mergeTarget(list, "7(b)(i)")).toBeNull();
    expect(merged(list, "7(a)")).toEqual(list);
  });
});

describe("leaving out", () => {
  test("takes the limbs along, keeps the reason, and can be put back", () => {
    const after = withLeftOut(list, "7(b)", "Not of this closing.");
    expect(labels(keptLines(after))).toEqual(["7(a)", "7(c)"]);
    expect(after[2]?.leftOut).toBe("Not of this closing.");
    expect(keptLines(withLeftOut(after, "7(b)", null))).toHaveLength(4);
  });
});

describe("splitting", () => {
  const text = "None of: (i) a suspension; (ii) a moratorium.";
  const clause = line("7(h)", 0, [0, text.length], { terms: terms("7(h)", { kind: "market-out" }) });

  test("makes a limb of each numbered part, with the span of its words", () => {
    const after = split([clause], "7(h)", text);
    expect(labels(after)).toEqual(["7(h)", "7(h)(i)", "7(h)(ii)"]);
    expect(after.slice(1).map(({ spans }) => text.slice(...spans[0]!))).toEqual(["a suspension", "a moratorium."]);
    expect(after[1]?.terms).toMatchObject({ kind: "market-out", text: "a suspension", deliverables: [] });
  });

  test("goes by semicolons where nothing is numbered, and leaves alone what falls into no parts", () => {
    expect(split([{ ...clause, spans: [[0, 21]] }], "7(h)", "One fact; and another")).toHaveLength(3);
    expect(split([clause], "7(h)", "One fact only, whole.")).toHaveLength(1);
    expect(split(list, "7(b)", text)).toEqual(list);
  });
});

describe("what the agreement does not say", () => {
  const unsaid = [line("7(k)", 0, [0, 1], { notSaid: ["kind", "furnishedBy"] })];

  test("stays marked until a person sets it or says that it is right", () => {
    expect(withTerms(unsaid, "7(k)", terms("7(k)", { title: "Other" }))[0]?.notSaid).toEqual(["kind", "furnishedBy"]);
    expect(withTerms(unsaid, "7(k)", terms("7(k)", { kind: "consent" }))[0]?.notSaid).toEqual(["furnishedBy"]);
    expect(asSaid(unsaid, "7(k)")[0]?.notSaid).toEqual([]);
  });
});

test("words in no line become one, where they stand", () => {
  const after = withLineFrom(list, [20, 24], "x".repeat(40), terms("7(new)"));
  expect(labels(after)).toEqual(["7(a)", "7(b)", "7(b)(i)", "7(new)", "7(c)"]);
  expect(labels(withLineFrom(list, [35, 40], "x".repeat(40), terms("7(end)"))).at(-1)).toBe("7(end)");
});

test("a fault is told at its line, also where lines before it are left out", () => {
  const lines = [...withLeftOut(list, "7(a)", "No."), line("7(C)", 0, [30, 40])];
  expect([...faultsOf(lines).keys()]).toEqual(["7(C)"]);
});

test("the usual steps of delivery come after the agreement’s conditions, once", () => {
  const draft = {
    source: { name: "A.txt", sha256: "", bytes: 0, pages: null },
    text: "",
    lines: [],
    section: null,
    coverage: { characters: 0, assigned: 0, unassigned: [] },
    findings: [],
    agreement: {
      title: null,
      datedOn: null,
      closingTerm: "Closing Time",
      governingLaw: null,
      terms: agreementTerms.parse({}),
    },
    pricingDate: null,
    issuer: null,
    securities: null,
    otherSecurities: [],
    allocations: [],
    parties: [],
    moments: [],
    place: null,
  };
  expect(hasDeliverySteps(list)).toBe(false);
  const after = withDeliverySteps(list, draft);
  expect(hasDeliverySteps(after)).toBe(true);
  expect(labels(after).slice(0, 4)).toEqual(labels(list));
  expect(after.at(-2)?.terms).toMatchObject({
    title: "Purchase price paid",
    text: expect.stringContaining("Closing Time"),
  });
  expect(faultsOf(after).size).toBe(0);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAgreement } from "./read-agreement";
import type { AgreementReading, Limb, Span } from "./reading";
import { allSamples } from "./samples/all-samples";
import { asHtml, asWrappedText } from "./samples/laid-out";
import { outlineOf } from "./samples/outline-of";

/** Samples by name, so that a failure tells which and not its whole text. */
const sample = fc
  .constantFrom(...allSamples.map(({ name }) => name))
  .map((name) => allSamples.find((each) => each.name === name)!);
const setting = fc.record({
  width: fc.integer({ min: 58, max: 132 }),
  first: fc.integer({ min: 0, max: 12 }),
  other: fc.integer({ min: 0, max: 8 }),
  page: fc.option(fc.integer({ min: 23, max: 66 })),
  feed: fc.boolean(),
  lineEnd: fc.constantFrom("\n" as const, "\r\n" as const),
});

/** One seed for all, so that a run fails for everyone or for no one. */
const seed = 20_040_309;

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(text: string): Promise<{ reading: AgreementReading; text: string }> {
  const result = await readAgreement(bytesOf(text), "sample.txt");
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

describe("the page changes nothing", () => {
  test("wrapping at any width, with any indents, page breaks and line ends, gives the same tree", async () => {
    await fc.assert(
      fc.asyncProperty(sample, setting, async (each, how) => {
        const { reading } = await read(asWrappedText(each.text, how));
        expect(outlineOf(reading)).toBe(each.outline);
      }),
      { numRuns: 150, seed },
    );
  });

  test.each(allSamples)("$name: HTML in paragraphs and in tables gives the same tree as text", async (each) => {
    for (const tables of [false, true]) {
      const { reading } = await read(asHtml(each.text, tables));
      expect(outlineOf(reading)).toBe(each.outline);
    }
  });
});

describe("spans", () => {
  test("lie within the text, in order, children within parents, and cover the section", async () => {
    await fc.assert(
      fc.asyncProperty(sample, setting, async (each, how) => {
        const { reading, text } = await read(asWrappedText(each.text, how));
        const points = Array.from(text);
        const { conditions, coverage } = reading;
        expect(conditions).not.toBeNull();
        if (!conditions) return;
        within(conditions.span, [0, points.length]);
        let last = conditions.span[0];
        for (const clause of conditions.clauses) {
          expect(clause.span[0]).toBeGreaterThanOrEqual(last);
          last = clause.span[1];
          within(clause.span, conditions.span);
          ordered(clause.limbs, clause.span);
          expect(
            points
              .slice(...clause.span)
              .join("")
              .trim(),
          ).toBe(points.slice(...clause.span).join(""));
        }
        covered(reading, points);
        const left = coverage.unassigned.reduce((sum, [start, end]) => sum + end - start, 0);
        expect(coverage.charactersAssigned + left).toBe(coverage.charactersInConditions);
      }),
      { numRuns: 60, seed },
    );
  });
});

describe("damaged input", () => {
  test("an agreement cut off anywhere is read or refused, and never breaks the reader", async () => {
    await fc.assert(
      fc.asyncProperty(sample, setting, fc.double({ min: 0, max: 1, noNaN: true }), async (each, how, part) => {
        const text = asWrappedText(each.text, how);
        const result = await readAgreement(bytesOf(text.slice(0, Math.floor(text.length * part))), "cut.txt");
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 80, seed },
    );
  });

  test("bytes of any kind are read or refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        const result = await readAgreement(bytes, "any");
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 200, seed },
    );
  });

  test("labels strewn over a section are read or refused in time", async () => {
    const label = fc.constantFrom(
      "(a)",
      "(i)",
      "(v)",
      "(c)",
      "(1)",
      "(A)",
      "(ii)",
      "(x)",
      "Section 7(b)",
      "and",
      "shall have",
      ";",
      "\n",
      ":",
      "clause (i)",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(label, { maxLength: 400 }), async (labels) => {
        const [head = ""] = allSamples[4]!.text.split("(a) The Prospectus");
        const result = await readAgreement(bytesOf(`${head}${labels.join(" ")}`), "strewn.txt");
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 60, seed },
    );
  });
});

function within([start, end]: Span, [from, to]: Span): void {
  expect(start).toBeGreaterThanOrEqual(from);
  expect(end).toBeLessThanOrEqual(to);
  expect(end).toBeGreaterThan(start);
}

function ordered(limbs: readonly Limb[], parent: Span): void {
  let last = parent[0];
  for (const limb of limbs) {
    within(limb.span, parent);
    expect(limb.span[0]).toBeGreaterThanOrEqual(last);
    last = limb.span[1];
    ordered(limb.limbs, limb.span);
  }
}

/** Each character of the section but white space and the page's own is in the lead-in, in a clause or listed. */
function covered(reading: AgreementReading, points: readonly string[]): void {
  const { conditions, coverage } = reading;
  if (!conditions) return;
  const [start, end] = conditions.span;
  const first = conditions.clauses[0]?.span[0] ?? end;
  const spans = [[start, first] as const, ...conditions.clauses.map((clause) => clause.span), ...coverage.unassigned];
  let missed = "";
  for (let at = start; at < end; at += 1) if (!spans.some(([from, to]) => at >= from && at < to)) missed += points[at];
  expect(missed.replace(/<PAGE>|[\s\f\d]/g, "")).toBe("");
}

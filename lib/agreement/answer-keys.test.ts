import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAgreement } from "./read-agreement";
import { type AnswerKey, measures, scoreReading } from "./score/score-reading";

const folder = "../shared/agreements";
const filings = existsSync(folder)
  ? readdirSync(folder).filter((name) => /\.(?:txt|htm)$/.test(name) && existsSync(join(folder, keyOf(name))))
  : [];

function keyOf(name: string): string {
  return `${name.split(".")[0]}.key.json`;
}

/** The least share of each answer key that must be found. */
const least: Partial<Record<(typeof measures)[number], number>> = {
  section: 1,
  "lead-in": 1,
  clauses: 0.99,
  limbs: 0.97,
  kind: 0.92,
  furnisher: 0.9,
  "closing term": 1,
  "closing moment": 1,
  allocations: 1,
  parties: 0.9,
};

async function read(name: string) {
  const result = await readAgreement(readFileSync(join(folder, name)), name);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value;
}

if (filings.length === 0) {
  test("real filings with answer keys", () => {
    console.warn(`Not held to real filings: the folder ${folder} is not there.`);
    expect(filings).toEqual([]);
  });
} else {
  describe("real filings with answer keys", () => {
    test.each(filings)("%s", async (name) => {
      const key = JSON.parse(readFileSync(join(folder, keyOf(name)), "utf8")) as AnswerKey;
      const { reading, text } = await read(name);
      const { tallies } = scoreReading(name, key, reading, text);
      for (const measure of measures) {
        const { right, of, extra } = tallies[measure];
        const wanted = least[measure];
        if (wanted === undefined || of === 0) continue;
        expect(right / of, `${measure}: ${right} of ${of}`).toBeGreaterThanOrEqual(wanted);
        if (measure === "clauses" || measure === "limbs") {
          expect(right / Math.max(1, right + extra), `${measure}: precision`).toBeGreaterThanOrEqual(wanted);
        }
      }
    });

    test("every layout of one agreement gives the same tree", async () => {
      const trees = new Map<string, string>();
      for (const name of filings) {
        const { conditions } = (await read(name)).reading;
        const labels = JSON.stringify(conditions?.clauses, (key, value: unknown) =>
          ["label", "kind", "limbs"].includes(key) || key === "" || /^\d+$/.test(key) ? value : undefined,
        );
        const stem = name.split(".")[0] ?? name;
        expect(labels).toBe(trees.get(stem) ?? labels);
        trees.set(stem, labels);
      }
    });

    test("the sample closing's clocks, default terms, findings and deeper limbs", async () => {
      const { reading } = await read("00-hartford-2004.txt");
      expect(
        reading.clocks.map(({ clause, basis, calendar, localTime }) => [clause, basis, calendar, localTime]),
      ).toEqual([
        ["4", "forty-eight hours before the Time of Delivery", null, null],
        ["4", "forty-eight hours before the Time of Delivery", null, null],
        ["5(a)", "second business day after the pricing agreement", "sec", "17:30"],
        ["5(c)", "next business day after the pricing agreement", "nyc-bank", "12:00"],
        ["5(d)", "eighteen months after the effective date", null, null],
        ["5(e)", "through 90 days after the date of the prospectus supplement", null, null],
        ["5(f)", "date of the agreement", null, "22:00"],
        ["7(a)", "date of the agreement", null, "22:00"],
        ["Annex I", "through six months after the Time of Delivery", null, null],
        ["Schedule II", "twenty-four hours before the Time of Delivery", null, null],
      ]);
      expect(reading.default).toEqual({ clause: "9", threshold: "1/11", arrangeHours: [36, 36], postponeDays: 7 });
      expect(reading.businessDay?.excludes).toEqual(["saturday", "sunday", "nyc-bank-holiday"]);
      expect(reading.findings.map(({ code }) => code)).toContain("name-variant");
      const last = reading.conditions?.clauses[3]?.limbs.at(-1);
      expect(last?.limbs.map(({ label }) => label)).toEqual(["7(d)(vii)(a)", "7(d)(vii)(b)", "7(d)(vii)(c)"]);
    });
  });
}

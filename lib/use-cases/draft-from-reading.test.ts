import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readAgreement } from "@/lib/agreement/read-agreement";
import type { AgreementReading } from "@/lib/agreement/reading";
import { draftFaults } from "@/lib/domain/draft";
import { draftFromReading } from "./draft-from-reading";
import { securitiesOf } from "./facts-from-reading";

const folder = "../shared/agreements";
const files = [
  "00-hartford-2004.txt",
  "02-ironmountain-2012.htm",
  "06-transocean-2012.htm",
  "08-tesaro-2014.htm",
  "10-aegon-2012.htm",
];

async function draftOf(file: string) {
  const read = await readAgreement(readFileSync(`${folder}/${file}`), file);
  if (!read.ok) throw new Error(read.error.code);
  return draftFromReading(read.value.reading, read.value.text);
}

/** The words of the source that a clause leaves out, but for what is of the page: its number, and the mark of a new one. */
function beside(source: string, clause: string): string[] {
  const kept = clause.split(" ");
  const left = source.split(/\s+/).filter((word) => {
    if (word !== kept[0]) return word !== "";
    kept.shift();
    return false;
  });
  return [...left.filter((word) => !/^(?:\d{1,3}|[-–]|<PAGE>)$/i.test(word)), ...kept];
}

// The filings are not part of the project: where they are not beside it, these tests say so and are skipped.
describe.skipIf(!existsSync(folder))(
  "drafts of filed agreements (skipped where ../shared/agreements is absent)",
  () => {
    test.each(files)("%s: every line can stand, and its span is its words", async (file) => {
      const draft = await draftOf(file);
      expect(draftFaults(draft.lines)).toEqual([]);
      expect(draft.lines.length).toBeGreaterThan(8);
      for (const { terms, span } of draft.lines) {
        expect(beside(draft.text.slice(...span), terms.text)).toEqual([]);
        expect(terms.title).not.toBe("");
      }
    });

    test("the sample: its parties, terms and moment come over", async () => {
      const draft = await draftOf("00-hartford-2004.txt");
      expect(draft).toMatchObject({
        issuer: "The Hartford Financial Services Group, Inc.",
        section: { number: "7" },
        agreement: {
          closingTerm: "Time of Delivery",
          datedOn: "2004-03-04",
          terms: { businessDay: { calendars: ["ny-bank"] }, default: { threshold: "1/11" } },
        },
        securities: { kind: "debt", size: "200000000", publicPrice: "99.311" },
        moments: [{ localDate: "2004-03-09", localTime: "10:00", zone: "America/New_York", delivers: "firm" }],
      });
      const line = draft.lines.find(({ terms }) => terms.label === "7(b)");
      expect(line?.terms).toMatchObject({
        furnishedBy: ["underwriters_counsel"],
        requires: [{ basis: "form", role: "representative" }, { basis: "judgment" }],
        deliverables: [{ title: "Opinion of Davis Polk & Wardwell", dated: "time-of-delivery" }],
      });
      expect(draft.lines.find(({ terms }) => terms.label === "7(f)")?.notSaid).toContain("furnishedBy");
    });

    test("page numbers between the words of a clause are not of it", async () => {
      const draft = await draftOf("00-hartford-2004.txt");
      const market = draft.lines.find(({ terms }) => terms.label === "7(h)");
      expect(draft.text.slice(...(market?.span ?? [0, 0]))).toMatch(/\n\s+15\s*\n/);
      expect(market?.terms.text).not.toContain(" 15 ");
    });

    test("a second moment without a date is there, undated, for the option", async () => {
      const draft = await draftOf("10-aegon-2012.htm");
      expect(draft.moments[1]).toEqual({
        label: "Option Closing Date",
        localDate: null,
        localTime: null,
        zone: null,
        delivers: "option",
      });
    });
  },
);

test("a price that is not of the usual sort for the securities is left unknown", () => {
  const notes = { title: "Notes", principal: "175000000", shares: null, currency: "USD" };
  const stock = { title: "Stock", principal: null, shares: "10000000", currency: "USD" };
  const priced = (security: typeof notes | typeof stock, publicPrice: string, purchasePrice: string) =>
    securitiesOf({ securities: [{ ...security, publicPrice, purchasePrice }] });
  expect(priced(notes, "99.714%", "$26,250,000.00")).toMatchObject({ publicPrice: "99.714", purchasePrice: null });
  expect(priced(stock, "$25.00", "96.85%")).toMatchObject({
    kind: "shares",
    publicPrice: "25.00",
    purchasePrice: null,
  });
});

test("spans count as a browser does where the text has characters beyond the first plane", () => {
  const text = "𝔸𝔹 clause words";
  const reading: AgreementReading = {
    source: { name: "x", sha256: "", bytes: 0, format: "edgar-text", pages: null },
    agreement: { title: null, date: null, pricingDate: null, governingLaw: null },
    issuer: { name: null, definedTerm: null },
    securities: [],
    closing: { term: null, moments: [], place: null },
    parties: [],
    allocations: { total: null, lines: [], addsUp: null },
    businessDay: null,
    conditions: {
      section: "7",
      heading: null,
      span: [0, 15],
      discretionOf: null,
      leadIn: [{ id: "l", kind: "performance", span: [3, 9] }],
      clauses: [],
    },
    clocks: [],
    default: null,
    coverage: { charactersInConditions: 15, charactersAssigned: 6, unassigned: [[0, 3]] },
    findings: [],
  };
  const draft = draftFromReading(reading, text);
  expect(draft.lines[0]?.terms.text).toBe("clause");
  expect(text.slice(...draft.coverage.unassigned[0]!)).toBe("𝔸𝔹 ");
});

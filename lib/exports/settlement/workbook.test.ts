import fc from "fast-check";
import { expect, test } from "vitest";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { sampleTerms } from "@/lib/settlement/sample-terms";
import { settle } from "@/lib/settlement/settle";
import type { DebtTerms, SettlementTerms } from "@/lib/settlement/terms";
import { recalculate } from "@/lib/testing/recalculate";
import { settlementWorkbook } from "./workbook";

const occasion = { asOf: "2004-03-09T15:00:00Z", notice: "Rehearsal" };
const debt = sampleTerms.securities as DebtTerms;

function settled(terms: SettlementTerms): SettlementSheet {
  const sheet = settle(terms);
  if (!sheet.ok) throw new Error(sheet.error.map(({ field, message }) => `${field}: ${message}`).join("\n"));
  return sheet.value;
}

/** The rows of the table as the formulas give them, each figure to the cent, by underwriter. */
async function worked(sheet: SettlementSheet) {
  const cells = await recalculate(await settlementWorkbook(sheet, occasion));
  const rowOf = (text: string) => [...cells].find(([name, value]) => name[0] === "A" && value === text)?.[0].slice(1);
  return (text: string) => {
    const row = rowOf(text);
    return ["B", "C", "D", "E", "F", "G"].map((column) => Number(cells.get(`${column}${row}`) ?? 0).toFixed(2));
  };
}

const figures = (line: Omit<SettlementSheet["lines"][number], "underwriter">) =>
  [line.quantity, line.toPublic, line.purchase, line.spread, line.accrued, line.due].map(({ value }) =>
    Number(value).toFixed(2),
  );

async function sameCents(sheet: SettlementSheet): Promise<void> {
  const row = await worked(sheet);
  for (const line of sheet.lines) expect(row(line.underwriter)).toEqual(figures(line));
  expect(row("Total")).toEqual(figures(sheet.total));
  expect(row("Parts less total; each must be 0")).toEqual(Array(6).fill("0.00"));
  expect(row(`Wired to ${sheet.issuer}`).at(-1)).toBe(sheet.net.value);
}

test("Schedule II of the sample closing: the workbook’s own formulas give the sheet’s cents", async () => {
  const sheet = settled(sampleTerms);
  await sameCents(sheet);
  expect((await worked(sheet))("Total")).toEqual([
    "200000000.00",
    "198622000.00",
    "197322000.00",
    "1300000.00",
    "0.00",
    "197322000.00",
  ]);
});

test("delivered on 16 March instead, with fees netted and a price of many places", async () => {
  const fee = { clause: "6", from: "underwriters", to: "issuer", netted: true } as const;
  await sameCents(
    settled({
      ...sampleTerms,
      timeOfDelivery: "2004-03-16T10:00",
      securities: { ...debt, publicPrice: "99.3114567", purchasePrice: "98.6610123" },
      fees: [
        { ...fee, what: "reimbursement", amount: { kind: "fixed", amount: "150000.55" } },
        {
          ...fee,
          from: "issuer",
          to: "underwriters",
          what: "structuring fee",
          amount: { kind: "percent-of-principal", percent: "0.125" },
        },
        {
          ...fee,
          from: "issuer",
          to: { name: "Harbor Trust" },
          what: "trustee’s fee",
          amount: { kind: "fixed", amount: "7500" },
          netted: false,
        },
      ],
    }),
  );
});

test("shares, firm and option together", async () => {
  await sameCents(
    settled({
      ...sampleTerms,
      securities: {
        kind: "shares",
        title: "Common Stock",
        shares: "10000000",
        option: { offered: "1500000", taken: "1000001" },
        publicPrice: "26.125",
        purchasePrice: "24.5575",
      },
      delivers: "both",
      scheduleOne: null,
      allocations: ["6000000", "2500000", "1500000"].map((amount, index) => ({
        underwriter: `Underwriter ${index}`,
        amount,
        optionAmount: null,
      })),
    }),
  );
});

test("every day count, over months and leap days", async () => {
  for (const dayCount of [
    "30/360",
    "30/360-us",
    "30E/360",
    "30E/360-isda",
    "act/360",
    "act/365f",
    "act/act-isda",
    "act/act-icma",
  ] as const) {
    const interest = {
      rate: "5.125",
      dayCount,
      couponsPerYear: 2 as const,
      accruesFrom: "2003-10-31",
      firstCoupon: "2004-06-30",
      maturity: "2013-12-31",
    };
    await sameCents(settled({ ...sampleTerms, securities: { ...debt, interest } }));
  }
});

test("any amounts, prices and days: the formulas give the same cents", async () => {
  const price = fc
    .integer({ min: 1_000_000, max: 150_000_000 })
    .map((millionths) => (millionths / 1_000_000).toFixed(6));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 12 }),
      price,
      price,
      fc.integer({ min: 0, max: 170 }),
      async (thousands, one, other, days) => {
        const [low, high] = Number(one) < Number(other) ? [one, other] : [other, one];
        const delivery = new Date(Date.UTC(2004, 2, 9 + days)).toISOString().slice(0, 10);
        const allocations = thousands.map((thousand, index) => ({
          underwriter: `Underwriter ${index}`,
          amount: `${thousand}000`,
          optionAmount: null,
        }));
        const principal = `${thousands.reduce((total, thousand) => total + thousand, 0)}000`;
        await sameCents(
          settled({
            ...sampleTerms,
            securities: { ...debt, principal, publicPrice: high, purchasePrice: low },
            allocations,
            scheduleOne: null,
            timeOfDelivery: `${delivery}T10:00`,
          }),
        );
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);

test("the same sheet makes the same bytes", async () => {
  const sheet = settled(sampleTerms);
  const [one, other] = [await settlementWorkbook(sheet, occasion), await settlementWorkbook(sheet, occasion)];
  expect(one.equals(other)).toBe(true);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { sampleTerms } from "./sample-terms";
import { settle } from "./settle";
import type { DebtTerms, SettlementTerms, ShareTerms } from "./terms";

function settled(changes: Partial<SettlementTerms> = {}): SettlementSheet {
  const sheet = settle({ ...sampleTerms, ...changes });
  if (!sheet.ok) throw new Error(sheet.error.map(({ field, message }) => `${field}: ${message}`).join("\n"));
  return sheet.value;
}

const debt = sampleTerms.securities as DebtTerms;
const withDebt = (changes: Partial<DebtTerms>): Partial<SettlementTerms> => ({ securities: { ...debt, ...changes } });

describe("the money of the sample closing, worked by hand", () => {
  const sheet = settled();

  test("Schedule II: price to public, price paid to the Company, gross spread of 0.650 %", () => {
    expect(sheet.total.toPublic.value).toBe("198622000.00");
    expect(sheet.total.purchase.value).toBe("197322000.00");
    expect(sheet.total.spread.value).toBe("1300000.00");
    expect(sheet.spreadPrice.value).toBe("0.65");
    expect(sheet.net.value).toBe("197322000.00");
  });

  test("Schedule I: what each underwriter pays", () => {
    expect(sheet.lines.map(({ purchase }) => purchase.value)).toEqual(["86821680.00", "86821680.00", "23678640.00"]);
  });

  test("Schedule II: no interest has accrued at 9 March; seven days on 16 March; the first coupon of 172 days", () => {
    expect(sheet.total.accrued.value).toBe("0.00");
    expect(sheet.firstCoupon?.value).toBe("4538888.89");
    const later = settled({ timeOfDelivery: "2004-03-16T10:00" });
    expect(later.accrued?.days).toBe(7);
    expect(later.total.accrued.value).toBe("184722.22");
    expect(later.lines.map(({ accrued }) => accrued.value)).toEqual(["81277.78", "81277.78", "22166.66"]);
    expect(later.net.value).toBe("197506722.22");
  });

  test("every figure has its formula, and the sheet ties out to Schedule I", () => {
    expect(sheet.total.purchase.formula).toBe("200,000,000 × 98.661 %");
    expect(sheet.ties.filter(({ ties }) => !ties)).toEqual([]);
    expect(sheet.ties.map(({ what }) => what)).toContain("Total of Schedule I");
    for (const line of [sheet.total, ...sheet.lines]) {
      for (const figure of [line.quantity, line.toPublic, line.purchase, line.spread, line.accrued, line.due]) {
        expect(figure.formula).not.toBe("");
      }
    }
  });

  test("what does not tie to Schedule I says by how much", () => {
    const { ties } = settled({
      scheduleOne: {
        total: "200000001",
        lines: [
          { underwriter: "Banc of America Securities LLC", amount: "87000000" },
          { underwriter: "Some Other Securities LLC", amount: "1000000" },
        ],
      },
    });
    expect(ties.filter((tie) => !tie.ties).map(({ says }) => says)).toEqual([
      "200,000,000 on the sheet, 200,000,001 in Schedule I: 1 apart.",
      "88,000,000 on the sheet, 87,000,000 in Schedule I: 1,000,000 apart.",
      "Bank One Capital Markets, Inc. is not in Schedule I with an amount that can be read.",
      "BB&T Capital Markets, a division of Scott and Stringfellow, Inc. is not in Schedule I with an amount that can be read.",
      "Schedule I gives Some Other Securities LLC 1,000,000, and the sheet has no such underwriter.",
    ]);
  });

  test("the wire and the cross-receipt carry the net amount and the reference, and say what is missing", () => {
    expect(sheet.wires).toHaveLength(1);
    expect(sheet.wires[0]).toMatchObject({
      amount: { value: "197322000.00" },
      reference: "4.75% Senior Notes due March 1, 2014, 2004-03-09",
      missing: ["the account of The Hartford Financial Services Group, Inc."],
    });
    expect(sheet.crossReceipt.paragraphs.join(" ")).toContain("$197,322,000.00");
    expect(sheet.crossReceipt.paragraphs.join(" ")).toContain("$200,000,000 aggregate principal amount");
  });
});

test("Rule 15c6-1: the sample settles on the usual day, T+3; later is said, and the longer cycle on the day after", () => {
  expect(settled().cautions).toEqual([]);
  const [next] = settled({ timeOfDelivery: "2004-03-10T10:00" }).cautions;
  expect(next).toContain("Rule 15c6-1(a) is T+3, 2004-03-09");
  expect(next).toContain("or was priced after 4:30 p.m.");
  expect(settled({ timeOfDelivery: "2004-03-16T10:00" }).cautions.join(" ")).not.toContain("4:30");
});

describe("wires and fees", () => {
  const account = {
    beneficiary: sampleTerms.issuer,
    bank: "First Harbor Bank",
    routingNumber: "021000021",
    accountNumber: "4455",
    reference: "Treasury",
  };
  const fees: SettlementTerms["fees"] = [
    {
      what: "reimbursement of expenses",
      clause: "6",
      from: "underwriters",
      to: "issuer",
      amount: { kind: "fixed", amount: "150000" },
      netted: true,
    },
    {
      what: "structuring fee",
      clause: null,
      from: "issuer",
      to: "underwriters",
      amount: { kind: "percent-of-principal", percent: "0.125" },
      netted: true,
    },
    {
      what: "trustee’s fee",
      clause: null,
      from: "issuer",
      to: { name: "Harbor Trust" },
      amount: { kind: "fixed", amount: "7500.50" },
      netted: false,
    },
  ];

  test("netted fees change the wire to the issuer, others are wired apart", () => {
    const sheet = settled({ fees, payment: { ...sampleTerms.payment, account } });
    expect(sheet.net.value).toBe("197222000.00"); // 197,322,000 + 150,000 − 250,000
    expect(sheet.wires.map(({ to, amount, missing }) => [to, amount.value, missing.length])).toEqual([
      [sampleTerms.issuer, "197222000.00", 0],
      ["Harbor Trust", "7500.50", 1],
    ]);
    expect(sheet.wires[0]?.reference).toBe("Treasury, 4.75% Senior Notes due March 1, 2014, 2004-03-09");
    expect(sheet.crossReceipt.paragraphs[1]).toContain("less structuring fee of $250,000.00");
  });

  test("when each underwriter pays, the wires still add up to the net", () => {
    const sheet = settled({ fees, payment: { ...sampleTerms.payment, by: "each-underwriter", account } });
    expect(sheet.wires.slice(0, 3).map(({ amount }) => amount.value)).toEqual([
      "86721680.00",
      "86821680.00",
      "23678640.00",
    ]);
    expect(sheet.ties.find(({ what }) => what === "Wires to the issuer")?.ties).toBe(true);
  });

  test("fees netted beyond what the first underwriter pays are refused, since no wire is below zero", () => {
    const fee = { what: "fee", clause: null, from: "issuer", to: "underwriters", netted: true } as const;
    const large = [{ ...fee, amount: { kind: "fixed", amount: "86821680.01" } as const }];
    const refused = settle({
      ...sampleTerms,
      fees: large,
      payment: { ...sampleTerms.payment, by: "each-underwriter" },
    });
    expect(refused).toMatchObject({ ok: false, error: [{ field: "fees" }] });
  });

  test("a routing number that fails its check digit is missing", () => {
    const wrong = { ...account, routingNumber: "021000022" };
    const sheet = settled({ payment: { ...sampleTerms.payment, account: wrong } });
    expect(sheet.wires[0]?.missing).toEqual(["a routing number of nine digits that checks"]);
  });
});

describe("shares", () => {
  const securities: ShareTerms = {
    kind: "shares",
    title: "Common Stock",
    shares: "10000000",
    option: { offered: "1500000", taken: "1000001" },
    publicPrice: "26.00",
    purchasePrice: "24.57",
  };
  const shares: Partial<SettlementTerms> = {
    securities,
    delivers: "both",
    scheduleOne: null,
    allocations: [
      { underwriter: "Alder Securities", amount: "6000000", optionAmount: null },
      { underwriter: "Birch Capital", amount: "2500000", optionAmount: null },
      { underwriter: "Cedar Brothers", amount: "1500000", optionAmount: null },
    ],
  };

  test("firm and option shares at a price a share; the option pro rata in whole shares", () => {
    const sheet = settled(shares);
    expect(sheet.lines.map(({ quantity }) => quantity.value)).toEqual(["6600001", "2750000", "1650000"]);
    expect(sheet.total.toPublic.value).toBe("286000026.00"); // 11,000,001 × 26.00
    expect(sheet.total.purchase.value).toBe("270270024.57"); // 11,000,001 × 24.57
    expect(sheet.total.spread.value).toBe("15730001.43");
    expect(sheet.accrued).toBeNull();
  });

  test("an option closing of its own delivers the option shares alone", () => {
    const sheet = settled({ ...shares, delivers: "option" });
    expect(sheet.lines.map(({ quantity }) => quantity.value)).toEqual(["600001", "250000", "150000"]);
    expect(sheet.total.purchase.value).toBe("24570024.57");
  });

  test("there is no option closing without an option", () => {
    const refused = settle({ ...sampleTerms, delivers: "option" });
    expect(refused).toMatchObject({ ok: false, error: [{ field: "securities.option" }] });
  });
});

describe("bad terms are refused with the field, all at once, and nothing is settled", () => {
  const fields = (changes: Partial<SettlementTerms>) => {
    const sheet = settle({ ...sampleTerms, ...changes });
    return sheet.ok ? [] : sheet.error.map(({ field }) => field);
  };
  const lines = (...amounts: string[]) => ({
    allocations: amounts.map((amount, index) => ({ underwriter: `Underwriter ${index}`, amount, optionAmount: null })),
  });

  test.each([
    ["a price of 0", withDebt({ publicPrice: "0" }), ["securities.publicPrice"]],
    ["a price of 1000 %", withDebt({ publicPrice: "1000" }), ["securities.publicPrice"]],
    ["a purchase price above the price to public", withDebt({ purchasePrice: "99.4" }), ["securities.purchasePrice"]],
    ["a price that is no number", withDebt({ purchasePrice: "98,661" }), ["securities.purchasePrice"]],
    ["a negative price", withDebt({ purchasePrice: "-98.661" }), ["securities.purchasePrice"]],
    ["allocations that do not add up", lines("100000000", "99999999"), ["allocations"]],
    ["an allocation of nothing", lines("200000000", "0"), ["allocations[1].amount"]],
    ["no underwriter", { allocations: [] }, ["allocations"]],
    ["a pricing date after the Time of Delivery", { pricingDate: "2004-03-10" }, ["pricingDate"]],
    ["a day that does not exist", { pricingDate: "2004-02-30" }, ["pricingDate"]],
    ["a Time of Delivery without an hour", { timeOfDelivery: "2004-03-09" }, ["timeOfDelivery"]],
    ["a currency that is none", { currency: "dollars" }, ["currency"]],
    [
      "an amount off the denominations",
      withDebt({ denomination: { least: "1000", step: "300000" } }),
      ["securities.principal", "allocations[0].amount", "allocations[1].amount"],
    ],
  ] satisfies [string, Partial<SettlementTerms>, string[]][])("%s", (_name, changes, expected) => {
    expect(fields(changes)).toEqual(expected);
  });

  test("an unknown holiday year is named", () => {
    const refused = settle({ ...sampleTerms, timeOfDelivery: "2036-03-11T10:00" });
    const problem = refused.ok ? undefined : refused.error.find(({ code }) => code === "year-not-covered");
    expect(problem?.field).toBe("timeOfDelivery");
    expect(problem?.message).toContain("2036");
  });

  test("the message tells by how much allocations miss the whole", () => {
    const refused = settle({ ...sampleTerms, ...lines("100000000", "99999999") });
    expect(refused.ok ? "" : refused.error[0]?.message).toBe(
      "The underwriters’ amounts add up to 199,999,999, 1 less than 200,000,000.",
    );
  });

  test("netted fees above what is due, and a Time of Delivery on which no wire moves", () => {
    const fee = { what: "fee", clause: null, from: "issuer", to: "underwriters", netted: true } as const;
    expect(fields({ fees: [{ ...fee, amount: { kind: "fixed", amount: "900000000" } }] })).toEqual(["fees"]);
    expect(settled({ timeOfDelivery: "2004-05-31T10:00" }).cautions.join(" ")).toContain("no business day");
  });
});

describe("properties", () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 25 });
  const price = fc.integer({ min: 1, max: 150_000_000 }).map((millionths) => (millionths / 1_000_000).toFixed(6));
  const cents = (value: string) => BigInt(value.replace(".", ""));

  test("the underwriters’ parts add up to the whole to the cent, and none is a cent or more from its exact value", () => {
    fc.assert(
      fc.property(amounts, price, price, fc.integer({ min: 0, max: 170 }), (thousands, one, other, days) => {
        const [low, high] = Number(one) < Number(other) ? [one, other] : [other, one];
        const allocations = thousands.map((thousand, index) => ({
          underwriter: `Underwriter ${index}`,
          amount: `${thousand}000`,
          optionAmount: null,
        }));
        const principal = `${thousands.reduce((total, thousand) => total + thousand, 0)}000`;
        const delivery = new Date(Date.UTC(2004, 2, 9 + days)).toISOString().slice(0, 10);
        const sheet = settled({
          ...withDebt({ principal, publicPrice: high, purchasePrice: low }),
          allocations,
          scheduleOne: null,
          timeOfDelivery: `${delivery}T10:00`,
        });
        expect(sheet.ties.every(({ ties }) => ties)).toBe(true);
        for (const [index, line] of sheet.lines.entries()) {
          // In whole numbers, apart from the engine: amount × price in millionths of a percent is 10^-8 of a dollar.
          const exact = BigInt(thousands[index] ?? 0) * 1000n * BigInt(low.replace(".", ""));
          const gap = cents(line.purchase.value) * 1_000_000n - exact;
          expect(gap < 1_000_000n && gap > -1_000_000n).toBe(true);
        }
        const whole = BigInt(principal) * BigInt(low.replace(".", ""));
        expect(cents(sheet.total.purchase.value)).toBe((whole * 2n + 1_000_000n) / 2_000_000n);
      }),
    );
  });
});

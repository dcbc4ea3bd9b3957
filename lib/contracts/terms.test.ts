import { describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { agreementTerms, closingTerms, pricingTerms } from "./terms";

const faults = (shape: ZodType, given: unknown) => {
  const parsed = shape.safeParse(given);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

const debt = (change: object) => ({ securities: { kind: "debt", title: "Notes", ...change } });
const rule = (change: object) => ({ default: { clause: "9", threshold: "1/11", ...change } });

describe("nothing known yet is a whole answer", () => {
  test.each([
    ["an agreement", agreementTerms],
    ["a pricing agreement", pricingTerms],
    ["a Time of Delivery", closingTerms],
  ] as const)("%s: {}, and what comes of it, are taken", (_name, shape: ZodType) => {
    const known = shape.parse({});
    expect(shape.parse(known)).toEqual(known);
  });

  test("a part of Schedule II may be known and the rest not", () => {
    const { securities } = pricingTerms.parse(debt({ principal: "200,000,000" }));
    expect(securities).toMatchObject({
      principal: "200000000",
      publicPrice: null,
      purchasePrice: null,
      interest: null,
    });
  });
});

describe("terms that cannot be are refused beside their field", () => {
  test.each([
    [debt({ publicPrice: "0" }), "securities.publicPrice: A price in percent of principal is more than 0."],
    [debt({ publicPrice: "1000" }), "securities.publicPrice: A price in percent of principal is at most 200."],
    [
      debt({ purchasePrice: "98,661 %" }),
      "securities.purchasePrice: This is no price in percent of principal, such as 98.661.",
    ],
    [debt({ principal: "-5" }), "securities.principal: This is no amount above zero, such as 200,000,000."],
    [
      debt({ interest: { rate: "4.75", maturity: "2014-02-30" } }),
      "securities.interest.maturity: Write a day such as 2004-03-09.",
    ],
    [{ securities: { kind: "shares", title: "Stock", shares: "1.5" } }, "securities.shares: Shares are whole."],
    [{ currency: "dollars" }, "currency: A currency is three letters, such as USD."],
  ])("%j", (given, fault) => {
    expect(faults(pricingTerms, given)).toEqual([fault]);
  });

  test.each([
    [rule({ threshold: "a tenth" }), "default.threshold: Write a fraction such as 1/11, or a percentage such as 10%."],
    [rule({ threshold: "12/11" }), "default.threshold: Write a fraction such as 1/11, or a percentage such as 10%."],
    [rule({ threshold: "1/0" }), "default.threshold: Write a fraction such as 1/11, or a percentage such as 10%."],
    [rule({ arrangeHours: [36.5] }), "default.arrangeHours.0: Write a whole number, such as 36."],
  ])("%j", (given, fault) => {
    expect(faults(agreementTerms, given)).toEqual([fault]);
  });

  test("an unknown field, calendar or step is not taken silently", () => {
    expect(faults(agreementTerms, { bussinessDay: null })).toHaveLength(1);
    expect(faults(agreementTerms, { businessDay: { calendars: ["london"] } })).toHaveLength(1);
    expect(faults(closingTerms, { depository: ["clearstream"] })).toHaveLength(1);
  });
});

test("a percentage is kept as the fraction that it is", () => {
  expect(agreementTerms.parse(rule({ threshold: "10 %" })).default?.threshold).toBe("10/100");
});

import type { SettlementTerms } from "./terms";

const lines = [
  { underwriter: "Banc of America Securities LLC", amount: "88000000" },
  { underwriter: "Bank One Capital Markets, Inc.", amount: "88000000" },
  { underwriter: "BB&T Capital Markets, a division of Scott and Stringfellow, Inc.", amount: "24000000" },
];

/**
 * The terms of the sample closing, from the pricing agreement of 4 March 2004 and its Schedules I and II. Schedule II names
 * no denominations; amounts are kept in whole dollars.
 */
export const sampleTerms: SettlementTerms = {
  securities: {
    kind: "debt",
    title: "4.75% Senior Notes due March 1, 2014",
    principal: "200000000",
    option: null,
    publicPrice: "99.311",
    purchasePrice: "98.661",
    denomination: { least: "1", step: "1" },
    interest: {
      rate: "4.75",
      dayCount: "30/360",
      accruesFrom: "2004-03-09",
      firstCoupon: "2004-09-01",
      couponsPerYear: 2,
      maturity: "2014-03-01",
    },
  },
  currency: "USD",
  pricingDate: "2004-03-04",
  timeOfDelivery: "2004-03-09T10:00",
  zone: "America/New_York",
  issuer: "The Hartford Financial Services Group, Inc.",
  delivers: "firm",
  allocations: lines.map((line) => ({ ...line, optionAmount: null })),
  scheduleOne: { total: "200000000", lines },
  fees: [],
  payment: {
    by: "representative",
    representative: "Banc of America Securities LLC",
    funds: "Federal (same-day) funds",
    account: null,
    otherAccounts: [],
  },
};

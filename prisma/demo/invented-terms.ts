import { agreementTerms, closingTerms, pricingTerms } from "../../lib/contracts/terms";

/** General terms as an agreement of today has them, with the number of its section on a default. */
export const usualAgreementTerms = (defaultSection: string) =>
  agreementTerms.parse({
    businessDay: { clause: null, calendars: ["ny-bank"] },
    clocks: [
      {
        clause: "4",
        what: "prospectus filed under Rule 424(b)",
        owner: "issuer_counsel",
        anchor: "pricing-agreement",
        direction: "after",
        count: 2,
        unit: "business-days",
        localTime: "17:30",
        calendars: ["sec"],
      },
      {
        clause: "4",
        what: "lock-up of the Company: no similar securities sold",
        owner: "issuer",
        anchor: "pricing-agreement",
        direction: "after",
        count: 60,
        unit: "calendar-days",
        bound: "through",
      },
    ],
    default: {
      clause: defaultSection,
      threshold: "10/100",
      arrangeHours: [36],
      postpone: { count: 5, unit: "business-days" },
      mostIncrease: "1/9",
      surviving: ["9"],
    },
    termination: {
      clause: "11",
      surviving: ["9"],
      reimburses: "their reasonable out-of-pocket expenses, counsel’s fees included",
    },
  });

type Dates = { pricedOn: string };

const priced = ({ pricedOn }: Dates) => ({
  dates: { prospectusSupplement: pricedOn, effective: null, periodEnd: null, lockUpStart: pricedOn },
});

/** The pricing of an issue of notes; interest runs from the delivery on. */
export const notesPricing =
  (notes: {
    title: string;
    principal: string;
    option?: string;
    rate: string;
    publicPrice: string;
    purchasePrice: string;
    years: number;
  }) =>
  (dates: Dates & { firstDelivery: string }) => {
    const { title, principal, option, rate, publicPrice, purchasePrice, years } = notes;
    const from = dates.firstDelivery;
    return pricingTerms.parse({
      ...priced(dates),
      securities: {
        kind: "debt",
        title,
        principal,
        option: option ? { offered: option } : null,
        publicPrice,
        purchasePrice,
        denomination: { least: "2000", step: "1000" },
        interest: {
          rate,
          accruesFrom: from,
          firstCoupon: firstOfMonth(from, 6),
          maturity: firstOfMonth(from, 12 * years),
        },
      },
      scheduleOneTotal: principal,
    });
  };

/** The pricing of an issue of shares. */
export const sharesPricing =
  (stock: { title: string; shares: string; option?: string; publicPrice: string; purchasePrice: string }) =>
  (dates: Dates) => {
    const { title, shares, option, publicPrice, purchasePrice } = stock;
    return pricingTerms.parse({
      ...priced(dates),
      securities: {
        kind: "shares",
        title,
        shares,
        option: option ? { offered: option } : null,
        publicPrice,
        purchasePrice,
      },
      scheduleOneTotal: shares,
    });
  };

export const firmDelivery = closingTerms.parse({ delivers: "firm" });
export const optionDelivery = (optionTaken: string) => closingTerms.parse({ delivers: "option", optionTaken });

/** The first of the month that lies so many months after a day. */
function firstOfMonth(day: string, months: number): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const count = 12 * year + (month - 1) + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}-01`;
}

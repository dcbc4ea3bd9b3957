import type { Outline } from "./invented-offerings";
import { notesPricing, sharesPricing, usualAgreementTerms } from "./invented-terms";

const usual = { section: "6", term: "Closing Date", agreementTerms: usualAgreementTerms("10") } as const;

/** Common stock with an option: the second pricing agreement of the demonstration, with two Times of Delivery. */
export const larkspur: Outline = {
  ...usual,
  name: "6,000,000 shares of common stock, with option",
  template: "common-stock",
  described: "6,000,000 shares of its common stock",
  company: {
    name: "Larkspur Instruments, Inc.",
    officer: "Ruth Calloway",
    address: "calloway",
    title: "Chief Financial Officer",
  },
  firms: ["banc", "davisPolk", "halloran", "brightwater"],
  allocations: [
    { underwriter: "Banc of America Securities LLC", amount: "4200000" },
    { underwriter: "Fairmount Securities LLC", amount: "1800000" },
  ],
  pricingTerms: sharesPricing({
    title: "Common stock, par value $0.01 a share",
    shares: "6000000",
    option: "900000",
    publicPrice: "31.50",
    purchasePrice: "29.925",
  }),
};

export const copperline: Outline = {
  ...usual,
  name: "5.10% Senior Notes due 2036",
  template: "senior-notes",
  described: "$350,000,000 of 5.10% Senior Notes due 2036",
  company: { name: "Copperline Utilities, Inc.", officer: "Miles Abara", address: "abara", title: "Treasurer" },
  firms: ["banc", "davisPolk", "vance", "brightwater", "granite"],
  section: "5",
  allocations: [
    { underwriter: "Banc of America Securities LLC", amount: "210000000" },
    { underwriter: "Fairmount Securities LLC", amount: "140000000" },
  ],
  pricingTerms: notesPricing({
    title: "5.10% Senior Notes due 2036",
    principal: "350000000",
    rate: "5.10",
    publicPrice: "99.742",
    purchasePrice: "99.092",
    years: 10,
  }),
};

export const meridian: Outline = {
  ...usual,
  name: "2.25% Convertible Senior Notes due 2032",
  template: "convertible-notes",
  described: "$175,000,000 of 2.25% Convertible Senior Notes due 2032",
  company: {
    name: "Meridian Harbor Logistics Corp.",
    officer: "Anselm Duarte",
    address: "duarte",
    title: "Vice President, Finance",
  },
  firms: ["banc", "davisPolk", "halloran", "brightwater", "granite"],
  section: "8",
  allocations: [{ underwriter: "Banc of America Securities LLC", amount: "175000000" }],
  pricingTerms: notesPricing({
    title: "2.25% Convertible Senior Notes due 2032",
    principal: "175000000",
    rate: "2.25",
    publicPrice: "100",
    purchasePrice: "97.25",
    years: 6,
  }),
};

export const northgate: Outline = {
  ...usual,
  name: "4.85% Senior Notes due 2031",
  template: "senior-notes",
  described: "$250,000,000 of 4.85% Senior Notes due 2031",
  company: {
    name: "Northgate Rail Holdings, Inc.",
    officer: "Sylvie Brandsma",
    address: "brandsma",
    title: "Treasurer",
  },
  firms: ["banc", "davisPolk", "vance", "brightwater", "granite"],
  section: "7",
  allocations: [
    { underwriter: "Banc of America Securities LLC", amount: "150000000" },
    { underwriter: "Fairmount Securities LLC", amount: "100000000" },
  ],
  pricingTerms: notesPricing({
    title: "4.85% Senior Notes due 2031",
    principal: "250000000",
    rate: "4.85",
    publicPrice: "99.905",
    purchasePrice: "99.305",
    years: 5,
  }),
};

export const saltmarsh: Outline = {
  ...usual,
  name: "3.00% Convertible Notes due 2031",
  template: "convertible-notes",
  described: "$120,000,000 of 3.00% Convertible Notes due 2031",
  company: {
    name: "Saltmarsh Biologics, Inc.",
    officer: "Ingrid Solano",
    address: "solano",
    title: "Chief Financial Officer",
  },
  firms: ["fairmount", "davisPolk", "halloran", "brightwater", "granite"],
  allocations: [{ underwriter: "Fairmount Securities LLC", amount: "120000000" }],
  pricingTerms: notesPricing({
    title: "3.00% Convertible Notes due 2031",
    principal: "120000000",
    rate: "3.00",
    publicPrice: "100",
    purchasePrice: "97",
    years: 5,
  }),
};

export const tessellate: Outline = {
  ...usual,
  name: "9,500,000 shares of common stock",
  template: "common-stock",
  described: "9,500,000 shares of its common stock",
  company: {
    name: "Tessellate Materials Corp.",
    officer: "Hugh Pemberly",
    address: "pemberly",
    title: "Chief Financial Officer",
  },
  firms: ["banc", "davisPolk", "vance", "brightwater"],
  allocations: [{ underwriter: "Banc of America Securities LLC", amount: "9500000" }],
  pricingTerms: sharesPricing({
    title: "Common stock, par value $0.001 a share",
    shares: "9500000",
    publicPrice: "18.25",
    purchasePrice: "17.3375",
  }),
};

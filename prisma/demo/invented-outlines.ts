import type { Outline } from "./invented-offerings";

type Invented = Outline & { closingTerms: object };

const terms = { agreement: {}, pricing: {} };
const usual = { section: "6", term: "Closing Date", terms, closingTerms: {} } as const;

/** Common stock with an option: the second pricing agreement of the demonstration, with two Times of Delivery. */
export const larkspur: Invented & { optionTerms: object } = {
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
  term: "First Closing Date",
  allocations: [
    { underwriter: "Banc of America Securities LLC", amount: "4200000" },
    { underwriter: "Fairmount Securities LLC", amount: "1800000" },
  ],
  optionTerms: {},
};

export const copperline: Invented = {
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
};

export const meridian: Invented = {
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
};

export const northgate: Invented = {
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
};

export const saltmarsh: Invented = {
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
};

export const tessellate: Invented = {
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
};

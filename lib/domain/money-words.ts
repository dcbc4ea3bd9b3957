/** The day counts in use, by the names that terms go by, with how they are written on a sheet. */
export const dayCounts = {
  "30/360": "30/360 (bond basis, 2006 ISDA Definitions 4.16(f))",
  "30/360-us": "30/360 US (SIFMA, with the end of February)",
  "30E/360": "30E/360 (Eurobond basis, 4.16(g))",
  "30E/360-isda": "30E/360 (ISDA, 4.16(h))",
  "act/360": "actual/360 (4.16(e))",
  "act/365f": "actual/365 fixed (4.16(d))",
  "act/act-isda": "actual/actual (ISDA, 4.16(b))",
  "act/act-icma": "actual/actual (ICMA Rule 251)",
} as const;

export type DayCount = keyof typeof dayCounts;

export const dayCountIds = Object.keys(dayCounts) as readonly DayCount[];

/** What one Time of Delivery delivers: the firm securities, those taken up under the option, or both. */
export const deliveries = ["firm", "option", "both"] as const;

export type Delivers = (typeof deliveries)[number];

import { expect, test } from "vitest";
import type { ClosingId, OfferingId } from "@/lib/domain/ids";
import {
  filterPortfolio,
  groupPortfolio,
  type PortfolioEntry,
  readPortfolioFilters,
  writePortfolioFilters,
} from "./portfolio-filters";

const entry = (change: Partial<PortfolioEntry>): PortfolioEntry => ({
  offeringId: "o1" as OfferingId,
  closingId: "t1" as ClosingId,
  offering: "5.10% Senior Notes due 2036",
  issuer: "Copperline Utilities, Inc.",
  label: "Closing Date",
  rehearsal: false,
  stage: "preparing",
  timeOfDelivery: "2031-03-11T15:00:00Z",
  zone: "America/New_York",
  clock: "2031-03-10T16:00:00Z",
  serverTime: "2031-03-10T16:00:00Z",
  readiness: { total: 1, settled: 0, pagesTotal: 0, pagesReady: 0, percent: 0, ready: false },
  blockers: [],
  blockerCount: 0,
  role: "representative",
  mine: 0,
  ...change,
});
const asked = (text: string) => readPortfolioFilters(new URLSearchParams(text));

test("the address says what is shown, and nonsense in it is left out", () => {
  expect(asked("stage=pre-closing&q=rail")).toEqual({ stage: "pre-closing", text: "rail" });
  expect(asked("stage=sleeping")).toEqual({ stage: null, text: "" });
  const address = new URLSearchParams("tab=2&stage=closed");
  expect(writePortfolioFilters(address, { stage: null, text: "notes 2036" }).toString()).toBe("tab=2&q=notes+2036");
});

test("every word is looked for in issuer, offering and label", () => {
  const closings = [entry({}), entry({ issuer: "Northgate Rail Holdings, Inc.", stage: "closed" })];
  const found = (text: string) => filterPortfolio(closings, asked(text)).map(({ issuer }) => issuer);
  expect(found("q=RAIL+notes")).toEqual(["Northgate Rail Holdings, Inc."]);
  expect(found("stage=under-way")).toEqual(["Copperline Utilities, Inc."]);
  expect(found("stage=over&q=utilities")).toEqual([]);
});

test("a closing is near by its own clock, and one that is over is nowhere else", () => {
  const closings = [
    entry({}),
    entry({ clock: "2031-03-01T00:00:00Z" }),
    entry({ clock: "2031-03-11T15:00:01Z" }),
    entry({ clock: "2031-03-11T15:00:01Z", stage: "closed" }),
  ];
  expect(groupPortfolio(closings).map(({ title, closings: under }) => [title, under.length])).toEqual([
    ["Past its Time of Delivery", 1],
    ["Within a day", 1],
    ["Later", 1],
    ["Closed and terminated", 1],
  ]);
});

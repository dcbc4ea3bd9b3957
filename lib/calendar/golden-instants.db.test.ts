// The moment of a closing is worked out here, in the database and on screens: from three sets of time zones that must agree.
import { expect, test } from "vitest";
import { administratorUrl, connected } from "@/lib/testing/database";
import { goldenDates, goldenTime, goldenZones } from "@/lib/testing/golden-instants";
import { proved } from "@/lib/testing/proved";
import { instantOf } from "./instant";

const asked = goldenZones.flatMap((zone) => goldenDates.map((date) => ({ zone, date })));

test("ten in the morning is one instant in Node and in PostgreSQL, wherever and whenever a closing is", async () => {
  const { rows } = await connected(administratorUrl, (client) =>
    client.query<{ zone: string; date: string; at: Date }>(
      `SELECT zone, date, ((date || ' ' || $3)::timestamp AT TIME ZONE zone) AS at
         FROM unnest($1::text[], $2::text[]) AS asked(zone, date)`,
      [asked.map(({ zone }) => zone), asked.map(({ date }) => date), goldenTime],
    ),
  );
  const ours = asked.map(({ zone, date }) => `${date} ${zone} ${instantOf(date, goldenTime, zone).toISOString()}`);
  expect(rows.map(({ zone, date, at }) => `${date} ${zone} ${at.toISOString()}`)).toEqual(ours);
  expect(ours.length).toBeGreaterThanOrEqual(12 * 40);
  proved("30", `${goldenZones.length} zones × ${goldenDates.length} dates: the same instant in Node and PostgreSQL`);
});

test("New York’s are the ones that the law gives", () => {
  const hour = (date: string) => instantOf(date, goldenTime, "America/New_York").toISOString().slice(11, 13);
  expect(["2026-03-07", "2026-03-08", "2026-10-31", "2026-11-01", "2027-03-14"].map(hour)).toEqual([
    ...["15", "14", "14", "15", "14"],
  ]);
});

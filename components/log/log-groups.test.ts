import { expect, test } from "vitest";
import type { LogEntryView } from "@/lib/contracts/views";
import { entrySentence } from "./entry-sentence";
import { byDay, searchEntries } from "./log-groups";

const entry = (change: Partial<LogEntryView>): LogEntryView => ({
  id: "e1",
  seq: 1,
  compartment: "shared",
  type: "note.added",
  sentence: "commented on 7(c)",
  by: "Daniel Ashby",
  at: "2026-11-25T01:00:00Z",
  clock: "2004-03-09T04:30:00Z",
  closingId: null,
  conditionId: null,
  hash: "a".repeat(64),
  ...change,
});

test("days are those of the closing's clock in its zone, not of the recording", () => {
  const days = byDay(
    [entry({ clock: "2004-03-09T05:30:00Z" }), entry({}), entry({ clock: null, at: "2026-11-25T01:00:00Z" })],
    "America/New_York",
  );
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ["Tue 9 Mar 2004", 1],
    ["Mon 8 Mar 2004", 1],
    ["Tue 24 Nov 2026", 1],
  ]);
});

test("a statement that names its maker is not given a second name", () => {
  expect(entrySentence(entry({ sentence: "Daniel Ashby, for Example LLP, accepts the form." }))).toEqual({
    who: "Daniel Ashby",
    what: ", for Example LLP, accepts the form.",
  });
  expect(entrySentence(entry({}))).toEqual({ who: "Daniel Ashby", what: " commented on 7(c)." });
});

test("every word of a search is found in who or in what", () => {
  const entries = [entry({}), entry({ by: "Nora Whitfield" })];
  expect(searchEntries(entries, "ashby 7(C)")).toHaveLength(1);
  expect(searchEntries(entries, " ")).toHaveLength(2);
});

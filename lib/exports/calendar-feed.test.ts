import ICAL from "ical.js";
import { expect, test } from "vitest";
import { deriveDeadline } from "@/lib/calendar/derive-deadline";
import { sampleClocks, sampleContext } from "@/lib/calendar/sample-clocks";
import { calendarFeed, type Feed } from "./calendar-feed";

const entries = sampleClocks.flatMap(({ id, rule }) => {
  const deadline = deriveDeadline(rule, sampleContext);
  if (!deadline.ok) return [];
  const at = deadline.value.moment.replace(/\[.*\]$/, "");
  return [{ id, title: `${rule.clause}: ${rule.what}`, at, lines: deadline.value.derivation }];
});

const feed: Feed = {
  name: "4.75% Senior Notes: Time of Delivery; one, two",
  zone: "America/New_York",
  location: "919 Third Avenue, New York",
  url: "https://closing.example/offerings/1/closings/2/timeline",
  entries,
  asOf: "2004-03-04T13:00:00Z",
};

test("another calendar library reads the feed without error and finds each moment of the sample closing", () => {
  const calendar = new ICAL.Component(ICAL.parse(calendarFeed(feed)));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  expect(events).toHaveLength(8);
  const at = (id: string) =>
    events
      .find(({ uid }) => uid === `${id}@section-seven`)
      ?.startDate.toJSDate()
      .toISOString();
  expect(at("time-of-delivery")).toBe("2004-03-09T15:00:00.000Z");
  expect(at("424b")).toBe("2004-03-08T22:30:00.000Z");
  expect(at("clear-market")).toBe("2004-06-03T03:59:59.000Z");
  expect(events.find(({ uid }) => uid.startsWith("424b"))?.description).toContain("\n");
});

test("every line is folded within 75 bytes and ends as the standard asks, whatever the words are", () => {
  const long = "Notice to Müller & Söhne; „Anleihe“, \\ and a very long tail ".repeat(8);
  const text = calendarFeed({
    ...feed,
    entries: [{ id: "one", title: long, at: "2004-03-09T15:00:00Z", lines: [long, long] }],
  });
  const lines = text.split("\r\n");
  expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes("\n"))).toBe(true);
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  expect(event?.getFirstPropertyValue("summary")).toBe(long);
});

test("the same clocks make the same bytes", () => {
  expect(calendarFeed(feed)).toBe(calendarFeed(feed));
});

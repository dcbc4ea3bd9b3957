import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";

/** One clock as a calendar shows it. */
export type FeedEntry = {
  /** The same for the same clock for as long as it is there, so that a calendar moves it and does not double it. */
  id: string;
  title: string;
  /** The instant, ISO 8601 with an offset. */
  at: string;
  /** How it was worked out, a sentence a line. */
  lines: readonly string[];
};

export type Feed = {
  name: string;
  /** Where the clocks are told: the closing’s zone, for readers that ask. */
  zone: string;
  location: string;
  /** The page that shows the same. */
  url: string;
  entries: readonly FeedEntry[];
  /** When the terms behind the clocks last changed; ISO 8601. */
  asOf: string;
};

/**
 * The clocks of a closing as an iCalendar file (RFC 5545) that any calendar can subscribe to. Moments are written in UTC, so
 * that no reader needs to know the zone's rules; each event begins at its moment and takes none of anyone’s time.
 */
export function calendarFeed({ name, zone, location, url, entries, asOf }: Feed): string {
  const calendar = ical({
    name,
    prodId: { company: "Section Seven", product: "Timeline", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 15 * 60,
    x: [{ key: "X-WR-TIMEZONE", value: zone }],
  });
  for (const { id, title, at, lines } of entries) {
    const moment = new Date(at);
    calendar.createEvent({
      id: `${id}@section-seven`,
      start: moment,
      stamp: new Date(asOf),
      summary: title,
      description: lines.join("\n"),
      location,
      url,
      status: ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

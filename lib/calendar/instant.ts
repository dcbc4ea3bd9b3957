import { Temporal } from "temporal-polyfill";

/**
 * The instant that a local date (YYYY-MM-DD) and time (HH:MM) name in a zone. A time that the spring change skips is
 * taken as the one an hour later; one that the autumn change repeats, as the first. Throws on what is no date or time.
 */
export function instantOf(localDate: string, localTime: string, zone: string): Date {
  const local = Temporal.PlainDateTime.from(`${localDate}T${localTime}`);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

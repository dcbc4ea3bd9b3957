// Local times for the fields of a form, in a closing's zone. Pure: by the platform's own table of zones.

/** "2004-03-09T10:00": what a clock on the wall of the zone shows, as a date-and-time field holds it. */
export function localTimeOf(at: Date, zone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(at)
      .map(({ type, value }) => [type as string, value]),
  );
  const [year, month, day, hour, minute] = ["year", "month", "day", "hour", "minute"].map((name) => parts.get(name));
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/**
 * The moment that a local date and time name in a zone; null for what is none. A time that the spring change skips is
 * taken as the one an hour later, and one that the autumn change repeats as the first.
 */
export function momentOfLocal(local: string, zone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return null;
  const wanted = Date.parse(`${local}Z`);
  if (Number.isNaN(wanted)) return null;
  const offsetAt = (moment: number) => Date.parse(`${localTimeOf(new Date(moment), zone)}Z`) - moment;
  // The offset of the day before and of the day after are the only two that can be meant.
  const [before, after] = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const first = wanted - Math.max(before, after);
  if (localTimeOf(new Date(first), zone) === local) return new Date(first);
  const second = wanted - Math.min(before, after);
  return new Date(second);
}

// A date and a time as people type them, in the closing's zone, to a moment and back; with what every browser has.

/** What a moment is called in a zone: "2004-03-09" and "10:00". */
export function localPartsOf(at: Date, zone: string): { date: string; time: string } {
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
  const part = (name: string) => parts.get(name) ?? "";
  return { date: `${part("year")}-${part("month")}-${part("day")}`, time: `${part("hour")}:${part("minute")}` };
}

/** The moment that a local date and time name in a zone; null where they name none, such as an hour the clocks skip. */
export function momentOf(date: string, time: string, zone: string): Date | null {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asIfUtc)) return null;
  // The offset at a guess is that of the moment itself, but near a change of the clocks: then the second guess has it.
  for (const guess of [asIfUtc, asIfUtc - offsetAt(asIfUtc, zone)]) {
    const moment = new Date(asIfUtc - offsetAt(guess, zone));
    const local = localPartsOf(moment, zone);
    if (local.date === date && local.time === time) return moment;
  }
  return null;
}

function offsetAt(at: number, zone: string): number {
  const { date, time } = localPartsOf(new Date(at), zone);
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000;
}

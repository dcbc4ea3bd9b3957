// Moments in words, in a zone. Pure: the same text on the server and in every browser.

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/** "Tue 9 Mar 2004, 10:00 EST". Zones without a name in English are given by their offset. */
export const momentWords = (at: Date, zone: string) =>
  `${dayWords(at, zone)}, ${timeWords(at, zone)} ${zoneWords(at, zone)}`;

/** "Tue 9 Mar 2004" */
export const dayWords = (at: Date, zone: string) =>
  partsOf(format(zone, "day", { weekday: "short", day: "numeric", month: "short", year: "numeric" }), at, [
    "weekday",
    "day",
    "month",
    "year",
  ]);

/** "10:00" */
export const timeWords = (at: Date, zone: string) =>
  format(zone, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/** "10:00:07" */
export const secondsWords = (at: Date, zone: string) =>
  format(zone, "seconds", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);

/** "EST", as the zone is called in American English where it has a name there. */
export function zoneWords(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(at);
  return parts.flatMap(({ type, value }) => (type === "timeZoneName" ? [value] : [])).join("");
}

function partsOf(how: Intl.DateTimeFormat, at: Date, order: readonly string[]): string {
  const parts = new Map(how.formatToParts(at).map(({ type, value }) => [type as string, value]));
  return order.map((type) => parts.get(type)).join(" ");
}

/** "in 2 d 3 h", "in 17 min 05 s", "3 h ago": the two largest units, seconds only within the last hour. */
export function distanceWords(from: Date, to: Date): string {
  const gap = to.getTime() - from.getTime();
  const seconds = Math.floor(Math.abs(gap) / 1000);
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const words =
    days > 0
      ? `${days} d ${hours} h`
      : hours > 0
        ? `${hours} h ${String(minutes).padStart(2, "0")} min`
        : `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
  return gap >= 0 ? `in ${words}` : `${words} ago`;
}

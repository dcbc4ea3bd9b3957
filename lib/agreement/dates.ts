const months = "january february march april may june july august september october november december".split(" ");
const monthNames = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";

/** "March 4, 2004", "4 March 2004", "4th day of March, 2004", in capitals too. */
export const dateWords = `(?:${monthNames}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+)?${monthNames},?\\s+\\d{4})`;

const dateForm = new RegExp(
  `(${monthNames})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})|(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+)?(${monthNames}),?\\s+(\\d{4})`,
  "i",
);

/** The first date in a text as `2004-03-04`, or null. Days that no month has are no dates. */
export function isoDate(text: string): string | null {
  const match = dateForm.exec(text);
  if (!match) return null;
  const month = months.indexOf((match[1] ?? match[5]!).toLowerCase()) + 1;
  const day = Number(match[2] ?? match[4]);
  const year = Number(match[3] ?? match[6]);
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || day === 0 || year < 1900 || year > 2200) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export type LocalTime = { hour: number; minute: number; zone: string | null };

const timeForm = /\b(\d{1,2})(?::(\d{2}))?\s?(?:([AaPp])\.?\s?[Mm]\b\.?|(noon))|\b(noon)\b/;

/** "10:00 a.m. (New York City time)": the time and, where it is said within a few words, its zone. */
export function localTime(text: string): LocalTime | null {
  const match = timeForm.exec(text);
  if (!match) return null;
  const zone = zoneOf(text.slice(match.index + match[0].length, match.index + match[0].length + 44));
  if (match[5] !== undefined) return { hour: 12, minute: 0, zone };
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? "0");
  if (hour < 1 || hour > 12 || minute > 59) return null;
  if (match[4] !== undefined) return { hour: 12, minute, zone };
  return { hour: (hour % 12) + (/p/i.test(match[3]!) ? 12 : 0), minute, zone };
}

const zones: readonly [RegExp, string][] = [
  [
    /\bnew york|\beastern|\bE\.?[SD]?\.?T\b|\bwashington|\bd\.c\.|\bboston|\batlanta|\bcharlotte|\bphiladelphia|\bmiami|\btoronto/i,
    "America/New_York",
  ],
  [
    /\bchicago|\bcentral|\bC\.?[SD]?\.?T\b|\bhouston|\bdallas|\bminneapolis|\bst\. louis|\bnashville/i,
    "America/Chicago",
  ],
  [
    /\bpacific|\blos angeles|\bsan francisco|\bcalifornia|\bP\.?[SD]?\.?T\b|\bseattle|\bpalo alto/i,
    "America/Los_Angeles",
  ],
  [/\bmountain|\bdenver/i, "America/Denver"],
  [/\blondon|\bG\.?M\.?T\b/i, "Europe/London"],
  [/\btokyo/i, "Asia/Tokyo"],
  [/\bhong kong/i, "Asia/Hong_Kong"],
];

/** The zone that a phrase names: the one that stands first in it. */
function zoneOf(text: string): string | null {
  const near = text.split(/[.;]\s|\bon\b/, 1)[0]!;
  let first: { at: number; zone: string } | null = null;
  for (const [words, zone] of zones) {
    const match = words.exec(near);
    if (match && (first === null || match.index < first.at)) first = { at: match.index, zone };
  }
  return first?.zone ?? null;
}

/** A day and a time as one moment with its offset; without a zone the offset stays open, without a time it is the day alone. */
export function momentOf(date: string, time: LocalTime | null): string {
  if (time === null) return date;
  const clock = `${String(time.hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}:00`;
  if (time.zone === null) return `${date}T${clock}`;
  return `${date}T${clock}${offsetAt(date, time)}[${time.zone}]`;
}

/** The offset from universal time in force at a local time of a zone. */
function offsetAt(date: string, { hour, minute, zone }: LocalTime): string {
  const form = new Intl.DateTimeFormat("en-US", { timeZone: zone ?? "UTC", timeZoneName: "longOffset" });
  const asUniversal = Date.parse(`${date}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00Z`);
  const first = minutesIn(form, asUniversal);
  const settled = minutesIn(form, asUniversal - first * 60_000);
  const size = Math.abs(settled);
  return `${settled < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}

function minutesIn(form: Intl.DateTimeFormat, at: number): number {
  const name = form.formatToParts(at).find((each) => each.type === "timeZoneName")?.value ?? "GMT";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return match ? (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

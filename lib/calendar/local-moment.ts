import { Temporal } from "temporal-polyfill";

/** Which part of a local moment names nothing, and why. */
export type MomentFault = { field: "localDate" | "localTime" | "zone"; message: string };

/** Why a local date, time and zone name no moment: no such day, no such zone, or an hour that the clocks skip; else null. */
export function momentFault(localDate: string, localTime: string, zone: string): MomentFault | null {
  const date = readDate(localDate);
  if (!date) return { field: "localDate", message: `There is no day ${localDate}.` };
  if (!isZone(zone)) {
    return { field: "zone", message: `“${zone}” is no time zone that is known. Write it such as America/New_York.` };
  }
  const local = date.toPlainDateTime(Temporal.PlainTime.from(localTime));
  const shown = local.toZonedDateTime(zone).toPlainDateTime();
  if (!shown.equals(local)) {
    const message = `There is no ${localTime} on ${localDate} in ${zone}: the clocks go forward then. Choose another time.`;
    return { field: "localTime", message };
  }
  return null;
}

function readDate(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    return null;
  }
}

/** A place's zone, which knows its own summer time; an offset such as "+05:00" is none. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    return false;
  }
}

import { Temporal } from "temporal-polyfill";
import { err, ok, type Result } from "@/lib/domain/result";
import type { DeadlineContext, DeadlineProblem } from "./deadline";
import { sayDay, sayMoment } from "./say-day";

/** An event that time is counted from: its local day in the closing's zone and, where it has one, its moment. */
export type Anchor = { day: Temporal.PlainDate; moment: Temporal.ZonedDateTime | null; says: string };

const dayShape = /^\d{4}-\d\d-\d\d$/;
const localShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;
const timeShape = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** Reads one event of the context, in the closing's zone. */
export function readAnchor(name: string, context: DeadlineContext): Result<Anchor, DeadlineProblem> {
  const text = context.anchors[name];
  if (text === undefined) {
    const message = `No date is known for ${context.anchorNames?.[name] ?? name}.`;
    return err({ code: "anchor-unknown", field: "anchor", anchor: name, message });
  }
  if (!isZone(context.zone)) {
    return err({ code: "zone-unknown", field: "zone", message: `${context.zone} is no time zone name.` });
  }
  const called = context.anchorNames?.[name] ?? name;
  const read = parse(text, context.zone);
  if (!read) {
    const message = `${name} reads “${text}”, which is no day (2004-03-04) and no moment (2004-03-09T10:00).`;
    return err({ code: "anchor-unreadable", field: "anchors", anchor: name, message });
  }
  const said = read.moment ? sayMoment(read.moment) : sayDay(read.day);
  return ok({ ...read, says: `${called}: ${said}` });
}

function parse(text: string, zone: string): Omit<Anchor, "says"> | null {
  try {
    if (dayShape.test(text)) return { day: Temporal.PlainDate.from(text, { overflow: "reject" }), moment: null };
    const moment = localShape.test(text)
      ? Temporal.PlainDateTime.from(text, { overflow: "reject" }).toZonedDateTime(zone)
      : Temporal.ZonedDateTime.from(text).withTimeZone(zone);
    return { day: moment.toPlainDate(), moment };
  } catch (problem) {
    if (problem instanceof RangeError) return null;
    throw problem;
  }
}

/** Zones found good once; asking the runtime for one is slow. */
const knownZones = new Set<string>();

/** Whether a name is one of a time zone. */
export function isZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    Temporal.PlainDate.from("2004-03-04").toZonedDateTime(zone);
  } catch (problem) {
    if (problem instanceof RangeError) return false;
    throw problem;
  }
  knownZones.add(zone);
  return true;
}

/** Reads "HH:MM" (seconds allowed) on the 24-hour clock. */
export function readTime(
  text: string,
  field: "localTime" | "closeOfBusiness",
): Result<Temporal.PlainTime, DeadlineProblem> {
  if (timeShape.test(text)) return ok(Temporal.PlainTime.from(text));
  return err({ code: "time-unreadable", field, message: `“${text}” is no time of day such as 17:30.` });
}

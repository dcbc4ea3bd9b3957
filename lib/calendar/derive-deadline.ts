import { Temporal } from "temporal-polyfill";
import { err, ok, type Result } from "@/lib/domain/result";
import { closedBecause, countBusinessDays, nearestBusinessDay, notCovered, remarksOn } from "./business-day";
import { calendars } from "./calendars";
import type { Deadline, DeadlineContext, DeadlineProblem, DeadlineRule } from "./deadline";
import { sayBusinessDays, sayRule } from "./deadline-sentences";
import { type Anchor, isZone, readAnchor, readTime } from "./read-anchor";
import { sayCount, sayDay, sayMoment, sayTime } from "./say-day";

type Zoned = Temporal.ZonedDateTime;
type Day = Temporal.PlainDate;
type Found<T> = Result<T, DeadlineProblem>;

/** A moment on the way to the deadline, with what led to it. */
type Trail = { lines: string[]; cautions: string[] };

/** No hour was named and the anchor has none: the whole day counts, to its last second. */
const lastSecond = Temporal.PlainTime.from("23:59:59");
const usualClose = Temporal.PlainTime.from("17:00");

/**
 * Works out one deadline: the moment in the closing's zone, how it was reached, and, where it falls on a day that is no
 * business day, the last business moment before it. Hours are elapsed time, also across a change of the clocks; days and
 * months are counted on the calendar and the hour is then put on the local day. A local hour that the spring change skips
 * is taken one hour later, one that the autumn change repeats as the first (the rule "compatible" of RFC 5545 and
 * Temporal). Errors name the field of the rule or context; a day outside 1996 to 2035 on a calendar that is asked is one.
 */
export function deriveDeadline(rule: DeadlineRule, context: DeadlineContext): Found<Deadline> {
  const refused = refuseRule(rule);
  if (refused) return err(refused);
  const anchor = readAnchor(rule.anchor, context);
  if (!anchor.ok) return anchor;

  const trail: Trail = { lines: [sayRule(rule), `Counted from ${anchor.value.says}.`], cautions: [] };
  const end =
    rule.unit === "hours" ? endOfHours(rule, anchor.value, trail) : endOfDays(rule, anchor.value, context, trail);
  if (!end.ok) return end;
  const practical = practicalMoment(rule, end.value, context, trail);
  if (!practical.ok) return practical;

  const date = end.value.toPlainDate();
  if (practical.value === null) trail.cautions.push(...remarksOn(date, rule.calendars));
  return ok({
    moment: end.value.toString(),
    date: date.toString(),
    bound: rule.bound,
    period: rule.bound === "through" ? periodOf(anchor.value.day, date) : null,
    practicalMoment: practical.value?.toString() ?? null,
    derivation: trail.lines,
    cautions: trail.cautions,
  });
}

function refuseRule(rule: DeadlineRule): DeadlineProblem | null {
  if (!Number.isInteger(rule.count) || rule.count < 0) {
    return {
      code: "count-not-whole",
      field: "count",
      message: `The count ${rule.count} is not a whole number from 0.`,
    };
  }
  if (rule.unit === "hours" && rule.localTime !== null) {
    const message = "Hours run from the anchor’s own moment, so no time of day can be set.";
    return { code: "time-not-for-hours", field: "localTime", message };
  }
  if (rule.unit === "hours" && rule.countsAnchorDay) {
    const message = "Hours run from the anchor’s own moment, so its day cannot be day 1.";
    return { code: "anchor-day-not-for-hours", field: "countsAnchorDay", message };
  }
  if (rule.calendars.length === 0 && (rule.unit === "business-days" || rule.roll !== "none")) {
    const message = "Business days are asked for, and no calendar says which days they are.";
    return { code: "calendar-missing", field: "calendars", message };
  }
  return null;
}

function endOfHours(rule: DeadlineRule, anchor: Anchor, trail: Trail): Found<Zoned> {
  const { moment } = anchor;
  if (!moment) {
    const message = `${rule.anchor} is given as a day without a time, and hours cannot be counted from it.`;
    return err({ code: "anchor-without-time", field: "anchor", anchor: rule.anchor, message });
  }
  const sign = rule.direction === "after" ? 1 : -1;
  const end = moment.add({ hours: sign * rule.count });
  trail.lines.push(`${sayCount(rule.count, "hour")} ${rule.direction} it: ${sayMoment(end)} (UTC${end.offset}).`);
  if (end.offset !== moment.offset) {
    trail.lines.push(
      `The clocks change in between (UTC${moment.offset} to UTC${end.offset}); hours are counted as they pass.`,
    );
  }
  if (rule.roll === "none") return ok(end);
  const rolled = roll(end.toPlainDate(), rule, trail);
  if (!rolled.ok) return rolled;
  return ok(rolled.value.toZonedDateTime({ timeZone: end.timeZoneId, plainTime: end.toPlainTime() }));
}

function endOfDays(rule: DeadlineRule, event: Anchor, context: DeadlineContext, trail: Trail): Found<Zoned> {
  const zone = rule.zone ?? context.zone;
  if (!isZone(zone)) return err({ code: "zone-unknown", field: "zone", message: `${zone} is no time zone name.` });
  const anchor = inZone(event, zone);
  const time = timeOfDay(rule, anchor);
  if (!time.ok) return time;
  const counted = countDays(rule, anchor.day, trail);
  if (!counted.ok) return counted;
  const rolled = rule.roll === "none" ? counted : roll(counted.value, rule, trail);
  if (!rolled.ok) return rolled;
  const end = atLocalTime(rolled.value, time.value, zone, trail);
  if (zone === context.zone) return ok(end);
  const here = end.withTimeZone(context.zone);
  trail.lines.push(`In ${context.zone} that is ${sayMoment(here)}.`);
  return ok(here);
}

/** The event as a clock of that zone shows it; a day without a time is the same day everywhere. */
function inZone(event: Anchor, zone: string): Anchor {
  if (!event.moment || event.moment.timeZoneId === zone) return event;
  const moment = event.moment.withTimeZone(zone);
  return { ...event, moment, day: moment.toPlainDate() };
}

function timeOfDay(rule: DeadlineRule, anchor: Anchor): Found<Temporal.PlainTime> {
  if (rule.localTime !== null) return readTime(rule.localTime, "localTime");
  if (rule.bound === "through" || !anchor.moment) return ok(lastSecond);
  return ok(anchor.moment.toPlainTime());
}

function countDays(rule: DeadlineRule, from: Day, trail: Trail): Found<Day> {
  const sign = rule.direction === "after" ? 1 : -1;
  if (rule.unit === "business-days") {
    const counted = countBusinessDays(from, rule.count, rule.direction, rule.calendars, rule.countsAnchorDay);
    if (!counted.ok) return counted;
    trail.lines.push(...sayBusinessDays(rule, counted.value));
    for (const { date } of counted.value.days) {
      if (date.equals(counted.value.end)) continue;
      trail.cautions.push(...remarksOn(date, rule.calendars).map((remark) => `${sayDay(date)}: ${remark}.`));
    }
    return ok(counted.value.end);
  }
  const steps = rule.countsAnchorDay && rule.count > 0 ? rule.count - 1 : rule.count;
  const end = rule.unit === "months" ? from.add({ months: sign * rule.count }) : from.add({ days: sign * steps });
  if (rule.count === 0) {
    trail.lines.push(`On that day: ${sayDay(end)}.`);
    return ok(end);
  }
  const unit = rule.unit === "months" ? "month" : "day";
  const inclusive = rule.countsAnchorDay && rule.unit !== "months" ? ", that day being day 1" : "";
  trail.lines.push(`${sayCount(rule.count, unit)} ${rule.direction} it${inclusive}: ${sayDay(end)}.`);
  if (rule.unit === "months" && end.day !== from.day) {
    trail.lines.push(`${sayDay(end)} is the last day of its month, which has no day ${from.day}.`);
  }
  return ok(end);
}

function roll(date: Day, rule: DeadlineRule, trail: Trail): Found<Day> {
  const outside = notCovered(date.year, rule.calendars);
  if (outside) return err(outside);
  const why = closedBecause(date, rule.calendars);
  if (why === null) return ok(date);
  const following = nearestBusinessDay(date, "following", rule.calendars);
  const preceding = nearestBusinessDay(date, "preceding", rule.calendars);
  if (rule.roll === "preceding") {
    if (preceding.ok)
      trail.lines.push(`${sayDay(date)} is no business day (${why}): moved back to ${sayDay(preceding.value)}.`);
    return preceding;
  }
  if (!following.ok) return following;
  if (rule.roll === "modified-following" && following.value.month !== date.month) {
    if (preceding.ok) {
      trail.lines.push(
        `${sayDay(date)} is no business day (${why}), and the next one is in another month: moved back to ${sayDay(preceding.value)}.`,
      );
    }
    return preceding;
  }
  trail.lines.push(`${sayDay(date)} is no business day (${why}): moved on to ${sayDay(following.value)}.`);
  return following;
}

/** A local day and hour as a moment, saying so where a change of the clocks skips or repeats the hour. */
function atLocalTime(date: Day, time: Temporal.PlainTime, zone: string, trail: Trail): Zoned {
  const local = date.toPlainDateTime(time);
  const moment = local.toZonedDateTime(zone);
  trail.lines.push(`At ${sayTime(time)} ${zone} (UTC${moment.offset}): ${sayMoment(moment)}.`);
  if (!moment.toPlainDateTime().equals(local)) {
    trail.cautions.push(
      `${sayTime(time)} does not exist on ${sayDay(date)}, when the clocks go forward; it is taken as ${sayTime(moment)}.`,
    );
  } else if (!local.toZonedDateTime(zone, { disambiguation: "later" }).equals(moment)) {
    trail.cautions.push(
      `${sayTime(time)} comes twice on ${sayDay(date)}, when the clocks go back; the first is meant.`,
    );
  }
  return moment;
}

/** For an act that is due: the close of business before a moment that lies on a day that is no business day. */
function practicalMoment(rule: DeadlineRule, end: Zoned, context: DeadlineContext, trail: Trail): Found<Zoned | null> {
  if (rule.bound !== "by" && rule.bound !== "before") return ok(null);
  const date = end.toPlainDate();
  // A count of hours or days that needs no calendar is not refused for want of one.
  if (notCovered(date.year, rule.calendars)) return ok(null);
  const why = closedBecause(date, rule.calendars);
  if (why === null) return ok(null);

  const close =
    context.closeOfBusiness === undefined ? ok(usualClose) : readTime(context.closeOfBusiness, "closeOfBusiness");
  if (!close.ok) return close;
  const last = nearestBusinessDay(date, "preceding", rule.calendars);
  if (!last.ok) return last;
  const practical = last.value.toZonedDateTime({ timeZone: end.timeZoneId, plainTime: close.value });
  const names = rule.calendars.map((id) => calendars[id].name).join(" and ");
  trail.lines.push(
    `${sayDay(date)} is no business day for ${names} (${why}); the last business moment before it is ${sayMoment(practical)}.`,
  );
  return ok(practical);
}

function periodOf(anchor: Day, end: Day): { from: string; through: string } {
  const [from, through] = Temporal.PlainDate.compare(anchor, end) <= 0 ? [anchor, end] : [end, anchor];
  return { from: from.toString(), through: through.toString() };
}

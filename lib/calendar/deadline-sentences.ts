import type { Count } from "./business-day";
import { calendars } from "./calendars";
import type { DeadlineRule } from "./deadline";
import { sayCount, sayDay } from "./say-day";

const bounds: Record<DeadlineRule["bound"], string> = {
  by: "due by",
  before: "due before",
  through: "lasts through",
  from: "not earlier than",
};

/** The rule itself as the first line of its derivation. */
export function sayRule(rule: DeadlineRule): string {
  const unit = { hours: "hour", "calendar-days": "calendar day", "business-days": "business day", months: "month" }[
    rule.unit
  ];
  const itself = rule.unit === "hours" ? "the moment of the event itself" : "the day of the event itself";
  const when = rule.count === 0 ? itself : `${sayCount(rule.count, unit)} ${rule.direction} the event`;
  return `${rule.clause}: ${rule.what}; ${bounds[rule.bound]} ${when}.`;
}

/** Longer counts are summed up: beyond this many business days only the holidays are named. */
const shortCount = 12;

/** The lines of a business-day count: each day with its number, and each day left out with the reason. */
export function sayBusinessDays(rule: DeadlineRule, count: Count): string[] {
  const names = rule.calendars.map((id) => calendars[id].name).join(" and ");
  const first = rule.countsAnchorDay ? "the event’s day included" : "the event’s day not counted";
  const head = `${sayCount(rule.count, "business day")} ${rule.direction} it for ${names}, ${first}.`;
  if (rule.count === 0) return [`On that day: ${sayDay(count.end)}.`];
  if (rule.count <= shortCount) {
    const steps = count.days.map((day) =>
      "number" in day ? `${sayDay(day.date)} is day ${day.number}` : `${sayDay(day.date)} is left out (${day.skipped})`,
    );
    return [head, `${steps.join("; ")}.`];
  }
  const holidays = count.days.filter((day) => "skipped" in day && day.date.dayOfWeek < 6);
  const left = holidays.map((day) => `${sayDay(day.date)} (${"skipped" in day ? day.skipped : ""})`);
  return [
    head,
    left.length > 0
      ? `Weekends are left out, and ${left.join(", ")}.`
      : "Weekends are left out; no holiday falls in between.",
    `Day ${rule.count} is ${sayDay(count.end)}.`,
  ];
}

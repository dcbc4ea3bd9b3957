import "server-only";
import type { DeadlineContext, DeadlineRule } from "@/lib/calendar/deadline";
import { defaultClocks } from "@/lib/calendar/default-clocks";
import { mechanicsClocksFor } from "@/lib/calendar/mechanics-clocks";
import { comfortRule } from "@/lib/calendar/practice-clocks";
import type { TimelineItem } from "@/lib/calendar/timeline";
import type { ClockSource } from "@/lib/contracts/timeline";
import type { Agreed } from "@/lib/db/agreed";
import { type CalendarId, eventNames } from "@/lib/domain/clock-words";
import { countedConditions } from "@/lib/domain/closing";
import { isSettled } from "@/lib/domain/condition-state";
import type { DefaultRecord } from "@/lib/domain/default-record";
import type { ConditionId } from "@/lib/domain/ids";
import { digestOf } from "./act";
import type { Sight } from "./present";
import type { Terms } from "./view-settlement-terms";

/** A clock with where it comes from. */
export type SourcedClock = TimelineItem & { source: ClockSource; conditionId: ConditionId | null };

type Materials = { sight: Sight; agreed: Agreed; terms: Terms; record: DefaultRecord };

const plainRule: Omit<DeadlineRule, "clause" | "what" | "anchor"> = {
  direction: "after",
  count: 0,
  unit: "hours",
  bound: "by",
  localTime: null,
  countsAnchorDay: false,
  calendars: [],
  roll: "none",
};

/** Every clock of one Time of Delivery, from all the places that set one, not yet worked out. */
export function clocksOf(materials: Materials): SourcedClock[] {
  return [
    ...agreementClocks(materials.terms),
    ...practiceClocks(materials.terms),
    ...depositoryClocks(materials.terms),
    ...conditionClocks(materials.sight),
    ...clocksOfDefaults(materials.terms, materials.record),
    {
      id: "time-of-delivery",
      source: "closing",
      owner: null,
      conditionId: null,
      rule: {
        ...plainRule,
        clause: "Schedule II",
        what: materials.sight.scene.term,
        anchor: "time-of-delivery",
        calendars: businessDays(materials.terms),
      },
    },
  ];
}

/** The agreement’s own business days; New York banks where it does not say. */
export const businessDays = ({ agreement }: Terms): readonly CalendarId[] =>
  agreement.businessDay?.calendars ?? ["ny-bank"];

function agreementClocks(terms: Terms): SourcedClock[] {
  return terms.agreement.clocks.map(({ owner, ...rule }) => ({
    id: `agreement-${digestOf([rule.clause, rule.what]).slice(0, 16)}`,
    source: "agreement",
    owner,
    conditionId: null,
    rule: { ...rule, calendars: rule.calendars.length > 0 ? rule.calendars : businessDays(terms) },
  }));
}

function practiceClocks({ pricing }: Terms): SourcedClock[] {
  if (pricing.dates.periodEnd === null) return [];
  return [{ id: "comfort-135", source: "practice", owner: "accountants", conditionId: null, rule: comfortRule }];
}

function depositoryClocks({ pricing, closing }: Terms): SourcedClock[] {
  const { securities } = pricing;
  const issue = securities?.kind === "debt" ? (securities.principal ?? "0") : "0";
  const whole = issue.split(".")[0] ?? "0";
  return mechanicsClocksFor(whole)
    .filter(({ id }) => closing.depository.includes(id))
    .map(({ id, by, rule }) => ({ id, source: "depository", owner: by, conditionId: null, rule }));
}

/** By when a condition was asked for, and from when it can be confirmed; not of those that are settled. */
function conditionClocks({ scene, states }: Sight): SourcedClock[] {
  return countedConditions(scene.closing).flatMap(({ id, label, title, dueAt, windowHours, requires, furnishedBy }) => {
    const state = states.get(id);
    if (!state || isSettled(state)) return [];
    const common = { source: "condition" as const, conditionId: id };
    const clocks: SourcedClock[] = [];
    if (dueAt) {
      const rule = { ...plainRule, clause: label, what: `${title}, as the list asks`, anchor: dueAnchor(id) };
      clocks.push({ ...common, id: `due-${id}`, owner: furnishedBy[0] ?? null, rule });
    }
    if (windowHours !== null) {
      const what = `${title}: can be confirmed`;
      const owner = requires.find(({ sameDay }) => sameDay)?.role ?? null;
      const window = { count: windowHours, direction: "before", bound: "from" } as const;
      const rule = { ...plainRule, ...window, clause: label, what, anchor: "time-of-delivery" };
      clocks.push({ ...common, id: `window-${id}`, owner, rule });
    }
    return clocks;
  });
}

const dueAnchor = (id: ConditionId) => `due-${id}`;
const defaultAnchor = (recordId: string) => `default-${recordId}`;

/** What the recorded defaults started, each from its own moment, and the furthest to which the moment may be put off. */
export function clocksOfDefaults(terms: Terms, { defaults }: DefaultRecord): SourcedClock[] {
  const rule = terms.agreement.default;
  if (!rule || defaults.length === 0) return [];
  const clocks = defaultClocks(rule, businessDays(terms));
  const hours = clocks.filter(({ anchor }) => anchor === "default");
  const started = defaults.flatMap(({ recordId, underwriter }) =>
    hours.map(
      (clock, index): SourcedClock => ({
        id: `default-${recordId}-${index}`,
        source: "default",
        owner: index === 0 ? "representative" : "issuer",
        conditionId: null,
        rule: { ...clock, what: `${clock.what} for ${underwriter}’s part`, anchor: defaultAnchor(recordId) },
      }),
    ),
  );
  const latest = clocks
    .filter(({ anchor }) => anchor === "time-of-delivery")
    .map((clock): SourcedClock => {
      const rule = { ...clock, anchor: firstDelivery };
      return { id: "default-latest", source: "default", owner: null, conditionId: null, rule };
    });
  return [...started, ...latest];
}

/** A default lets the moment be put off from where it was before, not again from where it was put. */
const firstDelivery = "time-of-delivery-at-default";

/** Where the events of a closing fall; one that is not known is left out, and its clocks say so. */
export function contextOf({ sight, agreed, terms, record }: Materials): DeadlineContext {
  const { closing } = sight.scene;
  const { dates } = terms.pricing;
  const delivery = `${closing.localDate}T${closing.localTime}`;
  const known: Record<string, string | null> = {
    "agreement-date": agreed.agreement.datedOn,
    "pricing-agreement": agreed.pricing.datedOn,
    "prospectus-supplement": dates.prospectusSupplement,
    "effective-date": dates.effective,
    "period-end": dates.periodEnd,
    "lock-up-start": dates.lockUpStart,
    "time-of-delivery": delivery,
    [firstDelivery]: record.defaults[0]?.delivery ?? delivery,
  };
  const names: Record<string, string> = { ...eventNames, [firstDelivery]: "the Time of Delivery at the default" };
  for (const { id, dueAt } of closing.conditions) {
    if (!dueAt) continue;
    known[dueAnchor(id)] = `${dueAt.toISOString()}[UTC]`;
    names[dueAnchor(id)] = "the moment that the list asks for";
  }
  for (const { recordId, underwriter, moment } of record.defaults) {
    known[defaultAnchor(recordId)] = moment;
    names[defaultAnchor(recordId)] = `the default of ${underwriter}`;
  }
  const anchors = Object.fromEntries(Object.entries(known).flatMap(([name, at]) => (at === null ? [] : [[name, at]])));
  const close = terms.agreement.businessDay?.closeOfBusiness;
  return { zone: closing.zone, anchors, anchorNames: names, ...(close && { closeOfBusiness: close }) };
}

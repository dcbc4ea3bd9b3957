import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { ClockTerms } from "@/lib/contracts/terms";
import {
  type Bound,
  type CalendarId,
  calendarIds,
  calendarNames,
  type EventName,
  eventNames,
  events,
  type TimeUnit,
} from "@/lib/domain/clock-words";
import { type PartyRole, partyRoles, roleLabels } from "@/lib/domain/role";
import { known, whole } from "./words";

/** A clock as it is typed; what the form does not show is kept. */
export type ClockForm = {
  clause: string;
  what: string;
  owner: string;
  count: string;
  unit: TimeUnit;
  direction: "before" | "after";
  anchor: EventName;
  bound: Bound;
  localTime: string;
  calendar: string;
  kept: Pick<ClockTerms, "zone" | "countsAnchorDay" | "roll" | "calendars">;
};

export const clockFormOf = ({ owner, count, localTime, ...clock }: ClockTerms): ClockForm => ({
  ...clock,
  owner: owner ?? "",
  count: String(count),
  localTime: localTime ?? "",
  calendar: clock.calendars[0] ?? "",
  kept: clock,
});

export function clockOf(form: ClockForm): ClockTerms {
  const { clause, what, unit, direction, anchor, bound, kept } = form;
  const chosen = calendarIds.find((id) => id === form.calendar);
  const calendars: CalendarId[] = chosen === kept.calendars[0] ? [...kept.calendars] : chosen ? [chosen] : [];
  return {
    clause,
    what,
    owner: partyRoles.find((role) => role === form.owner) ?? null,
    anchor,
    direction,
    count: whole(form.count),
    unit,
    bound,
    // Hours run from the event’s own moment, so no time of day can be set on them.
    localTime: unit === "hours" ? null : known(form.localTime),
    zone: kept.zone,
    countsAnchorDay: unit === "hours" ? false : kept.countsAnchorDay,
    calendars,
    roll: kept.roll,
  };
}

const nothing: ClockForm = {
  clause: "",
  what: "",
  owner: "",
  count: "1",
  unit: "business-days",
  direction: "after",
  anchor: "pricing-agreement",
  bound: "by",
  localTime: "",
  calendar: "",
  kept: { zone: null, countsAnchorDay: false, roll: "none", calendars: [] },
};

const units: readonly { value: TimeUnit; label: string }[] = [
  { value: "hours", label: "hours" },
  { value: "calendar-days", label: "calendar days" },
  { value: "business-days", label: "business days" },
  { value: "months", label: "months" },
];

const bounds: readonly { value: Bound; label: string }[] = [
  { value: "by", label: "due by" },
  { value: "before", label: "due before" },
  { value: "through", label: "lasts through" },
  { value: "from", label: "not earlier than" },
];

const owners = [
  { value: "", label: "all parties" },
  ...partyRoles.map((value: PartyRole) => ({ value, label: roleLabels[value] })),
];

const calendarChoices = [
  { value: "", label: "the agreement’s business day" },
  ...calendarIds.map((value) => ({ value, label: calendarNames[value] })),
];

/** A default sets its clocks by the rule of its clause. */
const anchors = events.filter((value) => value !== "default").map((value) => ({ value, label: eventNames[value] }));

/** The clocks, one below the other: each reads as a sentence. */
export function ClockFields({
  clocks,
  onChange,
  errors,
}: {
  clocks: readonly ClockForm[];
  onChange: (clocks: readonly ClockForm[]) => void;
  errors: FieldErrors;
}) {
  const change = (place: number, part: Partial<ClockForm>) =>
    onChange(clocks.map((clock, index) => (index === place ? { ...clock, ...part } : clock)));
  return (
    <div>
      <ol className="space-y-4">
        {clocks.map((clock, place) => {
          const number = place + 1;
          const field = (name: Exclude<keyof ClockForm, "kept">) => ({
            name: `terms.clocks.${place}.${name}`,
            value: clock[name],
            error: errors.get(`terms.clocks.${place}.${name}`),
            onChange: (event: { target: { value: string } }) =>
              change(place, { [name]: event.target.value } as Partial<ClockForm>),
          });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a clock has no identity but its place
            <li key={place} className="grid items-end gap-2 border-t pt-3 sm:grid-cols-6">
              <TextField className="sm:col-span-1" label={`Clause ${number}`} {...field("clause")} />
              <TextField className="sm:col-span-4" label={`What is due (clock ${number})`} {...field("what")} />
              <IconButton
                label={`Take away clock ${number}`}
                onClick={() => onChange(clocks.filter((_, index) => index !== place))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
              <SelectField
                className="sm:col-span-2"
                label={`Whose (clock ${number})`}
                {...field("owner")}
                options={owners}
              />
              <SelectField
                className="sm:col-span-2"
                label={`How it binds (clock ${number})`}
                {...field("bound")}
                options={bounds}
              />
              <TextField
                className="sm:col-span-2"
                label={`Local time (clock ${number})`}
                type="time"
                disabled={clock.unit === "hours"}
                {...field("localTime")}
              />
              <TextField className="sm:col-span-1" label={`Count ${number}`} inputMode="numeric" {...field("count")} />
              <SelectField
                className="sm:col-span-2"
                label={`Unit (clock ${number})`}
                {...field("unit")}
                options={units}
              />
              <SelectField
                className="sm:col-span-1"
                label={`Side ${number}`}
                {...field("direction")}
                options={[
                  { value: "before", label: "before" },
                  { value: "after", label: "after" },
                ]}
              />
              <SelectField
                className="sm:col-span-2"
                label={`Event (clock ${number})`}
                {...field("anchor")}
                options={anchors}
              />
              <SelectField
                className="sm:col-span-4"
                label={`Calendar (clock ${number})`}
                {...field("calendar")}
                options={calendarChoices}
              />
            </li>
          );
        })}
      </ol>
      <Button size="small" className="mt-3" onClick={() => onChange([...clocks, nothing])}>
        <Plus aria-hidden className="size-4" /> Add a clock
      </Button>
    </div>
  );
}

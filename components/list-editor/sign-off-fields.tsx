import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { inputClass, TextField } from "@/components/ui/field";
import { bases, type RequiredSignOff } from "@/lib/domain/condition";
import { partyRoles, roleLabels } from "@/lib/domain/role";
import { basisLabels } from "@/lib/domain/words";

const usualHours = 12;

/** The sign-offs that satisfy a condition, and the hours in which those bound to the day may be given. */
export function SignOffFields({
  requires,
  windowHours,
  onChange,
  errors,
}: {
  requires: readonly RequiredSignOff[];
  windowHours: number | null;
  onChange: (change: { requires: readonly RequiredSignOff[]; windowHours: number | null }) => void;
  errors: { requires?: string | undefined; windowHours?: string | undefined };
}) {
  const set = (next: readonly RequiredSignOff[]) =>
    onChange({
      requires: next,
      windowHours: next.some(({ sameDay }) => sameDay) ? (windowHours ?? usualHours) : null,
    });
  const change = (place: number, part: Partial<RequiredSignOff>) =>
    set(requires.map((required, index) => (index === place ? { ...required, ...part } : required)));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Sign-offs that satisfy it</legend>
      <ol className="space-y-2">
        {requires.map(({ basis, role, sameDay }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <li key={place} className="grid grid-cols-[1fr_1fr_auto] items-center gap-2">
            <select
              aria-label={`Basis of sign-off ${place + 1}`}
              value={basis}
              onChange={(event) => change(place, { basis: event.target.value as RequiredSignOff["basis"] })}
              className={inputClass}
            >
              {bases.map((one) => (
                <option key={one} value={one}>
                  {basisLabels[one]}
                </option>
              ))}
            </select>
            <select
              aria-label={`Who gives sign-off ${place + 1}`}
              value={role}
              onChange={(event) => change(place, { role: event.target.value as RequiredSignOff["role"] })}
              className={inputClass}
            >
              {partyRoles.map((one) => (
                <option key={one} value={one}>
                  {roleLabels[one]}
                </option>
              ))}
            </select>
            <IconButton
              label={`Take away sign-off ${place + 1}`}
              onClick={() => set(requires.filter((_, index) => index !== place))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
            <label className="col-span-2 -mt-1 flex items-center gap-2 text-sm text-muted">
              <input
                type="checkbox"
                checked={sameDay}
                onChange={(event) => change(place, { sameDay: event.target.checked })}
                className="size-4 accent-accent"
              />
              Only on the day: a continuing fact
            </label>
          </li>
        ))}
      </ol>
      {errors.requires && <p className="mt-1 text-sm text-failed">{errors.requires}</p>}
      <div className="mt-2 flex flex-wrap items-end gap-4">
        <Button
          size="small"
          onClick={() => set([...requires, { basis: "form", role: "underwriters_counsel", sameDay: false }])}
        >
          <Plus aria-hidden className="size-4" /> Add a sign-off
        </Button>
        {windowHours !== null && (
          <TextField
            label="Hours before the Time of Delivery in which it may be given"
            type="number"
            min={1}
            max={72}
            value={Number.isNaN(windowHours) ? "" : windowHours}
            error={errors.windowHours}
            onChange={(event) => onChange({ requires, windowHours: event.target.valueAsNumber })}
          />
        )}
      </div>
    </fieldset>
  );
}

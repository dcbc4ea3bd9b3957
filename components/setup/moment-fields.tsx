import { SelectField, TextField } from "@/components/ui/field";
import type { ClosingForm, FieldErrors } from "@/lib/client/setup";
import { FieldRow } from "./form-section";

/** The zones in which securities are closed most; any other IANA name can be typed. */
const zones = [
  "America/New_York",
  "America/Chicago",
  "America/Los_Angeles",
  "America/Toronto",
  "Europe/London",
  "Europe/Zurich",
  "Europe/Luxembourg",
  "Europe/Paris",
  "Europe/Berlin",
  "Asia/Hong_Kong",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Australia/Sydney",
];

/** One Time of Delivery: its name, its moment in its own zone, its place, and what is delivered at it. */
export function MomentFields({
  value,
  onChange,
  errors,
  path,
}: {
  value: ClosingForm;
  onChange: (value: ClosingForm) => void;
  errors: FieldErrors;
  path: string;
}) {
  const field = (name: keyof ClosingForm) => ({
    name: `${path}${name}`,
    value: value[name],
    error: errors.get(`${path}${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
  });
  return (
    <FieldRow>
      <TextField label="Name" {...field("label")} className="lg:col-span-2" required />
      <SelectField
        label="Delivers"
        {...field("delivers")}
        options={[
          { value: "firm", label: "The firm securities" },
          { value: "option", label: "What was taken under the option" },
          { value: "both", label: "Both" },
        ]}
        className="lg:col-span-2"
      />
      <TextField label="Date" type="date" {...field("localDate")} className="lg:col-span-2" required />
      <TextField
        label="Local time"
        type="time"
        hint="As at the place."
        {...field("localTime")}
        className="lg:col-span-1"
        required
      />
      <TextField
        label="Time zone"
        hint="As America/New_York."
        list="zones"
        autoComplete="off"
        {...field("zone")}
        className="lg:col-span-2"
        required
      />
      <TextField
        label="Place"
        hint="Where the closing is held, or how."
        {...field("location")}
        className="lg:col-span-3"
      />
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </FieldRow>
  );
}

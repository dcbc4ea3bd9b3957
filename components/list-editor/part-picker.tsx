import { X } from "lucide-react";
import { useId } from "react";
import { inputClass } from "@/components/ui/field";
import { type PartyRole, partyRoles, roleLabels } from "@/lib/domain/role";

/** Which parts do something: those chosen, each with a way to take it back, and a list of the others. */
export function PartPicker({
  label,
  hint,
  error,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: readonly PartyRole[];
  onChange: (value: PartyRole[]) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {hint && <p className="mb-1 text-sm text-muted">{hint}</p>}
      {value.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1.5">
          {value.map((role) => (
            <li key={role} className="flex items-center rounded-full border bg-sunken pl-2.5 text-sm">
              {roleLabels[role]}
              <button
                type="button"
                aria-label={`${label}: take away ${roleLabels[role]}`}
                onClick={() => onChange(value.filter((other) => other !== role))}
                className="flex size-6 items-center justify-center rounded-full text-muted hover:text-text"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <select
        id={id}
        value=""
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange([...value, event.target.value as PartyRole])}
        className={inputClass}
      >
        <option value="">{value.length === 0 ? "Nobody yet; add a part" : "Add a part"}</option>
        {partyRoles
          .filter((role) => !value.includes(role))
          .map((role) => (
            <option key={role} value={role}>
              {roleLabels[role]}
            </option>
          ))}
      </select>
      {error && <p className="mt-1 text-sm text-failed">{error}</p>}
    </div>
  );
}

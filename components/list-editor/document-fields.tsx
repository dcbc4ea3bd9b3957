import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";
import type { FormTerms } from "./form-terms";

const dates = [
  { value: "", label: "As it comes" },
  { value: "time-of-delivery", label: "Time of Delivery" },
  { value: "pricing-date", label: "Pricing date" },
];

/** The documents that a condition calls for. One that was delivered stays; its title may still be put right. */
export function DocumentFields({
  documents,
  delivered,
  onChange,
  error,
}: {
  documents: FormTerms["deliverables"];
  delivered: readonly string[];
  onChange: (documents: FormTerms["deliverables"]) => void;
  error?: string | undefined;
}) {
  const change = (place: number, part: Partial<FormTerms["deliverables"][number]>) =>
    onChange(documents.map((document, index) => (index === place ? { ...document, ...part } : document)));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Documents</legend>
      {documents.length === 0 && <p className="mb-2 text-sm text-muted">It calls for no document.</p>}
      <ol className="space-y-2">
        {documents.map(({ id, title, dated }, place) => {
          const kept = id !== undefined && delivered.includes(id);
          return (
            <li
              key={id ?? place}
              className="grid grid-cols-[1fr_auto] items-center gap-2 sm:grid-cols-[1fr_12rem_auto]"
            >
              <input
                type="text"
                aria-label={`Title of document ${place + 1}`}
                value={title}
                maxLength={200}
                onChange={(event) => change(place, { title: event.target.value })}
                className={`${inputClass} max-sm:col-span-2`}
              />
              <select
                aria-label={`Document ${place + 1} is dated as of`}
                value={dated ?? ""}
                onChange={(event) => change(place, { dated: (event.target.value || null) as typeof dated })}
                className={inputClass}
              >
                {dates.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
              <IconButton
                label={kept ? `${title} was delivered and stays` : `Take away document ${place + 1}`}
                disabled={kept}
                onClick={() => onChange(documents.filter((_, index) => index !== place))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            </li>
          );
        })}
      </ol>
      {error && <p className="mt-1 text-sm text-failed">{error}</p>}
      <Button
        size="small"
        className="mt-2"
        onClick={() => onChange([...documents, { title: "", dated: "time-of-delivery" }])}
      >
        <Plus aria-hidden className="size-4" /> Add a document
      </Button>
    </fieldset>
  );
}

import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";
import type { Rating } from "@/lib/domain/condition";

const parts = [
  { key: "agency", label: "Agency" },
  { key: "rating", label: "Rating" },
  { key: "outlook", label: "Outlook" },
] as const;

/** The ratings at pricing that a no-downgrade condition watches, agency by agency. */
export function RatingFields({
  ratings,
  onChange,
  error,
}: {
  ratings: readonly Rating[];
  onChange: (ratings: readonly Rating[]) => void;
  error?: string | undefined;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Ratings at pricing</legend>
      <ol className="space-y-2">
        {ratings.map((rating, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <li key={place} className="grid grid-cols-[1fr_1fr_1fr_auto] items-center gap-2">
            {parts.map(({ key, label }) => (
              <input
                key={key}
                type="text"
                aria-label={`${label} ${place + 1}`}
                placeholder={label}
                value={rating[key]}
                onChange={(event) =>
                  onChange(ratings.map((one, index) => (index === place ? { ...one, [key]: event.target.value } : one)))
                }
                className={inputClass}
              />
            ))}
            <IconButton
              label={`Take away agency ${place + 1}`}
              onClick={() => onChange(ratings.filter((_, index) => index !== place))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ol>
      {error && <p className="mt-1 text-sm text-failed">{error}</p>}
      <Button
        size="small"
        className="mt-2"
        onClick={() => onChange([...ratings, { agency: "", rating: "", outlook: "stable" }])}
      >
        <Plus aria-hidden className="size-4" /> Add an agency
      </Button>
    </fieldset>
  );
}

import { Button } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { type ConditionKind, conditionKinds } from "@/lib/domain/kind";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { DocumentFields } from "./document-fields";
import { asUsual, type FormTerms } from "./form-terms";
import { PartPicker } from "./part-picker";
import { RatingFields } from "./rating-fields";
import { SignOffFields } from "./sign-off-fields";

const kinds = conditionKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

/** Everything that the list keeper sets on one condition; the same form for a list and for a draft. */
export function TermsForm({
  terms,
  onChange,
  counted,
  above,
  hasLimbs,
  delivered,
  error,
}: {
  terms: FormTerms;
  onChange: (terms: FormTerms) => void;
  /** Signed off as such. A limb of a clause taken whole, and a clause that sums up its limbs, are not. */
  counted: boolean;
  /** The label of the clause with which a limb is signed off; null for a clause. */
  above: string | null;
  hasLimbs: boolean;
  delivered: readonly string[];
  /** The field that cannot stand as it is, and why. */
  error: { field: string; message: string } | null;
}) {
  const set = (part: Partial<FormTerms>) => onChange({ ...terms, ...part });
  const wrong = (...fields: string[]) => (error && fields.includes(error.field) ? error.message : undefined);
  const usual = asUsual(terms, terms.kind);
  const isUsual = JSON.stringify(withoutIds(usual)) === JSON.stringify(withoutIds(terms));
  return (
    <div className="space-y-4">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[9rem_1fr]">
        <TextField
          label="Label"
          value={terms.label}
          maxLength={60}
          error={wrong("label")}
          onChange={(event) => set({ label: event.target.value })}
          required
        />
        <TextField
          label="Short title"
          value={terms.title}
          maxLength={200}
          error={wrong("title")}
          onChange={(event) => set({ title: event.target.value })}
          required
        />
      </div>
      <TextAreaField
        label="Words of the clause"
        hint="The clause’s own words, or a description of them."
        value={terms.text}
        rows={5}
        error={wrong("text")}
        onChange={(event) => set({ text: event.target.value })}
      />
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          label="Kind"
          value={terms.kind}
          options={kinds}
          error={wrong("kind")}
          onChange={(event) => {
            const kind = event.target.value as ConditionKind;
            onChange(
              isUsual
                ? asUsual(terms, kind)
                : { ...terms, kind, ratings: kind === "no-downgrade" ? terms.ratings : [] },
            );
          }}
          className="min-w-56 flex-1"
        />
        {!isUsual && delivered.length === 0 && (
          <Button onClick={() => onChange(usual)}>Put in what is usual for this kind</Button>
        )}
      </div>
      {hasLimbs && (
        <SelectField
          label="How it is signed off"
          value={terms.mode}
          options={[
            { value: "whole", label: "As one, its limbs matched" },
            { value: "limbs", label: "Each limb by itself" },
          ]}
          error={wrong("mode")}
          onChange={(event) => set({ mode: event.target.value as FormTerms["mode"] })}
        />
      )}
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <PartPicker
          label="Furnished by"
          value={terms.furnishedBy}
          error={wrong("furnishedBy")}
          onChange={(furnishedBy) => set({ furnishedBy })}
        />
        <PartPicker
          label="Furnished to"
          value={terms.furnishedTo}
          error={wrong("furnishedTo")}
          onChange={(furnishedTo) => set({ furnishedTo })}
        />
      </div>
      {counted ? (
        <SignOffFields
          requires={terms.requires}
          windowHours={terms.windowHours}
          errors={{ requires: wrong("requires"), windowHours: wrong("windowHours") }}
          onChange={set}
        />
      ) : (
        <p className="rounded-md bg-sunken px-3 py-2 text-sm text-muted">
          {above && terms.mode === "whole" && !hasLimbs
            ? `It is signed off with ${above}, against which it is matched.`
            : "It is signed off limb by limb; it needs no sign-offs of its own."}
        </p>
      )}
      {terms.kind === "no-downgrade" && (
        <RatingFields ratings={terms.ratings} error={wrong("ratings")} onChange={(ratings) => set({ ratings })} />
      )}
      <DocumentFields
        documents={terms.deliverables}
        delivered={delivered}
        error={wrong("deliverables")}
        onChange={(deliverables) => set({ deliverables })}
      />
    </div>
  );
}

const withoutIds = (terms: FormTerms) => ({
  ...terms,
  deliverables: terms.deliverables.map(({ title, dated }) => ({ title, dated })),
});

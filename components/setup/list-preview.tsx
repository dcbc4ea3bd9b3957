import type { FromAgreement, OfferingForm } from "@/lib/client/setup";
import type { DraftRow } from "@/lib/domain/draft";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { draftFrom } from "@/lib/domain/templates/template";
import { templateOf } from "@/lib/domain/templates/templates";

/** The list that each Time of Delivery will begin with, as the form stands. */
export function ListPreview({ form, read }: { form: OfferingForm; read: FromAgreement | null }) {
  const lists = form.closings.map((closing) => ({
    label: closing.label || form.agreement.closingTerm,
    rows: rowsOf(form, read, closing),
  }));
  if (form.begin === "nothing") return null;
  return (
    <div className="mt-4 space-y-2">
      {lists.map(({ label, rows }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a Time of Delivery has no identity before it is made
        <details key={place} className="rounded-md border bg-surface px-3 py-2">
          <summary className="cursor-pointer">
            <span className="font-medium">{label}</span>
            <span className="text-muted">
              : {rows.filter(({ depth }) => depth === 0).length} clauses, {rows.filter(({ depth }) => depth > 0).length}{" "}
              limbs, {documentsIn(rows)} documents
            </span>
          </summary>
          <ol className="mt-2 space-y-0.5 text-sm">
            {rows.map(({ depth, terms }) => (
              <li key={terms.label} className="flex gap-3" style={{ paddingInlineStart: `${depth * 1.5}rem` }}>
                <span className="w-28 shrink-0 font-medium">{terms.label}</span>
                <span className="min-w-0">
                  {terms.title}
                  {depth === 0 && <span className="text-muted"> · {kindLabels[terms.kind]}</span>}
                </span>
              </li>
            ))}
          </ol>
        </details>
      ))}
    </div>
  );
}

function rowsOf(
  form: OfferingForm,
  read: FromAgreement | null,
  closing: OfferingForm["closings"][number],
): readonly DraftRow[] {
  if (form.begin === "nothing") return [];
  if (form.begin === "draft") return read?.rows ?? [];
  return draftFrom(templateOf(form.begin), {
    section: form.agreement.conditionsSection,
    term: closing.label || form.agreement.closingTerm,
    roles: form.parties.filter(({ name }) => name.trim() !== "").map(({ role }) => role),
    delivers: closing.delivers,
  });
}

const documentsIn = (rows: readonly DraftRow[]) => rows.reduce((sum, { terms }) => sum + terms.deliverables.length, 0);

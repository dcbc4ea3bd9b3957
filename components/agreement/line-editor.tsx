"use client";

import { TermsForm } from "@/components/list-editor/terms-form";
import { Button } from "@/components/ui/button";
import { DialogActions, SidePanel } from "@/components/ui/dialog";
import type { ReviewLine } from "@/lib/client/review";
import type { DraftFault, DraftTerms } from "@/lib/domain/draft";

/** One drafted line in full. What is set here stands at once and can be taken back; the text stays in sight beside it. */
export function DraftLineEditor({
  line,
  above,
  hasLimbs,
  counted,
  fault,
  onChange,
  onClose,
}: {
  line: ReviewLine;
  above: string | null;
  hasLimbs: boolean;
  counted: boolean;
  fault: DraftFault | undefined;
  onChange: (terms: DraftTerms) => void;
  onClose: () => void;
}) {
  const { terms, said } = line;
  return (
    <SidePanel
      open
      modal={false}
      onOpenChange={(open) => !open && onClose()}
      title={`${terms.label} ${terms.title}`}
      description={said.length > 0 ? `The agreement says: ${said.join("; ")}.` : undefined}
    >
      <TermsForm
        terms={terms}
        onChange={({ deliverables, ...changed }) =>
          onChange({ ...changed, deliverables: deliverables.map(({ title, dated }) => ({ title, dated })) })
        }
        counted={counted}
        above={above}
        hasLimbs={hasLimbs}
        delivered={[]}
        error={fault ? { field: fault.field, message: fault.message } : null}
      />
      {fault && <p className="mt-4 text-sm text-failed">{fault.message}</p>}
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </SidePanel>
  );
}

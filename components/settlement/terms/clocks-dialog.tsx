import { EditDialog } from "@/components/setup/edit-dialog";
import { FieldRow } from "@/components/setup/form-section";
import { CheckField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { AgreementTerms } from "@/lib/contracts/terms";
import { type CalendarId, calendarIds, calendarNames } from "@/lib/domain/clock-words";
import type { TermsHere } from "./change-terms";
import { ClockFields, type ClockForm, clockFormOf, clockOf } from "./clock-fields";
import { known } from "./words";

type ClocksForm = {
  clause: string;
  calendars: readonly CalendarId[];
  close: string;
  clocks: readonly ClockForm[];
};

const formOf = ({ businessDay, clocks }: AgreementTerms): ClocksForm => ({
  clause: businessDay?.clause ?? "",
  calendars: businessDay?.calendars ?? [],
  close: businessDay?.closeOfBusiness ?? "17:00",
  clocks: clocks.map(clockFormOf),
});

const withClocks = (terms: AgreementTerms, { clause, calendars, close, clocks }: ClocksForm): AgreementTerms => ({
  ...terms,
  businessDay:
    calendars.length === 0 ? null : { clause: known(clause), calendars: [...calendars], closeOfBusiness: close },
  clocks: clocks.map(clockOf),
});

/** The agreement’s business day, and its covenants and notices with a time. */
export function ClocksDialog({
  opened,
  newest,
  onClose,
}: {
  opened: TermsHere;
  newest: TermsHere;
  onClose: () => void;
}) {
  const { agreement } = opened;
  const { title, datedOn, conditionsSection, closingTerm, governingLaw } = agreement;
  return (
    <EditDialog
      title="The agreement’s clocks"
      offeringId={opened.offeringId}
      initial={formOf(agreement.terms)}
      revision={agreement.revision}
      newest={newest.agreement.revision}
      request={(form, revision) => ({
        edit: "agreement",
        agreementId: agreement.id,
        revision,
        title,
        datedOn,
        conditionsSection,
        closingTerm,
        governingLaw,
        terms: withClocks(agreement.terms, form),
      })}
      fields={(form, set, errors) => <Fields form={form} set={set} errors={errors} />}
      onClose={onClose}
    />
  );
}

function Fields({ form, set, errors }: { form: ClocksForm; set: (form: ClocksForm) => void; errors: FieldErrors }) {
  const toggle = (id: CalendarId, used: boolean) =>
    set({ ...form, calendars: calendarIds.filter((one) => (one === id ? used : form.calendars.includes(one))) });
  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="mb-1 text-base font-medium">A business day is a day on which these are open</legend>
        <div className="grid gap-1.5 sm:grid-cols-2">
          {calendarIds.map((id) => (
            <CheckField
              key={id}
              label={calendarNames[id]}
              checked={form.calendars.includes(id)}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          ))}
        </div>
      </fieldset>
      <FieldRow>
        <TextField
          className="lg:col-span-3"
          label="Clause that says so"
          value={form.clause}
          onChange={(event) => set({ ...form, clause: event.target.value })}
        />
        <TextField
          className="lg:col-span-3"
          label="Close of business"
          type="time"
          name="terms.businessDay.closeOfBusiness"
          value={form.close}
          error={errors.get("terms.businessDay.closeOfBusiness")}
          onChange={(event) => set({ ...form, close: event.target.value })}
        />
      </FieldRow>
      <h3 className="text-base">Covenants and notices with a time</h3>
      <ClockFields clocks={form.clocks} onChange={(clocks) => set({ ...form, clocks })} errors={errors} />
    </div>
  );
}

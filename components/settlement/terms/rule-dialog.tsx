import { EditDialog } from "@/components/setup/edit-dialog";
import { FieldRow } from "@/components/setup/form-section";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { AgreementTerms } from "@/lib/contracts/terms";
import { fractionWords } from "@/lib/domain/clause-words";
import type { TermsHere } from "./change-terms";
import { known, listIn, whole } from "./words";

type RuleForm = {
  clause: string;
  threshold: string;
  included: "yes" | "no";
  firstHours: string;
  secondHours: string;
  postpone: string;
  postponeUnit: "calendar-days" | "business-days";
  stepUp: "obligatory" | "if-company-requires";
  mostIncrease: string;
  surviving: string;
  endClause: string;
  endSurviving: string;
  free: string;
  reimburses: string;
};

function formOf({ default: rule, termination }: AgreementTerms): RuleForm {
  return {
    clause: rule?.clause ?? "",
    threshold: fractionWords(rule?.threshold ?? ""),
    included: rule?.thresholdIncluded === false ? "no" : "yes",
    firstHours: String(rule?.arrangeHours[0] ?? ""),
    secondHours: String(rule?.arrangeHours[1] ?? ""),
    postpone: String(rule?.postpone?.count ?? ""),
    postponeUnit: rule?.postpone?.unit ?? "calendar-days",
    stepUp: rule?.stepUp ?? "obligatory",
    mostIncrease: fractionWords(rule?.mostIncrease ?? ""),
    surviving: rule?.surviving.join(", ") ?? "",
    endClause: termination?.clause ?? "",
    endSurviving: termination?.surviving.join(", ") ?? "",
    free: termination?.withoutReimbursement.join(", ") ?? "",
    reimburses: termination?.reimburses ?? "",
  };
}

/** The terms with both rules as typed; one whose clause is left empty is not known. */
function withRules(terms: AgreementTerms, form: RuleForm) {
  const hours = [form.firstHours, form.secondHours].filter((typed) => typed.trim() !== "").map(whole);
  const rule = {
    clause: form.clause,
    threshold: form.threshold,
    thresholdIncluded: form.included === "yes",
    arrangeHours: hours,
    postpone: form.postpone.trim() === "" ? null : { count: whole(form.postpone), unit: form.postponeUnit },
    stepUp: form.stepUp,
    mostIncrease: known(form.mostIncrease),
    surviving: listIn(form.surviving),
  };
  const termination = {
    clause: form.endClause,
    surviving: listIn(form.endSurviving),
    withoutReimbursement: listIn(form.free),
    reimburses: known(form.reimburses),
  };
  return {
    ...terms,
    default: form.clause.trim() === "" ? null : rule,
    termination: form.endClause.trim() === "" ? null : termination,
  };
}

/** What the agreement says of a default and of a termination. */
export function RuleDialog({ opened, newest, onClose }: { opened: TermsHere; newest: TermsHere; onClose: () => void }) {
  const { agreement } = opened;
  const { title, datedOn, conditionsSection, closingTerm, governingLaw } = agreement;
  return (
    <EditDialog
      title="The rules on a default and a termination"
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
        terms: withRules(agreement.terms, form),
      })}
      fields={(form, set, errors) => <RuleFields form={form} set={set} errors={errors} />}
      onClose={onClose}
    />
  );
}

type Fields = { form: RuleForm; set: (form: RuleForm) => void; errors: FieldErrors };

function RuleFields({ form, set, errors }: Fields) {
  const field = (name: keyof RuleForm, path: string) => ({
    name: `terms.${path}`,
    value: form[name],
    error: errors.get(`terms.${path}`),
    onChange: (event: { target: { value: string } }) => set({ ...form, [name]: event.target.value }),
  });
  return (
    <div className="space-y-4">
      <h3 className="text-base">Default of an underwriter</h3>
      <FieldRow>
        <TextField className="lg:col-span-2" label="Clause" hint="Such as 9." {...field("clause", "default.clause")} />
        <TextField
          className="lg:col-span-2"
          label="Threshold"
          hint="Of the whole: 1/11, or 10%."
          {...field("threshold", "default.threshold")}
        />
        <SelectField
          className="lg:col-span-2"
          label="Exactly the threshold"
          hint="As the clause has it."
          {...field("included", "default.thresholdIncluded")}
          options={[
            { value: "yes", label: "is within it" },
            { value: "no", label: "is over it" },
          ]}
        />
        <TextField
          className="lg:col-span-3"
          label="Representatives’ hours to arrange"
          inputMode="numeric"
          {...field("firstHours", "default.arrangeHours.0")}
        />
        <TextField
          className="lg:col-span-3"
          label="Company’s hours after them"
          inputMode="numeric"
          {...field("secondHours", "default.arrangeHours.1")}
        />
        <TextField
          className="lg:col-span-3"
          label="Days by which delivery may be put off"
          inputMode="numeric"
          {...field("postpone", "default.postpone.count")}
        />
        <SelectField
          className="lg:col-span-3"
          label="Counted in"
          {...field("postponeUnit", "default.postpone.unit")}
          options={[
            { value: "calendar-days", label: "calendar days" },
            { value: "business-days", label: "business days" },
          ]}
        />
        <SelectField
          className="lg:col-span-3"
          label="Within the threshold the others take it up"
          {...field("stepUp", "default.stepUp")}
          options={[
            { value: "obligatory", label: "always" },
            { value: "if-company-requires", label: "if the Company requires it" },
          ]}
        />
        <TextField
          className="lg:col-span-3"
          label="Most that one’s own amount may grow"
          hint="A fraction of it, such as 1/9; empty for none."
          {...field("mostIncrease", "default.mostIncrease")}
        />
        <TextField
          className="lg:col-span-6"
          label="Sections that survive"
          hint="Between commas: 6, 8."
          {...field("surviving", "default.surviving")}
        />
      </FieldRow>
      <h3 className="text-base">Termination</h3>
      <FieldRow>
        <TextField
          className="lg:col-span-2"
          label="Clause on termination"
          {...field("endClause", "termination.clause")}
        />
        <TextField
          className="lg:col-span-2"
          label="Sections that outlive it"
          {...field("endSurviving", "termination.surviving")}
        />
        <TextField
          className="lg:col-span-2"
          label="Conditions without reimbursement"
          hint="Between commas: 7(b)."
          {...field("free", "termination.withoutReimbursement")}
        />
        <TextAreaField
          className="lg:col-span-6"
          label="What the Company reimburses otherwise"
          rows={2}
          {...field("reimburses", "termination.reimburses")}
        />
      </FieldRow>
    </div>
  );
}

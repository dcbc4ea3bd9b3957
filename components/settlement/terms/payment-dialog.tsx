import { EditDialog } from "@/components/setup/edit-dialog";
import { FieldRow } from "@/components/setup/form-section";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { ClosingTerms } from "@/lib/contracts/terms";
import { grouped } from "@/lib/domain/allocations";
import { type DepositoryStep, depositorySteps } from "@/lib/domain/clock-words";
import type { Delivers } from "@/lib/domain/money-words";
import type { TermsHere } from "./change-terms";
import { FeeFields, type FeeForm, feeFormOf, feeOf } from "./fee-fields";
import { known } from "./words";

type Account = Record<"beneficiary" | "bank" | "routingNumber" | "accountNumber" | "reference", string>;

export type PaymentForm = {
  delivers: Delivers;
  optionTaken: string;
  paidBy: "representative" | "each-underwriter";
  account: Account;
  fees: readonly FeeForm[];
  depository: readonly DepositoryStep[];
};

const noAccount: Account = { beneficiary: "", bank: "", routingNumber: "", accountNumber: "", reference: "" };

const steps: Record<DepositoryStep, string> = {
  "dtc-desk-opens": "DTC’s closing desk opens, 8:30 a.m.",
  "dtc-extension": "Extension asked for, by 1:00 p.m. (issues of $100 million and more)",
  "dtc-call-underwriter": "The underwriter’s closing call, by 1:15 p.m.",
  "dtc-fast-balance": "FAST balance confirmed, by 1:15 p.m.",
  "dtc-call-agent": "The agent’s closing call, by 1:15 p.m.",
};

const formOf = (terms: ClosingTerms): PaymentForm => ({
  delivers: terms.delivers,
  optionTaken: terms.optionTaken ? grouped(terms.optionTaken) : "",
  paidBy: terms.paidBy,
  account: terms.account ?? noAccount,
  fees: terms.fees.map(feeFormOf),
  depository: terms.depository,
});

/** The terms with what the form shows changed. An account without a name is not known yet. */
function withPayment(terms: ClosingTerms, form: PaymentForm): ClosingTerms {
  const { delivers, paidBy, account } = form;
  return {
    ...terms,
    delivers,
    paidBy,
    optionTaken: known(form.optionTaken),
    account: Object.values(account).every((typed) => typed.trim() === "") ? null : account,
    fees: form.fees.map(feeOf),
    depository: [...form.depository],
  };
}

/** What is delivered and paid for at this Time of Delivery, and how. */
export function PaymentDialog({
  opened,
  newest,
  onClose,
}: {
  opened: TermsHere;
  newest: TermsHere;
  onClose: () => void;
}) {
  const { closing } = opened;
  const { id, label, location, terms } = closing;
  return (
    <EditDialog
      title={`Payment at ${label}`}
      offeringId={opened.offeringId}
      initial={formOf(terms)}
      revision={closing.revision}
      newest={newest.closing.revision}
      request={(form, revision) => ({
        edit: "closing",
        closingId: id,
        revision,
        label,
        location,
        terms: withPayment(terms, form),
      })}
      fields={(form, set, errors) => <PaymentFields form={form} set={set} errors={errors} />}
      onClose={onClose}
    />
  );
}

type Fields = { form: PaymentForm; set: (form: PaymentForm) => void; errors: FieldErrors };

function PaymentFields({ form, set, errors }: Fields) {
  const accountField = (name: keyof Account, text: string) => (
    <TextField
      className="lg:col-span-3"
      label={text}
      name={`terms.account.${name}`}
      autoComplete="off"
      value={form.account[name]}
      error={errors.get(`terms.account.${name}`)}
      onChange={(event) => set({ ...form, account: { ...form.account, [name]: event.target.value } })}
    />
  );
  const toggle = (step: DepositoryStep, used: boolean) =>
    set({
      ...form,
      depository: depositorySteps.filter((one) => (one === step ? used : form.depository.includes(one))),
    });
  return (
    <div className="space-y-4">
      <FieldRow>
        <SelectField
          className="lg:col-span-2"
          label="Delivered"
          value={form.delivers}
          onChange={(event) => set({ ...form, delivers: event.target.value as Delivers })}
          options={[
            { value: "firm", label: "the firm securities" },
            { value: "option", label: "those under the option" },
            { value: "both", label: "both" },
          ]}
        />
        <TextField
          className="lg:col-span-2"
          label="Taken up under the option"
          name="terms.optionTaken"
          inputMode="decimal"
          value={form.optionTaken}
          error={errors.get("terms.optionTaken")}
          onChange={(event) => set({ ...form, optionTaken: event.target.value })}
        />
        <SelectField
          className="lg:col-span-2"
          label="Paid by"
          value={form.paidBy}
          onChange={(event) => set({ ...form, paidBy: event.target.value as PaymentForm["paidBy"] })}
          options={[
            { value: "representative", label: "the Representative for all" },
            { value: "each-underwriter", label: "each underwriter" },
          ]}
        />
      </FieldRow>
      <h3 className="text-base">The issuer’s account</h3>
      <FieldRow>
        {accountField("beneficiary", "Beneficiary")}
        {accountField("bank", "Bank")}
        {accountField("routingNumber", "ABA routing number")}
        {accountField("accountNumber", "Account number")}
        {accountField("reference", "Reference")}
      </FieldRow>
      <h3 className="text-base">Fees and reimbursements</h3>
      <FeeFields fees={form.fees} onChange={(fees) => set({ ...form, fees })} errors={errors} />
      <fieldset className="space-y-1.5">
        <legend className="mb-1 text-base font-medium">Steps at the depository on the day</legend>
        {depositorySteps.map((step) => (
          <CheckField
            key={step}
            label={steps[step]}
            checked={form.depository.includes(step)}
            onChange={(event) => toggle(step, event.target.checked)}
          />
        ))}
      </fieldset>
    </div>
  );
}

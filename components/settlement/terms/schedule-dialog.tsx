import { EditDialog } from "@/components/setup/edit-dialog";
import { FieldRow } from "@/components/setup/form-section";
import { SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { PricingTerms } from "@/lib/contracts/terms";
import { grouped } from "@/lib/domain/allocations";
import { type DayCount, dayCountIds, dayCounts } from "@/lib/domain/money-words";
import type { TermsHere } from "./change-terms";
import { known } from "./words";

type ScheduleForm = {
  dayCount: string;
  couponsPerYear: string;
  least: string;
  step: string;
  total: string;
  funds: string;
  prospectusSupplement: string;
  effective: string;
  periodEnd: string;
  lockUpStart: string;
};

const coupons = ["1", "2", "4", "12"];

function formOf({ securities, scheduleOneTotal, funds, dates }: PricingTerms): ScheduleForm {
  const debt = securities?.kind === "debt" ? securities : null;
  return {
    dayCount: debt?.interest?.dayCount ?? "30/360",
    couponsPerYear: String(debt?.interest?.couponsPerYear ?? 2),
    least: grouped(debt?.denomination.least ?? "1"),
    step: grouped(debt?.denomination.step ?? "1"),
    total: scheduleOneTotal ? grouped(scheduleOneTotal) : "",
    funds,
    prospectusSupplement: dates.prospectusSupplement ?? "",
    effective: dates.effective ?? "",
    periodEnd: dates.periodEnd ?? "",
    lockUpStart: dates.lockUpStart ?? "",
  };
}

/** The terms with what the form shows changed, and everything else kept. */
function withSchedule(terms: PricingTerms, form: ScheduleForm): PricingTerms {
  const { securities } = terms;
  const common = {
    ...terms,
    scheduleOneTotal: known(form.total),
    funds: form.funds,
    dates: {
      prospectusSupplement: known(form.prospectusSupplement),
      effective: known(form.effective),
      periodEnd: known(form.periodEnd),
      lockUpStart: known(form.lockUpStart),
    },
  };
  if (securities?.kind !== "debt") return common;
  const denomination = { least: form.least, step: form.step };
  const dayCount = dayCountIds.find((id) => id === form.dayCount) ?? null;
  const couponsPerYear = Number(form.couponsPerYear) as 1 | 2 | 4 | 12;
  const interest = securities.interest && { ...securities.interest, dayCount, couponsPerYear };
  return { ...common, securities: { ...securities, denomination, interest } };
}

/** What Schedule II says beside the amount and the prices, and the dates that clocks are counted from. */
export function ScheduleDialog({
  opened,
  newest,
  onClose,
}: {
  opened: TermsHere;
  newest: TermsHere;
  onClose: () => void;
}) {
  const { pricing } = opened;
  return (
    <EditDialog
      title="Schedule II: interest, denominations and dates"
      offeringId={opened.offeringId}
      initial={formOf(pricing.terms)}
      revision={pricing.revision}
      newest={newest.pricing.revision}
      request={(form, revision) => ({
        edit: "pricing",
        pricingAgreementId: pricing.id,
        revision,
        datedOn: pricing.datedOn,
        allocations: [...pricing.allocations],
        terms: withSchedule(pricing.terms, form),
      })}
      fields={(form, set, errors) => (
        <ScheduleFields form={form} set={set} errors={errors} debt={pricing.terms.securities?.kind === "debt"} />
      )}
      onClose={onClose}
    />
  );
}

type Fields = { form: ScheduleForm; set: (form: ScheduleForm) => void; errors: FieldErrors; debt: boolean };

function ScheduleFields({ form, set, errors, debt }: Fields) {
  const field = (name: keyof ScheduleForm, path: string) => ({
    name: `terms.${path}`,
    value: form[name],
    error: errors.get(`terms.${path}`),
    onChange: (event: { target: { value: string } }) => set({ ...form, [name]: event.target.value }),
  });
  const amount = { inputMode: "decimal" as const, autoComplete: "off" };
  const day = (name: keyof PricingTerms["dates"], label: string) => (
    <TextField className="lg:col-span-3" type="date" label={label} {...field(name, `dates.${name}`)} />
  );
  return (
    <FieldRow>
      {debt && (
        <>
          <SelectField
            className="lg:col-span-4"
            label="Day count"
            {...field("dayCount", "securities.interest.dayCount")}
            options={dayCountIds.map((value: DayCount) => ({ value, label: dayCounts[value] }))}
          />
          <SelectField
            className="lg:col-span-2"
            label="Coupons a year"
            {...field("couponsPerYear", "securities.interest.couponsPerYear")}
            options={coupons.map((value) => ({ value, label: value }))}
          />
          <TextField
            className="lg:col-span-3"
            label="Least denomination"
            {...field("least", "securities.denomination.least")}
            {...amount}
          />
          <TextField
            className="lg:col-span-3"
            label="Multiples of"
            {...field("step", "securities.denomination.step")}
            {...amount}
          />
        </>
      )}
      <TextField
        className="lg:col-span-3"
        label="Total that Schedule I states"
        {...field("total", "scheduleOneTotal")}
        {...amount}
      />
      <TextField className="lg:col-span-3" label="Funds" {...field("funds", "funds")} />
      {day("prospectusSupplement", "Date of the prospectus supplement")}
      {day("effective", "Effective date of the registration statement")}
      {day("periodEnd", "End of the last period audited or reviewed")}
      {day("lockUpStart", "Start of the lock-up")}
    </FieldRow>
  );
}

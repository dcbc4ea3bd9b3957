import { SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors, SecuritiesForm } from "@/lib/client/setup";
import { FieldRow } from "./form-section";

/** Schedule II: the designated securities and their prices. What is left empty counts as not known yet. */
export function SecuritiesFields({
  value,
  onChange,
  errors,
  path,
}: {
  value: SecuritiesForm;
  onChange: (value: SecuritiesForm) => void;
  errors: FieldErrors;
  /** Before the path of the terms in the request: "pricing.terms." */
  path: string;
}) {
  const debt = value.kind === "debt";
  const field = (name: keyof SecuritiesForm, at: string) => ({
    name: `${path}${at}`,
    value: value[name],
    error: errors.get(`${path}${at}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
  });
  const number = { inputMode: "decimal" as const, autoComplete: "off" };
  return (
    <FieldRow>
      <SelectField
        label="Securities"
        {...field("kind", "securities.kind")}
        options={[
          { value: "debt", label: "Notes or bonds" },
          { value: "shares", label: "Shares" },
        ]}
        className="lg:col-span-2"
      />
      <TextField label="Title" {...field("title", "securities.title")} className="lg:col-span-3" />
      <TextField label="Currency" {...field("currency", "currency")} maxLength={3} className="lg:col-span-1" />
      <TextField
        label={debt ? "Principal amount" : "Firm shares"}
        {...field("size", debt ? "securities.principal" : "securities.shares")}
        {...number}
        className="lg:col-span-3"
      />
      <TextField
        label={debt ? "Option for more, principal" : "Option shares"}
        {...field("option", "securities.option.offered")}
        {...number}
        className="lg:col-span-3"
      />
      <TextField
        label={debt ? "Price to public, %" : "Price to public, a share"}
        {...field("publicPrice", "securities.publicPrice")}
        {...number}
        className="lg:col-span-3"
      />
      <TextField
        label={debt ? "Purchase price, %" : "Purchase price, a share"}
        {...field("purchasePrice", "securities.purchasePrice")}
        {...number}
        className="lg:col-span-3"
      />
      {debt && (
        <>
          <TextField
            label="Interest, % a year"
            {...field("rate", "securities.interest.rate")}
            {...number}
            className="lg:col-span-2"
          />
          <TextField
            label="Accrues from"
            type="date"
            {...field("accruesFrom", "securities.interest.accruesFrom")}
            className="lg:col-span-2"
          />
          <TextField
            label="First coupon"
            type="date"
            {...field("firstCoupon", "securities.interest.firstCoupon")}
            className="lg:col-span-2"
          />
          <TextField
            label="Maturity"
            type="date"
            {...field("maturity", "securities.interest.maturity")}
            className="lg:col-span-2"
          />
        </>
      )}
    </FieldRow>
  );
}

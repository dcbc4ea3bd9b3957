import { TextField } from "@/components/ui/field";
import type { AgreementForm, FieldErrors } from "@/lib/client/setup";
import { FieldRow } from "./form-section";

/** The underwriting agreement: how it is called, and how it calls its conditions and the moment of delivery. */
export function AgreementFields({
  value,
  onChange,
  errors,
  path,
  children,
}: {
  value: AgreementForm;
  onChange: (value: AgreementForm) => void;
  errors: FieldErrors;
  /** Before the name of each field in the request. */
  path: string;
  children?: React.ReactNode;
}) {
  const field = (name: keyof AgreementForm) => ({
    name: `${path}${name}`,
    value: value[name],
    error: errors.get(`${path}${name}`),
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [name]: event.target.value }),
  });
  return (
    <FieldRow>
      <TextField label="Title of the agreement" {...field("title")} className="lg:col-span-4" required />
      <TextField label="Dated" type="date" {...field("datedOn")} className="lg:col-span-2" required />
      <TextField
        label="Conditions section"
        hint="Its number: 7, 6.2 or V."
        {...field("conditionsSection")}
        className="lg:col-span-2"
        required
      />
      <TextField
        label="Its word for the moment of delivery"
        hint="Closing Date, Time of Delivery …"
        {...field("closingTerm")}
        className="lg:col-span-2"
        required
      />
      <TextField
        label="Governing law"
        hint="Empty where it does not say."
        {...field("governingLaw")}
        className="lg:col-span-2"
      />
      {children}
    </FieldRow>
  );
}

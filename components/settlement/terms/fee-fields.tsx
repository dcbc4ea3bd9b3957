import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import type { FieldErrors } from "@/lib/client/setup";
import type { ClosingTerms } from "@/lib/contracts/terms";
import { grouped } from "@/lib/domain/allocations";
import { known } from "./words";

type Fee = ClosingTerms["fees"][number];

export type FeeForm = {
  what: string;
  clause: string;
  /** "issuer", "underwriters", or the name of somebody else. */
  from: string;
  to: string;
  kind: Fee["amount"]["kind"];
  amount: string;
  netted: boolean;
};

const kinds: readonly { value: FeeForm["kind"]; label: string }[] = [
  { value: "fixed", label: "a fixed amount" },
  { value: "percent-of-principal", label: "% of principal" },
  { value: "per-share", label: "a share" },
];

const nameOf = (party: Fee["from"]) => (typeof party === "string" ? party : party.name);

const partyOf = (typed: string): Fee["from"] => {
  const word = typed.trim();
  const side = word.toLowerCase();
  return side === "issuer" || side === "underwriters" ? side : { name: word };
};

export function feeFormOf({ what, clause, from, to, amount, netted }: Fee): FeeForm {
  const typed = amount.kind === "percent-of-principal" ? amount.percent : amount.amount;
  return {
    what,
    clause: clause ?? "",
    from: nameOf(from),
    to: nameOf(to),
    kind: amount.kind,
    amount: amount.kind === "fixed" ? grouped(typed) : typed,
    netted,
  };
}

export function feeOf({ what, clause, from, to, kind, amount, netted }: FeeForm): Fee {
  return {
    what,
    clause: known(clause),
    from: partyOf(from),
    to: partyOf(to),
    amount: kind === "percent-of-principal" ? { kind, percent: amount } : { kind, amount },
    netted,
  };
}

const nothing: FeeForm = { what: "", clause: "", from: "issuer", to: "", kind: "fixed", amount: "", netted: false };

/** The fees beside the price: what, from whom to whom, how much, and whether it is netted from the wire. */
export function FeeFields({
  fees,
  onChange,
  errors,
}: {
  fees: readonly FeeForm[];
  onChange: (fees: readonly FeeForm[]) => void;
  errors: FieldErrors;
}) {
  const change = (place: number, part: Partial<FeeForm>) =>
    onChange(fees.map((fee, index) => (index === place ? { ...fee, ...part } : fee)));
  return (
    <div>
      <ol className="space-y-4">
        {fees.map((fee, place) => {
          const number = place + 1;
          const path = `terms.fees.${place}`;
          const field = (name: "what" | "clause" | "from" | "to" | "amount", at: string) => ({
            name: `${path}.${at}`,
            value: fee[name],
            error: errors.get(`${path}.${at}`),
            onChange: (event: { target: { value: string } }) => change(place, { [name]: event.target.value }),
          });
          const errorOf = (side: "from" | "to") => errors.get(`${path}.${side}`) ?? errors.get(`${path}.${side}.name`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fee has no identity but its place
            <li key={place} className="grid items-end gap-2 border-t pt-3 sm:grid-cols-6">
              <TextField className="sm:col-span-3" label={`Fee ${number}`} {...field("what", "what")} />
              <TextField className="sm:col-span-2" label={`Clause of fee ${number}`} {...field("clause", "clause")} />
              <IconButton
                label={`Take away fee ${number}`}
                onClick={() => onChange(fees.filter((_, index) => index !== place))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
              <TextField
                className="sm:col-span-3"
                label={`From (fee ${number})`}
                hint="issuer, underwriters, or a name"
                {...field("from", "from")}
                error={errorOf("from")}
              />
              <TextField
                className="sm:col-span-3"
                label={`To (fee ${number})`}
                hint="issuer, underwriters, or a name"
                {...field("to", "to")}
                error={errorOf("to")}
              />
              <TextField
                className="sm:col-span-2"
                label={`Amount of fee ${number}`}
                inputMode="decimal"
                {...field("amount", fee.kind === "percent-of-principal" ? "amount.percent" : "amount.amount")}
              />
              <SelectField
                className="sm:col-span-2"
                label={`Counted as (fee ${number})`}
                value={fee.kind}
                onChange={(event) => change(place, { kind: event.target.value as FeeForm["kind"] })}
                options={kinds}
              />
              <CheckField
                className="sm:col-span-2 pb-1.5"
                label="Netted from the wire"
                checked={fee.netted}
                onChange={(event) => change(place, { netted: event.target.checked })}
              />
            </li>
          );
        })}
      </ol>
      <Button size="small" className="mt-3" onClick={() => onChange([...fees, nothing])}>
        <Plus aria-hidden className="size-4" /> Add a fee
      </Button>
    </div>
  );
}

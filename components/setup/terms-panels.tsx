"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import {
  type AllocationForm,
  agreementRequest,
  allocationLines,
  pricingRequest,
  securitiesForm,
} from "@/lib/client/setup";
import type { SetupView } from "@/lib/contracts/offering";
import { grouped } from "@/lib/domain/allocations";
import { dayWords } from "@/lib/domain/time-words";
import { AgreementFields } from "./agreement-fields";
import { AllocationFields } from "./allocation-fields";
import { EditDialog } from "./edit-dialog";
import { Facts } from "./facts";
import { SecuritiesFields } from "./securities-fields";

const dayOf = (date: string) => dayWords(new Date(`${date}T12:00:00Z`), "UTC");

type PanelOf<T> = { offeringId: string; value: T; mayEdit: boolean };

/** The underwriting agreement, and how it speaks of its conditions. */
export function AgreementPanel({ offeringId, value, mayEdit }: PanelOf<SetupView["agreements"][number]>) {
  const [editing, setEditing] = useState<typeof value | null>(null);
  const { title, datedOn, conditionsSection, closingTerm, governingLaw, source } = value;
  return (
    <Panel title={title} actions={mayEdit && <EditButton what={title} onClick={() => setEditing(value)} />}>
      <Facts
        facts={[
          { name: "Dated", value: dayOf(datedOn) },
          { name: "Conditions", value: `Section ${conditionsSection}` },
          { name: "Moment of delivery", value: closingTerm },
          { name: "Governing law", value: governingLaw },
          ...(source ? [{ name: "Read from", value: source.name }] : []),
        ]}
      />
      {editing && (
        <EditDialog
          title={`Change ${editing.title}`}
          offeringId={offeringId}
          initial={{
            title: editing.title,
            datedOn: editing.datedOn,
            conditionsSection: editing.conditionsSection,
            closingTerm: editing.closingTerm,
            governingLaw: editing.governingLaw ?? "",
          }}
          revision={editing.revision}
          newest={value.revision}
          request={(form, revision) => ({
            edit: "agreement",
            agreementId: value.id,
            revision,
            ...agreementRequest(form),
            terms: editing.terms,
          })}
          fields={(form, set, errors) => <AgreementFields value={form} onChange={set} errors={errors} path="" />}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

/** The pricing agreement: Schedule II in short, and Schedule I with its total. */
export function PricingPanel({ offeringId, value, mayEdit }: PanelOf<SetupView["pricings"][number]>) {
  const [editing, setEditing] = useState<typeof value | null>(null);
  const { securities, currency } = value.terms;
  const size = securities?.kind === "debt" ? securities.principal : securities?.shares;
  const unit = securities?.kind === "debt" ? "% of principal" : `${currency} a share`;
  const price = (amount: string | null | undefined) => (amount ? `${amount} ${unit}` : null);
  return (
    <Panel
      title="Pricing agreement"
      actions={mayEdit && <EditButton what="the pricing agreement" onClick={() => setEditing(value)} />}
    >
      <Facts
        facts={[
          { name: "Dated", value: dayOf(value.datedOn) },
          { name: "Securities", value: securities?.title ?? null },
          {
            name: securities?.kind === "shares" ? "Firm shares" : "Principal",
            value: size ? `${securities?.kind === "debt" ? `${currency} ` : ""}${grouped(size)}` : null,
          },
          ...(securities?.option ? [{ name: "Option for", value: grouped(securities.option.offered) }] : []),
          { name: "Price to public", value: price(securities?.publicPrice) },
          { name: "Purchase price", value: price(securities?.purchasePrice) },
        ]}
      />
      <h3 className="mt-5 mb-2 text-base">Schedule I</h3>
      {value.allocations.length === 0 ? (
        <p className="text-muted italic">No underwriter has an amount yet.</p>
      ) : (
        <table className="w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">Underwriter</th>
              <th scope="col">Amount</th>
            </tr>
          </thead>
          <tbody>
            {value.allocations.map(({ underwriter, amount }) => (
              <tr key={underwriter} className="border-t">
                <td className="py-1.5 pr-3">{underwriter}</td>
                <td className="py-1.5 text-right tabular-nums">{grouped(amount)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line-strong font-semibold">
              <th scope="row" className="py-1.5 pr-3 text-left">
                Total
              </th>
              <td className="py-1.5 text-right tabular-nums">{grouped(value.total)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      {value.gap && (
        <Notice tone="warning" className="mt-3">
          {value.gap}
        </Notice>
      )}
      {editing && (
        <EditDialog
          title="Change the pricing agreement"
          offeringId={offeringId}
          initial={{
            datedOn: editing.datedOn,
            securities: securitiesForm(editing.terms),
            allocations: editing.allocations.map((line): AllocationForm => ({ ...line, amount: grouped(line.amount) })),
          }}
          revision={editing.revision}
          newest={value.revision}
          request={(form, revision) => ({
            edit: "pricing",
            pricingAgreementId: value.id,
            revision,
            datedOn: form.datedOn,
            terms: withTypedSecurities(editing.terms, form.securities),
            allocations: allocationLines(form.allocations),
          })}
          fields={(form, set, errors) => (
            <div className="space-y-5">
              <TextField
                label="Dated"
                type="date"
                name="datedOn"
                value={form.datedOn}
                error={errors.get("datedOn")}
                onChange={(event) => set({ ...form, datedOn: event.target.value })}
                className="max-w-xs"
              />
              <SecuritiesFields
                value={form.securities}
                onChange={(typed) => set({ ...form, securities: typed })}
                errors={errors}
                path="terms."
              />
              <AllocationFields
                lines={form.allocations}
                onChange={(allocations) => set({ ...form, allocations: [...allocations] })}
                errors={errors}
                path="allocations"
                whole={form.securities.size}
              />
            </div>
          )}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

/** Schedule II with what the form shows changed, and what it does not show kept. */
function withTypedSecurities(
  terms: SetupView["pricings"][number]["terms"],
  typed: Parameters<typeof pricingRequest>[0],
): ReturnType<typeof pricingRequest> {
  const said = pricingRequest(typed);
  const before = terms.securities;
  const now = said.securities;
  if (now?.kind === "debt" && before?.kind === "debt") {
    const interest = now.interest ? { ...before.interest, ...now.interest } : null;
    return { ...terms, ...said, securities: { ...before, ...now, interest } };
  }
  return { ...terms, ...said, securities: now ?? null };
}

export function EditButton({ what, onClick }: { what: string; onClick: () => void }) {
  return (
    <Button size="small" aria-label={`Change ${what}`} onClick={onClick}>
      <Pencil aria-hidden className="size-3.5" /> Change
    </Button>
  );
}

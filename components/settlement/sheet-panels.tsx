import { CircleCheck, TriangleAlert } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { grouped } from "@/lib/domain/allocations";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { Figure } from "./figure";

type Shown = { sheet: SettlementSheet; formulas: boolean };

/** Fees and reimbursements beside the price, down to what is wired to the issuer. */
export function FeesPanel({ sheet, formulas }: Shown) {
  const effects = { adds: "added to the wire", deducts: "netted from the wire", "paid-apart": "paid apart" };
  const first = { what: "Purchase price and accrued interest", amount: sheet.total.due };
  return (
    <Panel title={`Wired to ${sheet.issuer}`}>
      <dl className="space-y-2">
        <div className="flex flex-wrap justify-between gap-x-4">
          <dt>{first.what}</dt>
          <dd>
            <Figure figure={first.amount} shown={formulas} name={first.what} />
          </dd>
        </div>
        {sheet.fees.map((fee) => (
          <div key={`${fee.what} ${fee.to}`} className="flex flex-wrap justify-between gap-x-4">
            <dt>
              {fee.what}
              {fee.clause && ` (${fee.clause})`}
              <span className="block text-sm text-muted">
                {fee.from} to {fee.to}, {effects[fee.effect]}
              </span>
            </dt>
            <dd>
              <Figure figure={fee.amount} shown={formulas} name={fee.what} />
            </dd>
          </div>
        ))}
        <div className="flex flex-wrap justify-between gap-x-4 border-t border-line-strong pt-2 font-semibold">
          <dt>Net, {sheet.currency}</dt>
          <dd>
            <Figure figure={sheet.net} shown={formulas} name={`Wired to ${sheet.issuer}`} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

/** Each wire with its fields and reference, and what is not known of it. */
export function WiresPanel({ sheet }: Pick<Shown, "sheet">) {
  return (
    <Panel title="Wires">
      <ul>
        {sheet.wires.map(({ from, to, amount, account, reference, missing }) => (
          <li key={`${from} ${to} ${reference}`} className="border-t py-3 first:border-t-0 first:pt-0">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span>
                {from} to <span className="font-medium">{to}</span>
              </span>
              <span className="font-semibold tabular-nums">
                {sheet.currency} {grouped(amount.value)}
              </span>
            </p>
            {account && (
              <p className="text-sm text-muted tabular-nums">
                {[account.bank, `ABA ${account.routingNumber}`, `account ${account.accountNumber}`].join(" · ")}
              </p>
            )}
            <p className="text-sm text-muted">Reference: {reference}</p>
            {missing.length > 0 && (
              <p className="text-sm text-lapsed">
                <TriangleAlert aria-hidden className="mr-1 inline size-3.5" />
                Still missing: {missing.join("; ")}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What the sheet was held against. What does not tie comes first and says by how much. */
export function TiesPanel({ sheet }: Pick<Shown, "sheet">) {
  const ordered = [...sheet.ties.filter(({ ties }) => !ties), ...sheet.ties.filter(({ ties }) => ties)];
  return (
    <Panel title="Ties">
      <ul className="space-y-1.5 text-sm">
        {ordered.map(({ what, ties, says }) => (
          <li key={what} className="flex gap-2">
            {ties ? (
              <CircleCheck role="img" aria-label="Ties" className="mt-0.5 size-4 shrink-0 text-settled" />
            ) : (
              <TriangleAlert role="img" aria-label="Does not tie" className="mt-0.5 size-4 shrink-0 text-failed" />
            )}
            <span>
              <span className="font-medium">{what}:</span> {says}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function ReceiptPanel({ sheet: { crossReceipt } }: Pick<Shown, "sheet">) {
  return (
    <Panel title={crossReceipt.title}>
      {crossReceipt.paragraphs.map((paragraph) => (
        <p key={paragraph} className="mb-3">
          {paragraph}
        </p>
      ))}
      <p className="text-sm text-muted">To be signed by {crossReceipt.signedBy.join(" and by ")}</p>
    </Panel>
  );
}

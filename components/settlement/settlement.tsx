"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { CheckField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useSettlement } from "@/lib/client/clocks-and-money";
import type { SettlementView } from "@/lib/contracts/settlement";
import { grouped } from "@/lib/domain/allocations";
import { dayWords } from "@/lib/domain/time-words";
import { FeesPanel, ReceiptPanel, TiesPanel, WiresPanel } from "./sheet-panels";
import { SheetTable } from "./sheet-table";
import { ChangeTerms } from "./terms/change-terms";
import { PaymentDialog } from "./terms/payment-dialog";
import { ScheduleDialog } from "./terms/schedule-dialog";

/** The settlement sheet of one Time of Delivery: what is paid to whom, to the cent. */
export function Settlement({ initial }: { initial: SettlementView }) {
  const [deliveredOn, setDeliveredOn] = useState<string | null>(null);
  const agreed = useSettlement(initial, null).data ?? initial;
  const asked = useSettlement(initial, deliveredOn);
  const view = asked.data ?? agreed;
  return (
    <ClosingFrame head={agreed.head} current="settlement">
      <div className="space-y-5">
        {view.remarks.length > 0 && (
          <Notice tone="warning" title={view.remarks[0]}>
            {view.remarks.slice(1).join(" ")}
          </Notice>
        )}
        {asked.error && <Notice tone="error">{asked.error.message}</Notice>}
        {view.sheet ? (
          <Sheet
            view={view}
            sheet={view.sheet}
            busy={asked.isFetching}
            onDay={(day) => setDeliveredOn(day === agreed.head.localDate ? null : day)}
          />
        ) : (
          <Gaps view={view} onBack={deliveredOn ? () => setDeliveredOn(null) : null} />
        )}
      </div>
    </ClosingFrame>
  );
}

type SheetProps = {
  view: SettlementView;
  sheet: NonNullable<SettlementView["sheet"]>;
  busy: boolean;
  onDay: (day: string | null) => void;
};

function Sheet({ view, sheet, busy, onDay }: SheetProps) {
  const [formulas, setFormulas] = useState(false);
  const { head, deliveredOn } = view;
  const files = `/api/offerings/${head.offering.id}/closings/${head.id}/settlement`;
  const failing = sheet.ties.filter(({ ties }) => !ties).length;
  return (
    <>
      {deliveredOn && (
        <Notice title={`As if delivered on ${dayWords(new Date(`${deliveredOn}T12:00:00Z`), "UTC")}`}>
          Nothing is moved.{" "}
          <button type="button" className="text-accent underline" onClick={() => onDay(null)}>
            Back to the Time of Delivery
          </button>
        </Notice>
      )}
      {failing > 0 && (
        <Notice tone="error" title="The sheet does not tie">
          {failing === 1 ? "One comparison" : `${failing} comparisons`} below says by how much.
        </Notice>
      )}
      {sheet.cautions.map((caution) => (
        <Notice key={caution} tone="warning">
          {caution}
        </Notice>
      ))}
      <Panel
        title="Settlement sheet"
        actions={
          <>
            {view.may.editTerms && <ChangeSheet view={view} />}
            <ButtonLink href={`${files}/xlsx`} download>
              <Download aria-hidden className="size-4" />
              XLSX
            </ButtonLink>
            <ButtonLink href={`${files}/pdf`} download>
              <Download aria-hidden className="size-4" />
              PDF
            </ButtonLink>
          </>
        }
      >
        <p className="text-muted">{termsIn(sheet)}</p>
        <CheckField
          className="no-print my-3"
          label="Show how each figure was worked out"
          checked={formulas}
          onChange={(event) => setFormulas(event.target.checked)}
        />
        <SheetTable sheet={sheet} formulas={formulas} />
        {sheet.firstCoupon && (
          <p className="mt-3 text-sm text-muted">
            First coupon on the whole issue: {sheet.currency} {grouped(sheet.firstCoupon.value)} ={" "}
            {sheet.firstCoupon.formula}.
          </p>
        )}
      </Panel>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <FeesPanel sheet={sheet} formulas={formulas} />
          <WiresPanel sheet={sheet} />
          <ReceiptPanel sheet={sheet} />
        </div>
        <div className="space-y-5">
          <DayPanel view={view} busy={busy} onDay={onDay} />
          <TiesPanel sheet={sheet} />
          <Panel title="If an underwriter defaults">
            <Link
              className="text-accent hover:underline"
              href={`/offerings/${head.offering.id}/closings/${head.id}/default`}
            >
              Default and postponement
            </Link>
          </Panel>
        </div>
      </div>
    </>
  );
}

function termsIn({
  title,
  kind,
  publicPrice,
  purchasePrice,
  spreadPrice,
  currency,
  pricingDate,
  rate,
}: SheetProps["sheet"]) {
  const unit = (price: string) => (kind === "debt" ? `${price} %` : `${currency} ${price} a share`);
  const parts = [
    title,
    `priced ${dayWords(new Date(`${pricingDate}T12:00:00Z`), "UTC")}`,
    `price to public ${unit(publicPrice)}`,
    `purchase price ${unit(purchasePrice)}`,
    `spread ${unit(spreadPrice.value)}`,
    ...(rate ? [`interest ${rate} %`] : []),
  ];
  return `${parts.join(" · ")}.`;
}

/** The sheet as it would be on another day: what interest accrues if the Time of Delivery moves. */
function DayPanel({ view, busy, onDay }: Omit<SheetProps, "sheet">) {
  const [day, setDay] = useState(view.deliveredOn ?? view.head.localDate);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (day) onDay(day);
  };
  return (
    <Panel title="If it is delivered on another day">
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3">
        <TextField
          label="Delivered on"
          type="date"
          required
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button type="submit" busy={busy}>
          Show the sheet
        </Button>
      </form>
    </Panel>
  );
}

/** For whoever keeps the list: the rest of Schedule II, and what is paid at this Time of Delivery. */
function ChangeSheet({ view: { head } }: Pick<SheetProps, "view">) {
  return (
    <>
      <ChangeTerms head={head} label="Change Schedule II">
        {(opened, newest, close) => <ScheduleDialog opened={opened} newest={newest} onClose={close} />}
      </ChangeTerms>
      <ChangeTerms head={head} label="Change the payment">
        {(opened, newest, close) => <PaymentDialog opened={opened} newest={newest} onClose={close} />}
      </ChangeTerms>
    </>
  );
}

/** What is missing or wrong, each with its field, and where to mend it. */
function Gaps({ view, onBack }: { view: SettlementView; onBack: (() => void) | null }) {
  const { gaps, may, head } = view;
  return (
    <EmptyState
      title="There is no settlement sheet yet"
      text="It is worked out from the pricing agreement and its schedules. This is still missing, or cannot stand as it is:"
    >
      <ul className="mx-auto w-full max-w-prose text-left">
        {gaps.map(({ field, message }) => (
          <li key={`${field} ${message}`} className="border-t py-2 first:border-t-0">
            <span className="font-medium">{field}:</span> {message}
          </li>
        ))}
      </ul>
      {onBack && <Button onClick={onBack}>Back to the Time of Delivery</Button>}
      {may.editTerms && (
        <>
          <ButtonLink href={`/offerings/${head.offering.id}`} look="primary" size="small">
            Enter amount, prices and Schedule I
          </ButtonLink>
          <ChangeSheet view={view} />
        </>
      )}
    </EmptyState>
  );
}

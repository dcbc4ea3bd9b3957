import "./printed-list.css";
import { documentStateWords } from "@/components/condition/words";
import { ButtonLink } from "@/components/ui/button";
import { stageLabel, statusLabel } from "@/components/ui/status-pill";
import { exportAddress, shownQuery } from "@/lib/client/closing-set";
import type { ConditionView, PrintedChecklistView } from "@/lib/contracts/views";
import { roleLabels } from "@/lib/domain/role";
import { dayWords, momentWords } from "@/lib/domain/time-words";
import { basisLabels, listOf } from "@/lib/domain/words";
import { PrintButton } from "./print-button";

const columns = [
  { label: "No.", width: "w-[9%]" },
  { label: "Condition", width: "w-[19%]" },
  { label: "Responsible", width: "w-[14%]" },
  { label: "Document", width: "w-[19%]" },
  { label: "Status", width: "w-[10%]" },
  { label: "Comments", width: "w-[29%]" },
];

type Comments = PrintedChecklistView["comments"];

/**
 * The checklist on paper, as the table that lawyers know. What it is and as of when stands in the head of the table, which a
 * printer repeats on every page.
 */
export function PrintedList({
  printed: { checklist, comments },
  only,
}: {
  printed: PrintedChecklistView;
  /** The conditions that were on the screen; null where all were. */
  only: readonly string[] | null;
}) {
  const { head, viewer, readiness } = checklist;
  const wanted = only && new Set(only);
  const conditions = checklist.conditions.filter(({ id }) => !wanted || wanted.has(id));
  const query = shownQuery(only, viewer.viewingAs);
  const place = { offeringId: head.offering.id, closingId: head.id };
  const { offering, zone } = head;
  const commentsOf = Map.groupBy(comments, ({ conditionId }) => conditionId);
  const here = `/offerings/${offering.id}/closings/${head.id}`;
  const asOf = momentWords(new Date(head.clock), zone);
  return (
    <main
      id="content"
      className="printed-checklist mx-auto max-w-screen-xl px-3 py-6 sm:px-6 print:max-w-none print:p-0"
    >
      <div className="no-print mb-5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">The checklist on paper. Private comments and drafts are not in it.</p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`${here}${viewer.viewingAs ? `?as=${viewer.viewingAs}` : ""}`}>
            Back to the checklist
          </ButtonLink>
          <ButtonLink href={exportAddress(place, "checklist.docx", query)} download>
            Word
          </ButtonLink>
          <ButtonLink href={exportAddress(place, "checklist.xlsx", query)} download>
            Excel
          </ButtonLink>
          <ButtonLink href={exportAddress(place, "checklist.csv", query)} download>
            CSV
          </ButtonLink>
          <PrintButton />
        </div>
      </div>
      <h1 className="text-2xl">
        {offering.name}: closing checklist
        {offering.rehearsal && <span className="text-rehearsal"> (rehearsal)</span>}
      </h1>
      <p className="mt-1">
        {offering.issuer} · {head.label}, {momentWords(new Date(head.timeOfDelivery), zone)} · {head.location}
      </p>
      <p>
        {stageLabel(head.stage)}; {readiness.settled} of {readiness.total} conditions settled, {readiness.pagesReady} of{" "}
        {readiness.pagesTotal} signature pages ready.
      </p>
      {wanted && (
        <p className="font-medium">
          {conditions.length} of {checklist.conditions.length} lines are shown.
        </p>
      )}
      {viewer.viewingAs && <p className="font-medium">As {roleLabels[viewer.viewingAs]} sees it.</p>}
      <section
        className="mt-4 overflow-x-auto print:overflow-visible"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls sideways is reached by the keyboard too
        tabIndex={0}
        aria-label="Closing checklist"
      >
        <table className="w-full min-w-200 table-fixed border-collapse text-sm print:min-w-0 print:text-[8.5pt] [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_td]:align-top [&_th]:border [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_th]:align-top">
          <caption className="sr-only">Closing checklist, status as of {asOf}</caption>
          <thead>
            <tr>
              <td colSpan={6} className="border-x-0! border-t-0! px-0! text-xs text-muted">
                <span className="flex flex-wrap justify-between gap-x-6">
                  <span>
                    {offering.rehearsal && <strong className="mr-2 tracking-wide uppercase">Rehearsal</strong>}
                    {offering.issuer}, {offering.name}, {head.label}
                  </span>
                  <span>
                    Status as of {asOf}
                    {offering.rehearsal &&
                      `, by the rehearsal’s clock (drawn up ${momentWords(new Date(head.serverTime), zone)})`}
                  </span>
                </span>
              </td>
            </tr>
            <tr className="bg-sunken">
              {columns.map(({ label, width }) => (
                <th key={label} scope="col" className={width}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {conditions.map((condition) => (
              <PrintedRow
                key={condition.id}
                condition={condition}
                comments={commentsOf.get(condition.id) ?? []}
                zone={zone}
              />
            ))}
          </tbody>
        </table>
      </section>
    </main>
  );
}

function PrintedRow({ condition, comments, zone }: { condition: ConditionView; comments: Comments; zone: string }) {
  const { label, title, depth, counted, furnishedBy, deliverables, settledBy, stale, expired, next, assignee, dueAt } =
    condition;
  const names = [...new Set(furnishedBy.map(({ name }) => name))];
  return (
    <tr className="break-inside-avoid">
      <th scope="row" className="font-medium">
        {label}
      </th>
      <td style={{ paddingInlineStart: `${0.5 + depth}rem` }}>{title}</td>
      <td>{depth === 0 || counted ? listOf(names) : ""}</td>
      <td>
        {deliverables.map(({ id, title: document, state, inForce }) => (
          <p key={id}>
            {document}: {documentStateWords[state].toLowerCase()}
            {inForce && ` (version ${inForce.number})`}
          </p>
        ))}
      </td>
      <td>{counted || settledBy || depth === 0 ? <PrintedStatus condition={condition} /> : null}</td>
      <td>
        {settledBy && (
          <p>
            {settledBy.by}: {settledBy.text}
          </p>
        )}
        {counted && [...stale, ...expired].map(({ sentence }) => <p key={sentence}>{sentence}</p>)}
        {counted && next && <p>Next: {next.sentence}.</p>}
        {(assignee || dueAt) && (
          <p>
            {assignee?.name}
            {assignee && dueAt && ", "}
            {dueAt && `by ${momentWords(new Date(dueAt), zone)}`}
          </p>
        )}
        {comments.map(({ text, by, at }) => (
          <p key={`${at} ${text}`} className="whitespace-pre-wrap">
            {by}, {dayWords(new Date(at), zone)}: {text}
          </p>
        ))}
      </td>
    </tr>
  );
}

function PrintedStatus({ condition: { status, stale, expired, slots } }: { condition: ConditionView }) {
  const given = slots.filter(({ state }) => state === "given").map(({ basis }) => basisLabels[basis].toLowerCase());
  return (
    <>
      <span className="font-medium">
        {statusLabel(status)}
        {stale.length > 0 && ", stale"}
        {expired.length > 0 && ", expired"}
      </span>
      {status !== "satisfied" && given.length > 0 && <span className="block text-muted">Given: {listOf(given)}</span>}
    </>
  );
}

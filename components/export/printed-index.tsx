import type { ClosingSetView, TabEdit } from "@/lib/contracts/closing-set";
import { momentWords } from "@/lib/domain/time-words";
import { editedIndex, firstPages } from "./index-edits";

const columns = [
  { label: "Tab", width: "w-[12%]" },
  { label: "Document", width: "w-[46%]" },
  { label: "Date", width: "w-[12%]" },
  { label: "Signatories", width: "w-[22%]" },
  { label: "Page", width: "w-[8%]" },
];

/** The index on paper, as it stands on the screen, changes that are not kept included. Only a printer sees it. */
export function PrintedIndex({ view, edits }: { view: ClosingSetView; edits: readonly TabEdit[] }) {
  const { head, preflight, log } = view;
  const index = editedIndex(view.parts, edits);
  const pages = firstPages(index);
  const faults = preflight.filter(({ fault }) => fault).length;
  return (
    <section aria-label="Printed index" className="hidden print:block">
      <h2 className="text-xl">
        {head.offering.issuer}: index of the closing set
        {head.offering.rehearsal && " (rehearsal)"}
      </h2>
      <p>
        {head.offering.name} · {head.label}, {momentWords(new Date(head.timeOfDelivery), head.zone)}
      </p>
      <p>
        As of {momentWords(new Date(head.clock), head.zone)}, log up to event {log.seq}.{" "}
        {faults > 0 && `Preflight names ${faults === 1 ? "one thing" : `${faults} things`} to be put right.`}
      </p>
      <table className="mt-3 w-full table-fixed border-collapse text-[9pt] [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_td]:align-top [&_th]:border [&_th]:px-2 [&_th]:py-1 [&_th]:text-left">
        <thead>
          <tr>
            {columns.map(({ label, width }) => (
              <th key={label} scope="col" className={width}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {index.map((part) => (
          <tbody key={part.title}>
            <tr>
              <th scope="rowgroup" colSpan={5}>
                {part.title}
              </th>
            </tr>
            {part.tabs.flatMap((tab) => [
              <tr key={tab.key} className="break-inside-avoid font-medium">
                <td>{tab.number}</td>
                <td>
                  {tab.title}
                  {tab.omitted !== null && <p className="font-normal">Intentionally omitted. {tab.omitted}</p>}
                  {tab.note !== null && tab.omitted === null && <p className="font-normal">{tab.note}</p>}
                </td>
                <td />
                <td />
                <td className="text-right">{pages.get(tab.key)?.tab}</td>
              </tr>,
              ...tab.documents.map((document, place) => (
                <tr key={`${tab.key} ${document.title} ${document.sha256}`} className="break-inside-avoid">
                  <td />
                  <td>{document.title}</td>
                  <td>{document.date}</td>
                  <td>{document.signatories.join(", ")}</td>
                  <td className="text-right">{pages.get(tab.key)?.documents[place]}</td>
                </tr>
              )),
            ])}
          </tbody>
        ))}
      </table>
    </section>
  );
}

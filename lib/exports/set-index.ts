import type { ClosingSetInput, DocumentReport } from "./model";
import { noticeOf } from "./part-of-set";
import type { PlannedPart } from "./plan";
import { spreadsheet } from "./spreadsheet";

/** A row of the index that goes into the ZIP: what it is, where its file is and where it stands in the bound volume. */
export type SetIndexRow = {
  readonly kind: "part" | "tab" | "document";
  readonly part: string;
  readonly tab: string;
  readonly title: string;
  readonly date: string;
  readonly signatories: string;
  readonly page: string;
  /** Within the ZIP; empty where there is no file. */
  readonly path: string;
  readonly remarks: string;
};

/** The rows of the index of a set, from its plan and what became of each document, in the same order. */
export function setIndexRows(plan: readonly PlannedPart[], reports: readonly DocumentReport[]): SetIndexRow[] {
  const rows: SetIndexRow[] = [];
  let next = 0;
  for (const { input: part, tabs } of plan) {
    const none = { part: part.title, tab: "", date: "", signatories: "", page: "", path: "", remarks: "" };
    rows.push({ ...none, kind: "part", title: part.title });
    for (const { input: tab, documents } of tabs) {
      const omitted = tab.omitted === undefined ? "" : `Intentionally omitted. ${tab.omitted}`;
      const remarks = [omitted, tab.note].filter(Boolean).join(" ");
      rows.push({ ...none, kind: "tab", tab: tab.number, title: tab.title, remarks });
      for (const { input, path } of documents) {
        const report = reports[next++]!;
        rows.push({
          kind: "document",
          part: part.title,
          tab: tab.number,
          title: input.title,
          date: input.date ?? "",
          signatories: input.signatories.join(", "),
          page: String(report.firstPage),
          path: report.sha256 === null ? "" : path,
          remarks: report.findings.map(({ message }) => message).join(" "),
        });
      }
    }
  }
  return rows;
}

/** The index as a page for any browser, with links to the files beside it. */
export function indexHtml(input: ClosingSetInput, rows: readonly SetIndexRow[]): string {
  const body = rows.map((row) => {
    if (row.kind === "part")
      return `<tr class="part"><th colspan="6" scope="rowgroup">${escapeHtml(row.title)}</th></tr>`;
    const cells = [row.date, row.signatories, row.page, row.remarks].map((text) => `<td>${escapeHtml(text)}</td>`);
    const title = row.path
      ? `<a href="${escapeHtml(fileLink(row.path))}">${escapeHtml(row.title)}</a>`
      : escapeHtml(row.title);
    const tab = row.kind === "tab" ? escapeHtml(row.tab) : "";
    return `<tr class="${row.kind}"><th scope="row">${tab}</th><td>${title}</td>${cells.join("")}</tr>`;
  });
  const facts = [
    ...input.securities,
    input.amount,
    `Time of Delivery: ${input.timeOfDelivery}`,
    noticeOf(input),
  ].filter((fact) => fact !== undefined && fact !== "") as string[];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(`${input.issuer}: ${input.title}`)}</title>
<style>
body { font: 16px/1.45 Georgia, "Times New Roman", serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem; margin-bottom: .25rem } p { margin: .2rem 0 }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; font-size: .92rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ddd; font-weight: normal }
thead th { font-weight: bold } .part th { font-weight: bold; font-size: 1.05rem; padding-top: 1.2rem } .tab td { font-weight: bold }
.document td:nth-child(2) { padding-left: 1rem } .rehearsal { font-weight: bold; letter-spacing: .04em }
</style>
</head>
<body>
${input.rehearsal ? `<p class="rehearsal">${escapeHtml(input.rehearsal)}</p>\n` : ""}<h1>${escapeHtml(input.issuer)}</h1>
<p>${escapeHtml(titleOf(input))}</p>
${facts.map((fact) => `<p>${escapeHtml(fact)}</p>`).join("\n")}
<table>
<thead><tr><th scope="col">Tab</th><th scope="col">Document</th><th scope="col">Date</th><th scope="col">Signatories</th><th scope="col">Page in the bound volume</th><th scope="col">Remarks</th></tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

/** The index as a worksheet. */
export function indexXlsx(input: ClosingSetInput, rows: readonly SetIndexRow[]): Promise<Buffer> {
  const columns = [
    { header: "Part", width: 24 },
    { header: "Tab", width: 12 },
    { header: "Document", width: 56 },
    { header: "Date", width: 12 },
    { header: "Signatories", width: 36 },
    { header: "Page in the bound volume", width: 12 },
    { header: "File", width: 60 },
    { header: "Remarks", width: 50 },
  ];
  const cells = rows
    .filter((row) => row.kind !== "part")
    .map(({ part, tab, title, date, signatories, page, path, remarks }) => [
      part,
      tab,
      title,
      date,
      signatories,
      page === "" ? null : Number(page),
      path === "" ? null : { text: path, hyperlink: fileLink(path) },
      remarks,
    ]);
  const notice = noticeOf(input);
  if (notice) cells.push(["", "", notice, "", "", null, null, ""]);
  return spreadsheet([{ name: "Index", columns, rows: cells }], `${input.issuer}: ${input.title}`, input.asOf);
}

const titleOf = ({ title, distribution }: ClosingSetInput) => (distribution ? `${title}: ${distribution.set}` : title);

/** A relative link to a file of the ZIP, once unpacked. */
const fileLink = (path: string) => path.split("/").map(encodeURIComponent).join("/");

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

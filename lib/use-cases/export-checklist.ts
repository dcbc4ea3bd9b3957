import "server-only";
import type { ExportFormat } from "@/lib/contracts/closing-set";
import type { PeopleView } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { type PartyRole, roleLabels } from "@/lib/domain/role";
import { dayWords, momentWords } from "@/lib/domain/time-words";
import { basisLabels } from "@/lib/domain/words";
import { csvFile } from "@/lib/exports/csv";
import { safeName } from "@/lib/exports/file-names";
import type { Paper, PaperColumn } from "@/lib/exports/paper";
import { spreadsheet } from "@/lib/exports/spreadsheet";
import { vcardFile } from "@/lib/exports/vcard";
import { rehearsalMark } from "./closing-set-cover";
import { memorandumFile } from "./closing-set-memorandum-file";
import { viewChecklist } from "./view-checklist";
import { viewPeople } from "./view-people";

export type ExportedFile = { bytes: Uint8Array; fileName: string; mediaType: string };

type Wish = {
  closingId: ClosingId;
  format: ExportFormat;
  /** The conditions that are on the screen, where those are not all. */
  only?: readonly string[] | undefined;
  /** Through whose eyes the checklist is seen. */
  as?: PartyRole | undefined;
};

const mediaTypes: Record<string, string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  vcf: "text/vcard; charset=utf-8",
  pdf: "application/pdf",
};

/** The checklist, the working group list or a paper of one Time of Delivery as a file, as this person may see it. */
export async function exportFile(actor: Actor, wish: Wish): Promise<Result<ExportedFile, Problem>> {
  const [what, ending] = wish.format.split(".") as [string, keyof typeof mediaTypes];
  const checklist = await viewChecklist(actor, { closingId: wish.closingId, as: wish.as });
  if (!checklist.ok) return checklist;
  const { head } = checklist.value;
  const bytes = await bytesOf(actor, checklist.value, wish, what, ending);
  if (!bytes.ok) return bytes;
  const mark = head.offering.rehearsal ? "REHEARSAL - " : "";
  const fileName = safeName(`${mark}${head.offering.issuer} - ${head.label} - ${titles[what]}`, `.${ending}`);
  return ok({ bytes: bytes.value, fileName, mediaType: mediaTypes[ending] ?? "application/octet-stream" });
}

const titles: Record<string, string> = {
  checklist: "Closing checklist",
  "working-group": "Working group list",
  memorandum: "Closing memorandum",
  agenda: "Closing call agenda",
};

async function bytesOf(
  actor: Actor,
  checklist: ChecklistView,
  { closingId, only }: Wish,
  what: string,
  ending: string,
): Promise<Result<Uint8Array, Problem>> {
  if (what === "checklist") return ok(await checklistFile(checklist, only, ending));
  if (what === "memorandum" || what === "agenda") return memorandumFile(actor, { closingId, what, ending });
  const people = await viewPeople(actor);
  return people.ok ? ok(await peopleFile(checklist, people.value, ending)) : people;
}

type Table = { columns: readonly PaperColumn[]; rows: readonly (readonly string[])[] };

async function checklistFile(view: ChecklistView, only: readonly string[] | undefined, ending: string) {
  const table = checklistTable(view, only);
  const { head, viewer } = view;
  const eyes = viewer.viewingAs ? ` As ${roleLabels[viewer.viewingAs]} sees it.` : "";
  const asOf = `Status as of ${momentWords(new Date(head.clock), head.zone)}`;
  const shown = only ? ` ${table.rows.length} of ${view.conditions.length} lines are shown.` : "";
  return tableFile(view, "Closing checklist", `${asOf}.${eyes}${shown}`, table, ending);
}

/** The Word table as counsel keep it: a row for each clause and limb, in the agreement's order. */
export function checklistTable({ conditions, head }: ChecklistView, only: readonly string[] | undefined): Table {
  const shown = only ? new Set(only) : null;
  return {
    columns: [
      { header: "Clause", share: 9 },
      { header: "Condition", share: 20 },
      { header: "Documents", share: 21 },
      { header: "Furnished by", share: 13 },
      { header: "Sign-offs", share: 18 },
      { header: "Status", share: 9 },
      { header: "Next", share: 18 },
    ],
    rows: conditions
      .filter(({ id }) => !shown || shown.has(id))
      .map((condition) => [
        condition.label,
        condition.title,
        condition.deliverables.map(({ title, state }) => `${title} (${state.replaceAll("-", " ")})`).join("\n"),
        [...new Set(condition.furnishedBy.map(({ name }) => name))].join("\n"),
        condition.slots.map((slot) => slotWords(slot, head.zone)).join("\n"),
        statusWords(condition),
        condition.settledBy
          ? `${condition.settledBy.by}: ${condition.settledBy.text}`
          : nextWords(condition, head.zone),
      ]),
  };
}

function slotWords({ basis, role, state, by, at }: ConditionView["slots"][number], zone: string): string {
  const who = `${basisLabels[basis]}, ${roleLabels[role]}`;
  if (state === "given" && by && at) return `${who}: ${by}, ${momentWords(new Date(at), zone)}`;
  return `${who}: ${state === "not-yet" ? "on the day" : state}`;
}

function statusWords({ status, stale, expired }: ConditionView): string {
  const marks = [stale.length > 0 ? "stale" : "", expired.length > 0 ? "expired" : ""].filter(Boolean);
  return [status.replaceAll("-", " "), ...marks].join(", ");
}

function nextWords({ next, assignee, dueAt }: ConditionView, zone: string): string {
  const due = dueAt ? `by ${dayWords(new Date(dueAt), zone)}` : "";
  return [next?.sentence, assignee ? `Seen to by ${assignee.name}` : "", due].filter(Boolean).join("; ");
}

async function peopleFile(view: ChecklistView, { parties }: PeopleView, ending: string): Promise<Uint8Array> {
  const members = parties.flatMap((party) =>
    party.members.filter(({ endedAt }) => endedAt === null).map((member) => ({ party, member })),
  );
  if (ending === "vcf") {
    return vcardFile(
      members.map(({ party, member: { name, title, email } }) => ({
        name,
        title,
        email,
        organisation: party.name,
        part: roleLabels[party.role],
      })),
    );
  }
  const table: Table = {
    columns: [
      { header: "Part", share: 18 },
      { header: "Party", share: 26 },
      { header: "Name", share: 20 },
      { header: "Title", share: 18 },
      { header: "E-mail", share: 24 },
    ],
    rows: parties.flatMap((party): string[][] => {
      const own = members.filter((one) => one.party.id === party.id).map(({ member }) => member);
      const part = roleLabels[party.role];
      if (own.length === 0) return [[part, party.name, "", "", ""]];
      return own.map(({ name, title, email }) => [part, party.name, name, title, email]);
    }),
  };
  const asOf = `As of ${momentWords(new Date(view.head.clock), view.head.zone)}.`;
  return tableFile(view, "Working group list", asOf, table, ending);
}

/** One table as Word file, workbook or CSV, stamped with the moment as of which it speaks. */
async function tableFile(
  { head }: ChecklistView,
  title: string,
  stamp: string,
  { columns, rows }: Table,
  ending: string,
): Promise<Uint8Array> {
  const { offering, label, clock, term, timeOfDelivery, zone } = head;
  const headers = columns.map(({ header }) => header);
  if (ending === "csv") return csvFile(headers, rows);
  const rehearsal = offering.rehearsal ? rehearsalMark : undefined;
  if (ending === "xlsx") {
    const marked = rehearsal ? `${rehearsal}. ${stamp}` : stamp;
    const sheet = { name: title, columns: columns.map(({ header, share }) => ({ header, width: share * 1.8 })), rows };
    return spreadsheet([{ ...sheet, footer: marked }], `${offering.issuer}: ${title}. ${marked}`, clock);
  }
  // Loaded where it is needed: the Word library is large, and a spreadsheet asks nothing of it.
  const { paperDocx } = await import("@/lib/exports/paper-docx");
  const paper: Paper = {
    title,
    subtitle: [
      offering.issuer,
      offering.name,
      `${term}: ${label}, ${momentWords(new Date(timeOfDelivery), zone)}`,
      stamp,
    ],
    rehearsal,
    footer: `${title}. ${stamp}`,
    asOf: clock,
    landscape: true,
    blocks: [{ kind: "table", columns, rows, none: "Nothing is on the list." }],
  };
  return paperDocx(paper);
}

import "server-only";
import type { ChecklistView, StatusView } from "@/lib/contracts/views";
import { type BinderCause, binderCauseWords } from "@/lib/domain/binder";
import { roleLabels, type Side, sideLabels } from "@/lib/domain/role";
import { momentWords } from "@/lib/domain/time-words";
import type { Paper, PaperBlock } from "@/lib/exports/paper";
import { rehearsalMark } from "./closing-set-cover";
import { checklistTable } from "./export-checklist";

/** What a binder says: one side's view, and where the log stood. */
export type BinderContent = {
  side: Side;
  cause: BinderCause;
  checklist: ChecklistView;
  status: StatusView;
  heads: readonly { compartment: string; seq: number; hash: string; at: Date }[];
};

/**
 * The status of one Time of Delivery for paper: enough to go on with the closing by telephone when no screen answers. It says who is
 * to be called, what stands in the way, and by which hashes each document and the whole log can be told again.
 */
export function binderPaper({ side, cause, checklist, status, heads }: BinderContent): Paper {
  const { head, readiness, blockers } = status;
  const { offering, label, term, timeOfDelivery, zone, clock, location, stage } = head;
  const stamp = `Status as of ${momentWords(new Date(clock), zone)}, as ${sideLabels[side]} may see it`;
  return {
    title: "Closing binder",
    subtitle: [
      offering.issuer,
      offering.name,
      `${term}: ${label}, ${momentWords(new Date(timeOfDelivery), zone)}, ${location}`,
      `${stamp}. ${binderCauseWords[cause]}.`,
    ],
    rehearsal: offering.rehearsal ? rehearsalMark : undefined,
    footer: `Closing binder. ${stamp}`,
    asOf: clock,
    landscape: true,
    blocks: [
      {
        kind: "facts",
        rows: [
          ["Stage", stage.replaceAll("-", " ")],
          ["Conditions", `${readiness.settled} of ${readiness.total} settled`],
          ["Signature pages", `${readiness.pagesReady} of ${readiness.pagesTotal} authorised for release`],
          ...(status.damage.length > 0 ? [["Record", status.damage.join(" ")] as const] : []),
        ],
      },
      { kind: "heading", text: "What stands in the way" },
      {
        kind: "table",
        columns: [
          { header: "Clause", share: 10 },
          { header: "Condition", share: 40 },
          { header: "What is next", share: 50 },
        ],
        rows: blockers.map(({ label, title, sentence }) => [label, title, sentence]),
        none: "Nothing stands in the way.",
      },
      { kind: "heading", text: "Checklist" },
      { kind: "table", ...checklistTable(checklist, undefined), none: "Nothing is on the list." },
      { kind: "heading", text: "Signature pages" },
      signaturePages(status),
      { kind: "heading", text: "Documents in force" },
      documents(checklist),
      { kind: "heading", text: "Working group" },
      {
        kind: "table",
        columns: [
          { header: "Part", share: 25 },
          { header: "Party", share: 45 },
          { header: "Name", share: 30 },
        ],
        rows: checklist.people.map(({ role, party, name }) => [roleLabels[role], party, name]),
        none: "Nobody has joined yet.",
      },
      { kind: "heading", text: "Where the log stood" },
      {
        kind: "facts",
        rows: heads.map(({ compartment, seq, hash }) => [
          compartment === "shared" ? "Shared log" : "Own log",
          `event ${seq}, ${hash}`,
        ]),
      },
      {
        kind: "text",
        look: "small",
        text: "A log with these events in it has had nothing before them changed or removed. Each document is known by its SHA-256.",
      },
    ],
  };
}

const signaturePages = ({ signaturePages }: StatusView): PaperBlock => ({
  kind: "table",
  columns: [
    { header: "Party", share: 28 },
    { header: "Document", share: 28 },
    { header: "Signatory", share: 28 },
    { header: "State", share: 16 },
  ],
  rows: signaturePages.map(({ party, document, signatory, capacity, state }) => [
    party,
    document,
    [signatory, capacity].filter(Boolean).join(", "),
    state.replaceAll("-", " "),
  ]),
  none: "There are no signature pages.",
});

const documents = (checklist: ChecklistView): PaperBlock => ({
  kind: "table",
  columns: [
    { header: "Clause", share: 10 },
    { header: "Document", share: 28 },
    { header: "File", share: 24 },
    { header: "SHA-256", share: 38 },
  ],
  rows: documentsInForce(checklist).map(({ label, title, number, fileName, sha256 }) => [
    label,
    title,
    `${fileName} (version ${number})`,
    // In two lines, since it has no place to break.
    `${sha256.slice(0, 32)}\n${sha256.slice(32)}`,
  ]),
  none: "No document is shared yet.",
});

/** Every document in force, with the hash that its bytes are known by. */
export const documentsInForce = ({ conditions }: ChecklistView) =>
  conditions.flatMap(({ label, deliverables }) =>
    deliverables.flatMap(({ title, inForce }) => (inForce ? [{ label, title, ...inForce }] : [])),
  );

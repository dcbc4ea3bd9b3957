import { countedConditions, signaturePageState, stageOf } from "@/lib/domain/closing";
import { type Condition, type Deliverable, inForce, liveMark, liveWaiver } from "@/lib/domain/condition";
import type { DocumentInput, PartInput, RecordInput, TabInput } from "@/lib/exports/model";
import type { Paper } from "@/lib/exports/paper";
import { closingMemorandum, confirmationRecord, signOffRecord, waiverRecord } from "./closing-set-papers";
import { type ClosingSnapshot, pricingOf } from "./closing-set-snapshot";
import { conditionKey } from "./tab-keys";

/** A tab of the index with the key by which its edits are known. */
export type KeyedTab = TabInput & { readonly key: string };
export type KeyedPart = { readonly title: string; readonly tabs: readonly KeyedTab[] };

/** What a person changed about a tab; its place is its place in the list of edits. */
export type TabEdit = {
  readonly key: string;
  readonly number?: string | undefined;
  readonly title?: string | undefined;
  /** The reason for which the tab is intentionally omitted. */
  readonly omitted?: string | undefined;
};

/** Where files are: stored documents by their digest, papers of the program's own by their name. */
export type SetPlaces = { readonly stored: (sha256: string) => string; readonly paper: (name: string) => string };

/**
 * The index of a set: what was agreed, the conditions in the agreement's own lettering, then the record behind them as
 * tabs of their own. Only versions that all parties share are in it.
 */
export function tabsOf(
  snapshot: ClosingSnapshot,
  record: RecordInput,
  places: SetPlaces,
): { parts: KeyedPart[]; papers: { file: string; paper: Paper }[] } {
  const { scene, setup } = snapshot;
  const papers: { file: string; paper: Paper }[] = [];
  const ownPaper = (key: string, number: string, paper: Paper, documents: readonly DocumentInput[] = []): KeyedTab => {
    const file = places.paper(`${key}.pdf`);
    papers.push({ file, paper });
    const own = { title: paper.title, signatories: [], file, mediaType: "application/pdf" };
    return { key: `record:${key}`, number, title: paper.title, documents: [own, ...documents] };
  };
  const agreement = setup.agreements.find(({ id }) => id === pricingOf(setup, scene.closing.id)?.agreementId);
  const counted = new Set(countedConditions(scene.closing).map(({ id }) => id));
  const conditions = scene.closing.conditions.filter(
    ({ id, deliverables }) => counted.has(id) || deliverables.length > 0,
  );
  const parts: KeyedPart[] = [
    {
      title: `Conditions: Section ${agreement?.conditionsSection ?? ""}`.trim(),
      tabs: conditions.map((condition) => conditionTab(snapshot, condition, places)),
    },
    {
      title: "The record of the closing",
      tabs: [
        ownPaper("sign-offs", "R-1", signOffRecord(snapshot, record)),
        ownPaper("waivers", "R-2", waiverRecord(snapshot, record), instruments(record, places)),
        ownPaper("confirmations", "R-3", confirmationRecord(snapshot, record)),
        ownPaper("memorandum", "R-4", closingMemorandum(snapshot)),
      ],
    },
  ];
  if (agreement?.source) parts.unshift(agreementPart(agreement, agreement.source, places));
  return { parts, papers };
}

function agreementPart(
  { id, title, datedOn }: { id: string; title: string; datedOn: string },
  { sha256, name }: { sha256: string; name: string },
  { stored }: SetPlaces,
): KeyedPart {
  const mediaType = name.toLowerCase().endsWith(".pdf") ? "application/pdf" : "application/octet-stream";
  const file = { file: stored(sha256), originalName: name, sha256, mediaType };
  const document = { title, date: datedOn, signatories: [], ...file };
  return { title: "The agreement", tabs: [{ key: `agreement:${id}`, number: "1", title, documents: [document] }] };
}

function conditionTab(snapshot: ClosingSnapshot, condition: Condition, places: SetPlaces): KeyedTab {
  const documents = condition.deliverables.flatMap((deliverable) => documentOf(snapshot, deliverable, places));
  const missing = condition.deliverables.filter((deliverable) => !inForce(deliverable)).map(({ title }) => title);
  const about = {
    key: conditionKey(condition.id),
    number: condition.label,
    title: condition.title,
    condition: { id: condition.id, clause: condition.label },
  };
  const dispensed = dispensedWith(condition);
  const status = (snapshot.states.get(condition.id)?.status ?? "open").replaceAll("-", " ");
  if (dispensed && documents.length === 0) return { ...about, omitted: dispensed, documents: [] };
  const notes = [
    dispensed,
    condition.deliverables.length === 0 && !dispensed
      ? `${capital(status)}. No document is called for; see the sign-off record.`
      : null,
    !dispensed && missing.length > 0 ? `Not delivered: ${missing.join("; ")}.` : null,
  ].filter((note) => note !== null);
  return { ...about, ...(notes.length > 0 ? { note: notes.join(" ") } : {}), documents };
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Why a condition calls for nothing: waived, or not applicable. */
function dispensedWith(condition: Condition): string | null {
  const waiver = liveWaiver(condition);
  if (waiver) return `Waived by the Representatives: ${waiver.text}`;
  const mark = liveMark(condition);
  return mark?.mark === "not-applicable" ? `Not applicable: ${mark.reason}` : null;
}

function documentOf({ scene, pages }: ClosingSnapshot, deliverable: Deliverable, { stored }: SetPlaces) {
  const version = inForce(deliverable);
  if (!version) return [];
  const { closing, parties } = scene;
  const stage = stageOf(closing);
  const signatories = closing.signaturePages
    .filter((page) => page.document.toLowerCase() === deliverable.title.toLowerCase())
    .filter((page) => ["release-authorised", "released"].includes(signaturePageState(page, stage)))
    .map((page) => parties.find(({ id }) => id === page.partyId)?.name ?? page.signatory);
  const taken = pages.get(version.sha256);
  const document: DocumentInput = {
    title: deliverable.title,
    ...(version.datedOn ? { date: version.datedOn } : {}),
    signatories: [...new Set(signatories)],
    file: stored(version.sha256),
    originalName: version.fileName,
    sha256: version.sha256,
    mediaType: version.mediaType,
    ...(taken === undefined ? {} : { pages: taken }),
    version: { id: version.id, deliverableId: deliverable.id, label: `Version ${version.number}` },
  };
  return [document];
}

/** The writings of waivers, as documents of the waivers' tab. */
function instruments({ waivers }: RecordInput, { stored }: SetPlaces): DocumentInput[] {
  return waivers.flatMap(({ clause, person, instrument, at }) => {
    if (!instrument) return [];
    const mediaType = instrument.name.toLowerCase().endsWith(".pdf") ? "application/pdf" : "application/octet-stream";
    const { sha256, name: originalName } = instrument;
    const title = `Waiver of ${clause}: ${originalName}`;
    return [
      { title, date: at.slice(0, 10), signatories: [person], file: stored(sha256), originalName, sha256, mediaType },
    ];
  });
}

/** The index as a person edited it: tabs in the order of the edits within their part, renamed, renumbered or omitted. */
export function withEdits(parts: readonly KeyedPart[], edits: readonly TabEdit[]): KeyedPart[] {
  const place = new Map(edits.map(({ key }, index) => [key, index]));
  const byKey = new Map(edits.map((edit) => [edit.key, edit]));
  return parts.map(({ title, tabs }) => {
    const ordered = tabs
      .map((tab, index) => ({ tab, at: place.get(tab.key) ?? edits.length + index }))
      .sort((a, b) => a.at - b.at)
      .map(({ tab }) => edited(tab, byKey.get(tab.key)));
    return { title, tabs: ordered };
  });
}

function edited(tab: KeyedTab, edit: TabEdit | undefined): KeyedTab {
  if (!edit) return tab;
  const renamed = { ...tab, number: edit.number ?? tab.number, title: edit.title ?? tab.title };
  return edit.omitted === undefined ? renamed : { ...renamed, omitted: edit.omitted, documents: [] };
}

/** The parts as the binder takes them, without the keys of the editor. */
export const plainParts = (parts: readonly KeyedPart[]): PartInput[] =>
  parts.map(({ title, tabs }) => ({ title, tabs: tabs.map(({ key: _, ...tab }) => tab) }));

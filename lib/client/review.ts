import { useMutation } from "@tanstack/react-query";
import type { AgreementDraft, DraftLine, NotSaid, TextSpan } from "@/lib/contracts/agreement";
import { type DraftFault, type DraftRow, type DraftTerms, draftFaults } from "@/lib/domain/draft";
import { limbLabels } from "@/lib/domain/labels";
import { limbsInText } from "@/lib/domain/limbs-in-text";
import { draftFrom } from "@/lib/domain/templates/template";
import { templateOf } from "@/lib/domain/templates/templates";
import { postFile } from "./api";

// A drafted list while a person looks at it: every change gives a new one, so that each can be taken back.

/** A line under review. Merged lines keep the words of each; one that is left out keeps its place and the reason. */
export type ReviewLine = {
  id: string;
  depth: number;
  terms: DraftTerms;
  spans: readonly TextSpan[];
  notSaid: readonly NotSaid[];
  said: readonly string[];
  leftOut: string | null;
};

export const reviewLines = (draft: AgreementDraft): ReviewLine[] =>
  draft.lines.map(({ span, ...line }: DraftLine) => ({ ...line, spans: [span], leftOut: null }));

/** The lines that will be on the list. */
export const keptLines = (lines: readonly ReviewLine[]) => lines.filter(({ leftOut }) => leftOut === null);

export const rowsOf = (lines: readonly ReviewLine[]): DraftRow[] =>
  keptLines(lines).map(({ depth, terms }) => ({ depth, terms }));

/** What cannot stand yet, by the line’s id. */
export function faultsOf(lines: readonly ReviewLine[]): ReadonlyMap<string, DraftFault> {
  const kept = keptLines(lines);
  return new Map(
    draftFaults(rowsOf(lines))
      .toReversed()
      .flatMap((fault) => {
        const line = kept[fault.row];
        return line ? [[line.id, fault] as const] : [];
      }),
  );
}

/** A line’s own place and how many lines below it are its limbs. */
export function familyAt(lines: readonly ReviewLine[], id: string): { at: number; count: number } {
  const at = lines.findIndex((line) => line.id === id);
  const depth = lines[at]?.depth ?? 0;
  let count = 1;
  while (at + count < lines.length && (lines[at + count]?.depth ?? 0) > depth) count += 1;
  return { at, count };
}

/** What a person set is said by that person: the mark that the agreement does not say it goes. */
export const withTerms = (lines: readonly ReviewLine[], id: string, terms: DraftTerms): ReviewLine[] =>
  lines.map((line) => {
    if (line.id !== id) return line;
    const changed: Record<NotSaid, boolean> = {
      kind: line.terms.kind !== terms.kind,
      furnishedBy: !sameList(line.terms.furnishedBy, terms.furnishedBy),
      furnishedTo: !sameList(line.terms.furnishedTo, terms.furnishedTo),
    };
    return { ...line, terms, notSaid: line.notSaid.filter((what) => !changed[what]) };
  });

/** A person says that what stands there is right although the agreement does not say it. */
export const asSaid = (lines: readonly ReviewLine[], id: string): ReviewLine[] =>
  lines.map((line) => (line.id === id ? { ...line, notSaid: [] } : line));

/** Leaves a line and its limbs out of the list, with the reason; null puts them back. */
export function withLeftOut(lines: readonly ReviewLine[], id: string, reason: string | null): ReviewLine[] {
  const { at, count } = familyAt(lines, id);
  return lines.map((line, place) => (place >= at && place < at + count ? { ...line, leftOut: reason } : line));
}

/** The sibling above, into which a line can be merged; null where there is none. */
export function mergeTarget(lines: readonly ReviewLine[], id: string): ReviewLine | null {
  const { at } = familyAt(lines, id);
  const depth = lines[at]?.depth;
  for (let place = at - 1; place >= 0; place--) {
    const above = lines[place];
    if (!above || depth === undefined || above.depth < depth) return null;
    if (above.depth === depth) return above.leftOut === null ? above : null;
  }
  return null;
}

/** Joins a line to its sibling above: the words of both, the documents of both, one label. Its limbs go along. */
export function merged(lines: readonly ReviewLine[], id: string): ReviewLine[] {
  const target = mergeTarget(lines, id);
  const line = lines.find((known) => known.id === id);
  if (!target || !line) return [...lines];
  const titles = new Set(target.terms.deliverables.map(({ title }) => title.toLowerCase()));
  const further = line.terms.deliverables.filter(({ title }) => !titles.has(title.toLowerCase()));
  const both: ReviewLine = {
    ...target,
    spans: [...target.spans, ...line.spans],
    said: [...new Set([...target.said, ...line.said])],
    terms: {
      ...target.terms,
      text: `${target.terms.text} ${line.terms.text}`.trim(),
      deliverables: [...target.terms.deliverables, ...further],
    },
  };
  return lines.flatMap((known) => (known.id === target.id ? [both] : known.id === id ? [] : [known]));
}

/** The parts into which a line’s words would fall: as they number them, else at their semicolons. */
export function partsOf(line: ReviewLine, text: string): { words: string; span: TextSpan }[] {
  const [span] = line.spans;
  if (!span || line.spans.length > 1) return [];
  const raw = text.slice(...span);
  const numbered = limbsInText(raw);
  const parts = numbered.length > 1 ? numbered : raw.split(/;\s+(?:and\s+|or\s+)?/).map((part) => part.trim());
  if (parts.length < 2) return [];
  let from = 0;
  return parts.map((words) => {
    const at = Math.max(raw.indexOf(words, from), from);
    from = at + words.length;
    return { words: words.replace(/\s+/g, " "), span: [span[0] + at, span[0] + from] };
  });
}

/** A line with its words as limbs below it, each with its own span. */
export function split(lines: readonly ReviewLine[], id: string, text: string): ReviewLine[] {
  const { at, count } = familyAt(lines, id);
  const line = lines[at];
  const parts = line ? partsOf(line, text) : [];
  if (!line || count > 1 || parts.length < 2) return [...lines];
  const labels = limbLabels(line.terms.label, parts.length);
  const limbs = parts.map(({ words, span }, index): ReviewLine => {
    const label = labels[index] ?? "";
    const title =
      words
        .split(" ")
        .slice(0, 9)
        .join(" ")
        .replace(/[,;:.]+$/, "")
        .slice(0, 110) || label;
    const terms: DraftTerms = { ...line.terms, label, title, text: words, mode: "whole", deliverables: [] };
    return {
      id: `${id}/${index + 1}`,
      depth: line.depth + 1,
      terms,
      spans: [span],
      notSaid: [],
      said: [],
      leftOut: null,
    };
  });
  return [...lines.slice(0, at + 1), ...limbs, ...lines.slice(at + 1)];
}

/** Words that are in no line, as a line of their own at the place where they stand in the text. */
export function withLineFrom(
  lines: readonly ReviewLine[],
  span: TextSpan,
  text: string,
  terms: DraftTerms,
): ReviewLine[] {
  const words = text
    .slice(...span)
    .replace(/\s+/g, " ")
    .trim();
  const line: ReviewLine = {
    id: `words-${span[0]}`,
    depth: 0,
    terms: { ...terms, text: words.slice(0, 40_000) },
    spans: [span],
    notSaid: ["kind", "furnishedBy", "furnishedTo"],
    said: [],
    leftOut: null,
  };
  const after = lines.findIndex(({ depth, spans }) => depth === 0 && (spans[0]?.[0] ?? 0) >= span[0]);
  return after < 0 ? [...lines, line] : [...lines.slice(0, after), line, ...lines.slice(after)];
}

/** What the list can take over from a template beside the agreement’s conditions: the steps of delivery against payment. */
const stepLabel = /^Delivery \(\d+\)$/;

export const hasDeliverySteps = (lines: readonly ReviewLine[]) =>
  lines.some(({ terms }) => stepLabel.test(terms.label));

/** The list with the usual steps of delivery and payment after it, which agreements have outside their conditions. */
export function withDeliverySteps(lines: readonly ReviewLine[], draft: AgreementDraft): ReviewLine[] {
  const template = templateOf(draft.securities?.kind === "shares" ? "common-stock" : "senior-notes");
  const facts = {
    section: draft.section?.number ?? "",
    term: draft.agreement.closingTerm ?? template.usualTerm,
    roles: draft.parties.map(({ role }) => role),
    delivers: "firm" as const,
  };
  const steps = draftFrom(template, facts).filter(({ terms }) => stepLabel.test(terms.label));
  return [
    ...lines,
    ...steps.map(({ terms }): ReviewLine => {
      const { label } = terms;
      return { id: label, depth: 0, terms, spans: [], notSaid: [], said: [], leftOut: null };
    }),
  ];
}

const sameList = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));

/** Has a file read into a draft. */
export const useReadAgreement = () =>
  useMutation({
    mutationFn: (file: File) =>
      postFile<AgreementDraft>(`/api/agreement-readings?fileName=${encodeURIComponent(file.name)}`, file),
  });

import "server-only";
import type { AgreementReading, Clause, Limb, NamedPart, Span } from "@/lib/agreement/reading";
import type { AgreementDraft, DraftLine, NotSaid, TextSpan } from "@/lib/contracts/agreement";
import type { DraftTerms } from "@/lib/domain/draft";
import type { ConditionKind } from "@/lib/domain/kind";
import { kindDefaults, kindLabels } from "@/lib/domain/kind-defaults";
import { type PartyRole, roleLabels } from "@/lib/domain/role";
import { listOf } from "@/lib/domain/words";
import { momentsOf, securitiesOf, termsFrom } from "./facts-from-reading";

/**
 * The draft of a closing from an agreement as it was read: a line for every condition, clause and limb, each with the
 * span of its words. What the agreement does not say is filled with what is usual for the kind and marked as not said;
 * what is not known at all stays null.
 */
export function draftFromReading(reading: AgreementReading, text: string): AgreementDraft {
  const units = unitsOf(text);
  const cut = (span: Span): TextSpan => [units(span[0]), units(span[1])];
  const words = (span: Span) => clauseWords(text.slice(...cut(span)));
  const { conditions, coverage, source, agreement, closing } = reading;
  const { sha256, name, bytes, pages } = source;
  const lines = conditions
    ? [
        ...conditions.leadIn.map(({ kind, span }, index): UnnamedLine => {
          const label = `${conditions.section ?? "Conditions"} lead-in (${index + 1})`;
          const terms = { ...usualTerms(kind), label, title: kindLabels[kind], text: shortened(words(span)) };
          return { depth: 0, terms, span: cut(span), notSaid: [], said: [] };
        }),
        ...conditions.clauses.flatMap((clause) => clauseLines(clause, cut, words)),
      ]
    : [];
  const securities = securitiesOf(reading);
  return {
    source: { sha256, name, bytes, pages },
    text,
    // A label can be given twice, which is for a person to settle: the place alone names a line.
    lines: lines.map((line, place) => ({ ...line, id: String(place + 1) })),
    section: conditions && { number: conditions.section, heading: conditions.heading, span: cut(conditions.span) },
    coverage: {
      characters: coverage.charactersInConditions,
      assigned: coverage.charactersAssigned,
      unassigned: coverage.unassigned.map(cut),
    },
    findings: reading.findings.map(({ code, message, spans }, index) => ({
      id: `${code}-${index + 1}`,
      message,
      spans: spans.map(cut),
    })),
    agreement: {
      title: agreement.title,
      datedOn: agreement.date,
      closingTerm: closing.term,
      governingLaw: agreement.governingLaw,
      terms: termsFrom(reading),
    },
    pricingDate: agreement.pricingDate,
    issuer: reading.issuer.name,
    securities,
    otherSecurities: reading.securities.slice(1).map(({ title }) => title),
    allocations: reading.allocations.lines.map(({ underwriter, amount }) => ({ underwriter, amount })),
    parties: unrepeated(reading.parties),
    moments: momentsOf(reading),
    place: closing.place,
  };
}

type UnnamedLine = Omit<DraftLine, "id">;

/** A clause and its limbs. Limbs take over what the clause calls for, but its documents. */
function clauseLines(clause: Clause, cut: (span: Span) => TextSpan, words: (span: Span) => string): UnnamedLine[] {
  const { label, kind, caption, span, timing, standard } = clause;
  const usual = usualTerms(kind);
  const by = rolesOf(clause.furnishedBy);
  const notSaid: NotSaid[] = [
    ...(kind === "other" ? (["kind"] as const) : []),
    ...(by.length === 0 ? (["furnishedBy"] as const) : []),
    ...(clause.furnishedTo.length === 0 ? (["furnishedTo"] as const) : []),
  ];
  const terms: DraftTerms = {
    ...usual,
    label,
    title: titleOf(clause),
    text: shortened(words(span)),
    furnishedBy: by.length > 0 ? by : usual.furnishedBy,
    furnishedTo: clause.furnishedTo.length > 0 ? clause.furnishedTo : usual.furnishedTo,
    requires: requiresOf(kind, by),
    deliverables: documentsOf(clause, usual),
  };
  const givenBy = namesOf(clause.furnishedBy);
  const said = [
    ...(givenBy ? [`from ${givenBy}`] : []),
    ...timing.map(({ basis, moment }) => `${basis.replace("-", " ")} ${moment.replaceAll("-", " ")}`),
    ...(standard ? [standard] : []),
    ...(caption ? [`headed “${caption}”`] : []),
  ];
  const own: UnnamedLine = { depth: 0, terms, span: cut(span), notSaid, said };
  const walk = (limbs: readonly Limb[], depth: number): UnnamedLine[] =>
    limbs.flatMap((limb) => {
      const limbWords = words(limb.span);
      const limbTerms = { ...terms, label: limb.label, title: firstWords(limbWords, limb.label), deliverables: [] };
      const line = { ...limbTerms, text: shortened(limbWords) };
      return [{ depth, terms: line, span: cut(limb.span), notSaid: [], said: [] }, ...walk(limb.limbs, depth + 1)];
    });
  return [own, ...walk(clause.limbs, 1)];
}

function usualTerms(kind: ConditionKind): Omit<DraftTerms, "label" | "title" | "text"> {
  const { furnishedBy, furnishedTo, requires, windowHours, deliverables } = kindDefaults(kind);
  return { kind, mode: "whole", furnishedBy, furnishedTo, requires, windowHours, ratings: [], deliverables };
}

/** Nobody accepts the form of their own paper: that of underwriters’ counsel is the Representatives’ to accept. */
function requiresOf(kind: ConditionKind, by: readonly PartyRole[]): DraftTerms["requires"] {
  const { requires } = kindDefaults(kind);
  if (!by.includes("underwriters_counsel")) return requires;
  return requires.map((required) =>
    required.basis === "form" && required.role === "underwriters_counsel"
      ? { ...required, role: "representative" as const }
      : required,
  );
}

/** An opinion for each firm that gives one; otherwise the documents that are usual for the kind. */
function documentsOf({ kind, furnishedBy, timing }: Clause, usual: { deliverables: DraftTerms["deliverables"] }) {
  if (kind !== "opinion" || furnishedBy.length === 0) return usual.deliverables;
  const isDated = timing.some(({ basis, moment }) => basis === "dated" && moment.endsWith("time-of-delivery"));
  const names = new Set(furnishedBy.map(({ role, name }) => name ?? roleLabels[role]));
  return [...names].map((name) => ({
    title: `Opinion of ${name}`.slice(0, 200),
    dated: isDated ? ("time-of-delivery" as const) : null,
  }));
}

function titleOf({ caption, kind, furnishedBy }: Clause): string {
  if (caption) return caption.slice(0, 200);
  const [giver] = furnishedBy;
  if (kind === "opinion" && giver) return `Opinion of ${roleLabels[giver.role].toLowerCase()}`;
  return kindLabels[kind];
}

const rolesOf = (parts: readonly NamedPart[]) => [...new Set(parts.map(({ role }) => role))].slice(0, 10);
const namesOf = (parts: readonly NamedPart[]) =>
  listOf([...new Set(parts.map(({ role, name }) => name ?? roleLabels[role]))]);

/** The first words of a limb without its mark, as a title to begin with. */
function firstWords(text: string, label: string): string {
  const mark = /\([^()]*\)$/.exec(label)?.[0] ?? "";
  const bare = text.startsWith(mark) ? text.slice(mark.length).trim() : text;
  const short = bare
    .split(" ")
    .slice(0, 9)
    .join(" ")
    .replace(/[,;:.]+$/, "");
  return short.length > 110 ? `${short.slice(0, 109)}…` : short || label;
}

/** A line of the source that is of the page and not of the clause: its number, or the mark of a new page. */
const pageLine = /^[ \t\f]*(?:<PAGE>|[-–] ?\d{1,3} ?[-–]|\d{1,3})?[ \t\f]*$/i;

/** The clause's words as one line, without what the page breaks put between them: another layout gives the same. */
const clauseWords = (text: string) =>
  text
    .split("\n")
    .filter((line) => !pageLine.test(line))
    .join("\n")
    .replaceAll("\0", " ")
    .replace(/\s+/g, " ")
    .trim();

/** A list takes 40,000 characters of a clause; what is longer says that it was cut. */
const shortened = (text: string) => (text.length <= 40_000 ? text : `${text.slice(0, 39_990)} […]`);

function unrepeated(parties: AgreementReading["parties"]): AgreementDraft["parties"] {
  const known = new Set<string>();
  return parties.filter(({ role, name }) => {
    const key = `${role} ${name.toLowerCase()}`;
    return known.has(key) ? false : known.add(key);
  });
}

/** Code points to UTF-16 units, in which a browser counts; the same wherever the text has none beyond the first plane. */
function unitsOf(text: string): (point: number) => number {
  const wide: number[] = [];
  let point = 0;
  for (const character of text) {
    if (character.length === 2) wide.push(point);
    point += 1;
  }
  if (wide.length === 0) return (at) => at;
  return (at) => {
    let [low, high] = [0, wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((wide[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return at + low;
  };
}

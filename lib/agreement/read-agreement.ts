import { createHash } from "node:crypto";
import { err, ok, type Result } from "@/lib/domain/result";
import { readAllocations } from "./allocations";
import { readBusinessDay } from "./business-day";
import { classify } from "./classify";
import { buildClauseTree, type ClauseTree, type TreeClause, type TreeNode } from "./clause-tree";
import { readClocks } from "./clocks";
import { readClosing } from "./closing";
import { type ConditionsSection, findConditions } from "./conditions-section";
import { governingLaw, readCover } from "./cover";
import { type Decoded, decode } from "./decode";
import { readDefault } from "./default-terms";
import { type FlowFinding, nameVariants, totalFinding, treeFindings } from "./findings";
import { furnishedBy, furnishedTo, type KnownParties } from "./furnished";
import { readIssuer } from "./issuer";
import { codePoints, type Layout, layOut } from "./layout";
import { leadInConditions } from "./lead-in";
import { foldedName } from "./names";
import { readParties } from "./parties";
import { pricingDate } from "./pricing-date";
import type { AgreementReading, Clause, Conditions, Coverage, Finding, Limb, Span } from "./reading";
import { recognise } from "./recognise";
import { type Reference, referencesIn } from "./references";
import type { ReadingRefusal } from "./refusal";
import { readRepresentatives } from "./representatives";
import { findSections } from "./sections";
import { readSecurities } from "./securities";
import { standardOf } from "./standard";
import { timingOf } from "./timing";

/**
 * Reads an agreement: bytes in, what it says out. The same bytes give the same reading. `text` is the decoded text that
 * every span points into. What is no underwriting agreement is refused with what was looked for.
 */
export async function readAgreement(
  bytes: Uint8Array,
  name: string,
): Promise<Result<{ reading: AgreementReading; text: string }, ReadingRefusal>> {
  const decoded = await decode(bytes);
  if (!decoded.ok) return decoded;
  const source = { name, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
  const reading = readDecoded(decoded.value, source);
  return reading.ok ? ok({ reading: reading.value, text: decoded.value.text }) : reading;
}

/** Reads text that is decoded already; every stage after the first. */
export function readDecoded(
  decoded: Decoded,
  source: { name: string; sha256: string; bytes: number },
): Result<AgreementReading, ReadingRefusal> {
  const layout = layOut(decoded);
  const { flow } = layout;
  const sections = findSections(layout);
  const section = findConditions(layout, sections);
  const cover = readCover(layout);
  const known = recognise(flow, cover.titled, section !== null);
  if (!known.ok) return err(known.error);

  const spanOf = spans(layout);
  const issuer = readIssuer(layout, cover);
  const own = new Set(issuer.side.map(({ name }) => foldedName(name)));
  const representatives = readRepresentatives(layout, cover, own);
  const allocations = readAllocations(layout);
  const parties = readParties(layout, section, issuer, representatives, allocations);
  const closing = readClosing(layout, section, cover.date);
  const day = readBusinessDay(flow);
  const tree = section && buildClauseTree(layout, section);
  const read = section && tree ? readConditions(layout, section, tree, parties.known, spanOf) : null;

  if (!parties.list.some(({ role }) => role === "accountants")) {
    for (const clause of read?.conditions.clauses ?? []) {
      if (clause.kind !== "comfort-letter") continue;
      for (const { name } of clause.furnishedBy)
        if (name !== null && !parties.list.some((each) => each.name === name))
          parties.list.push({ role: "accountants", name });
    }
  }

  const findings: FlowFinding[] =
    section && tree && read ? treeFindings(layout, section, tree, read.references, sections) : [];
  if (section === null)
    findings.push({
      code: "conditions-elsewhere",
      message:
        "No section of this file holds the conditions; they may stand in another document that this one takes in by reference.",
      spans: [],
    });
  if (section !== null && tree?.clauses.length === 0)
    findings.push({
      code: "conditions-missing",
      message:
        "The conditions section has no lettered or numbered clauses; its paragraphs are left to be divided by hand.",
      spans: tree.rest,
    });
  if (closing.moments[0]?.at === null)
    findings.push({
      code: "closing-moment-missing",
      message: `No date is given for the ${closing.term}.`,
      spans: closing.span ? [closing.span] : [],
    });
  const settled: Finding[] = findings.map(({ code, message, spans: at }) => ({
    code,
    message,
    spans: at.map((each) => spanOf(each.start, each.end)),
  }));
  const total = totalFinding(allocations);
  if (total !== null)
    settled.push({
      code: "total-mismatch",
      message: total,
      spans: [codePoints(layout.source)(allocations.start, allocations.end)],
    });
  for (const [a, b] of nameVariants([
    ...parties.list.map((each) => each.name),
    ...allocations.lines.map((line) => line.underwriter),
  ])) {
    settled.push({
      code: "name-variant",
      message: `“${a}” and “${b}” are probably one name, spelt two ways.`,
      spans: [a, b].flatMap((each) => placeOf(layout, each, spanOf)),
    });
  }

  const reading: AgreementReading = {
    source: {
      name: source.name,
      sha256: source.sha256,
      bytes: source.bytes,
      format: decoded.format,
      pages: layout.pages,
    },
    agreement: {
      title: cover.title,
      date: cover.date,
      pricingDate: pricingDate(flow, cover.date),
      governingLaw: governingLaw(flow),
    },
    issuer: { name: issuer.name, definedTerm: issuer.definedTerm },
    securities: readSecurities(layout, cover),
    closing: { term: closing.term, moments: closing.moments, place: closing.place },
    parties: parties.list,
    allocations: { total: allocations.total, lines: allocations.lines, addsUp: allocations.addsUp },
    businessDay: day && { excludes: day.excludes, span: spanOf(day.start, day.end) },
    conditions: read?.conditions ?? null,
    clocks: readClocks(layout, sections, closing.term, day).map(
      ({ clause, what, basis, calendar, localTime, start, end }) => ({
        clause,
        what,
        basis,
        calendar,
        localTime,
        span: spanOf(start, end),
      }),
    ),
    default: readDefault(layout, sections),
    coverage:
      section && tree
        ? coverageOf(section, tree, spanOf)
        : { charactersInConditions: 0, charactersAssigned: 0, unassigned: [] },
    findings: settled,
  };
  return ok(reading);
}

/** Spans of the source text for stretches of the flow. */
function spans(layout: Layout): (start: number, end: number) => Span {
  const points = codePoints(layout.source);
  return (start, end) => {
    const from = layout.toSource(start);
    return points(from, end > start ? Math.max(from, layout.toSource(end - 1) + 1) : from);
  };
}

function readConditions(
  layout: Layout,
  section: ConditionsSection,
  tree: ClauseTree,
  known: KnownParties,
  spanOf: (start: number, end: number) => Span,
): { conditions: Conditions; references: Reference[] } {
  const { flow } = layout;
  const references: Reference[] = [];
  const leadIn = leadInConditions(flow, section.body, tree.leadIn.end).map(({ kind, start, end }, index) => ({
    id: `${section.number ?? "conditions"}-lead-${index + 1}`,
    kind,
    span: spanOf(start, end),
  }));
  const clauses = tree.clauses.map((clause): Clause => {
    const from = clause.caption?.end ?? clause.body;
    const kind = classify(clause.caption?.text ?? null, flow.slice(from, clause.end));
    const pointers = referencesIn(flow, clause.body, clause.end, section.number, clause.label);
    references.push(...pointers);
    return {
      label: clause.label,
      caption: clause.caption?.text ?? null,
      kind,
      span: spanOf(clause.start, clause.end),
      furnishedBy: furnishedBy(kind, flow, from, clause.end, known),
      furnishedTo: furnishedTo(flow, from, clause.end),
      timing: timingOf(flow, from, clause.end),
      standard: sourceWords(layout, flow, from, standardOf(flow.slice(from, clause.end))),
      refersTo: [...new Set(pointers.map(({ label }) => label))].filter((label) => label !== clause.label),
      limbs: clause.limbs.map((limb) => limbOf(limb, spanOf)),
    };
  });
  return {
    conditions: {
      section: section.number,
      heading: section.heading,
      span: spanOf(section.start, sectionEnd(section, tree)),
      discretionOf: discretionOf(flow.slice(section.body, tree.leadIn.end)),
      leadIn,
      clauses,
    },
    references,
  };
}

/** The agreement's own quotes for words found in the flow, whose quotes are straight. */
function sourceWords(layout: Layout, flow: string, from: number, words: string | null): string | null {
  if (words === null) return null;
  const at = flow.indexOf(words, from);
  return at < 0 ? words : layout.words(at, at + words.length);
}

const limbOf = (limb: TreeNode, spanOf: (start: number, end: number) => Span): Limb => ({
  label: limb.label,
  span: spanOf(limb.start, limb.end),
  limbs: limb.limbs.map((each) => limbOf(each, spanOf)),
});

function discretionOf(words: string): Conditions["discretionOf"] {
  const match =
    /\bin (?:the|their|your|its) (?:sole |absolute |reasonable )?discretion(?: of (?:the )?(representatives?|underwriters?|initial purchasers?|purchasers?|managers?|agents?|placement agents?))?/i.exec(
      words,
    );
  if (!match) return null;
  return /^(?:underwriter|initial|purchaser|agent|placement)/i.test(match[1] ?? "") || /\btheir\b/i.test(match[0])
    ? "underwriter"
    : "representative";
}

/** The end of the section's last words. */
function sectionEnd(section: ConditionsSection, tree: ClauseTree): number {
  return Math.max(
    tree.leadIn.end,
    ...tree.clauses.map((clause: TreeClause) => clause.end),
    ...tree.rest.map((each) => each.end),
    Math.min(section.end, section.body),
  );
}

/** Every character of the section belongs to the lead-in or a clause, or is listed. What is between two clauses belongs to the first. */
function coverageOf(
  section: ConditionsSection,
  tree: ClauseTree,
  spanOf: (start: number, end: number) => Span,
): Coverage {
  const [start, end] = spanOf(section.start, sectionEnd(section, tree));
  const unassigned = tree.rest.map((each) => spanOf(each.start, each.end));
  const left = unassigned.reduce((sum, [from, to]) => sum + to - from, 0);
  return { charactersInConditions: end - start, charactersAssigned: end - start - left, unassigned };
}

function placeOf(layout: Layout, name: string, spanOf: (start: number, end: number) => Span): Span[] {
  const at = layout.flow.indexOf(name);
  return at < 0 ? [] : [spanOf(at, at + name.length)];
}

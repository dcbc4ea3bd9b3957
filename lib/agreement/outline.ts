import type { AgreementReading, Clause, Limb, NamedPart, Span } from "./reading";

/** The reading as an outline for people: the terms, then the conditions in order with who furnishes what, then what to settle. */
export function outline(reading: AgreementReading, text: string): string {
  const words = sourceWords(text);
  const lines: string[] = [];
  const say = (indent: number, line: string) => lines.push(`${"  ".repeat(indent)}${line}`);
  const { agreement, issuer, closing, conditions, allocations, coverage } = reading;
  say(
    0,
    `${agreement.title ?? "Agreement"}${agreement.date ? `, dated ${agreement.date}` : ""} (${reading.source.name})`,
  );
  say(0, `Issuer: ${issuer.name ?? "not found"}${issuer.definedTerm ? ` (the “${issuer.definedTerm}”)` : ""}`);
  for (const each of reading.securities) {
    const amount = each.principal
      ? `${each.currency ?? ""} ${grouped(each.principal)}`.trim()
      : each.shares
        ? `${grouped(each.shares)} shares`
        : "amount not found";
    say(0, `Securities: ${each.title}, ${amount}${each.purchasePrice ? `, bought at ${each.purchasePrice}` : ""}`);
  }
  say(
    0,
    `Closing: ${closing.term ?? "term not found"}${closing.moments.map(({ label, at }) => `; ${label} ${at ?? "at a time not given"}`).join("")}`,
  );
  if (closing.place) say(0, `Place: ${closing.place}`);
  for (const { role, name } of reading.parties) say(0, `${roleWords(role)}: ${name}`);
  if (allocations.lines.length > 0) {
    const sum =
      allocations.addsUp === null ? "no total to compare" : allocations.addsUp ? "adds up" : "does not add up";
    say(
      0,
      `Allocations: ${allocations.lines.length} underwriters, total ${allocations.total ? grouped(allocations.total) : "not given"} (${sum})`,
    );
  }
  say(0, "");
  if (conditions === null) say(0, "Conditions: not in this file.");
  else {
    say(
      0,
      `Conditions: Section ${conditions.section ?? "without a number"}${conditions.heading ? `, ${conditions.heading}` : ""}`,
    );
    for (const part of conditions.leadIn) say(1, `${part.id}  ${part.kind}  ${words(part.span, 70)}`);
    for (const clause of conditions.clauses) sayClause(say, words, clause);
  }
  if (reading.clocks.length > 0) {
    say(0, "");
    say(0, "Clocks:");
    for (const clock of reading.clocks)
      say(1, `${clock.clause}  ${clock.localTime ? `${clock.localTime}, ` : ""}${clock.basis}: ${clock.what}`);
  }
  if (reading.default) {
    const { clause, threshold, arrangeHours, postponeDays } = reading.default;
    say(
      0,
      `Default: Section ${clause}, threshold ${threshold ?? "not found"}, hours ${arrangeHours.join(" + ") || "none"}, postponement ${postponeDays ?? "not found"} days`,
    );
  }
  say(0, "");
  say(
    0,
    `Coverage: ${coverage.charactersAssigned} of ${coverage.charactersInConditions} characters of the conditions assigned`,
  );
  for (const span of coverage.unassigned) say(1, `not assigned: ${words(span, 70)}`);
  for (const finding of reading.findings) say(0, `To settle: ${finding.message}`);
  return lines.join("\n");
}

type Say = (indent: number, line: string) => void;

function sayClause(say: Say, words: (span: Span, length: number) => string, clause: Clause): void {
  say(1, `${clause.label}  ${clause.kind}  ${clause.caption ?? unlabelled(words(clause.span, 66))}`);
  if (clause.furnishedBy.length > 0) {
    const to = clause.furnishedTo.length > 0 ? ` to ${clause.furnishedTo.map(roleWords).join(", ").toLowerCase()}` : "";
    say(3, `from ${clause.furnishedBy.map(partWords).join("; ")}${to}`);
  }
  if (clause.timing.length > 0) say(3, clause.timing.map(({ basis, moment }) => `${basis} ${moment}`).join(", "));
  const limbs = (list: readonly Limb[], indent: number) => {
    for (const limb of list) {
      say(indent, `${limb.label}  ${unlabelled(words(limb.span, 66))}`);
      limbs(limb.limbs, indent + 1);
    }
  };
  limbs(clause.limbs, 2);
}

/** The words behind a printed label. */
const unlabelled = (words: string) =>
  words.replace(/^(?:Section\s)?(?:\d{1,2}(?:\.\d{1,2})*\.?|\d{0,2}\(\w{1,5}\)|\w{1,4}\.)\s+/, "");

const roleWords = (role: string) => {
  const said = role.replaceAll("_", " ");
  return said.charAt(0).toUpperCase() + said.slice(1);
};
const partWords = ({ role, name }: NamedPart) =>
  name === null ? roleWords(role).toLowerCase() : `${name} (${role.replaceAll("_", " ")})`;
const grouped = (figure: string) => figure.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ",");

/** The first words of a span, its white space folded. */
function sourceWords(text: string): (span: Span, length: number) => string {
  const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  return ([start, end], length) => {
    const stop = Math.min(end, start + length * 3);
    const words = (points ? points.slice(start, stop).join("") : text.slice(start, stop)).replace(/\s+/g, " ").trim();
    return words.length <= length ? words : `${words.slice(0, length).replace(/\s\S*$/, "")} …`;
  };
}

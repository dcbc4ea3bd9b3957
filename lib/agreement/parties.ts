import type { PartyRole } from "@/lib/domain/role";
import type { Allocations } from "./allocations";
import type { ConditionsSection } from "./conditions-section";
import { type CounselMention, counselMentions } from "./counsel";
import { accountantsNamed, type KnownParties } from "./furnished";
import type { Issuer } from "./issuer";
import type { Layout } from "./layout";
import { foldedName, nameBefore } from "./names";
import type { NamedPart } from "./reading";

/** Who takes part, and what the clauses may call them. */
export type Parties = { known: KnownParties; list: { role: PartyRole; name: string }[]; trustee: string | null };

/** How much of an agreement is searched for those who take part; schedules of a long filing add no party. */
const searched = 600_000;

export function readParties(
  layout: Layout,
  conditions: ConditionsSection | null,
  issuer: Issuer,
  representatives: readonly string[],
  allocations: Allocations,
): Parties {
  const { flow } = layout;
  const issuerNames = issuer.side.flatMap(({ name, term }) => [name, term]);
  const within = conditions ? counselMentions(flow, conditions.start, conditions.end, issuerNames) : [];
  const everywhere = counselMentions(flow, 0, Math.min(flow.length, searched), issuerNames);
  const accountants = firstNames(
    [
      ...(conditions ? accountantsNamed(flow, conditions.start, conditions.end) : []),
      ...accountantsNamed(flow, 0, Math.min(flow.length, searched)),
    ].map(({ text }) => text),
  );
  const trustee = readTrustee(flow);
  const list: Parties["list"] = [];
  const add = (role: PartyRole, name: string) => {
    const folded = foldedName(name);
    if (folded !== "" && !list.some((each) => each.role === role && foldedName(each.name) === folded))
      list.push({ role, name });
  };
  if (issuer.name) add("issuer", issuer.name);
  for (const { name, term } of issuer.side) {
    if (/^guarantors?$/i.test(term)) add("guarantor", name);
  }
  for (const name of representatives) add("representative", name);
  for (const { underwriter } of allocations.lines) {
    if (!representatives.some((name) => foldedName(name) === foldedName(underwriter))) add("underwriter", underwriter);
  }
  for (const role of ["underwriters_counsel", "issuer_counsel", "issuer_general_counsel", "other_counsel"] as const) {
    const inConditions = namesOf(within, role);
    for (const name of inConditions.length > 0 ? inConditions : namesOf(everywhere, role).slice(0, 2)) add(role, name);
  }
  for (const name of accountants.slice(0, 3)) add("accountants", name);
  if (trustee) add("trustee", trustee);
  return { known: { issuerNames, single: singles(list), terms: definedFirms(flow, everywhere) }, list, trustee };
}

const namesOf = (mentions: readonly CounselMention[], role: PartyRole) =>
  firstNames(mentions.filter((each) => each.role === role).flatMap(({ name }) => (name === null ? [] : [name])));

/** Names without repeats, the fuller spelling of each. */
function firstNames(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const name of names) {
    const folded = foldedName(name);
    const index = kept.findIndex((each) => foldedName(each) === folded);
    if (index < 0) kept.push(name);
    else if (name.length > kept[index]!.length) kept[index] = name;
  }
  return kept;
}

/** The parts that one firm alone has. */
function singles(list: Parties["list"]): Map<PartyRole, string> {
  const single = new Map<PartyRole, string>();
  const counted = new Map<PartyRole, number>();
  for (const { role } of list) counted.set(role, (counted.get(role) ?? 0) + 1);
  for (const { role, name } of list)
    if (counted.get(role) === 1 && role !== "other_counsel" && role !== "underwriter") single.set(role, name);
  return single;
}

/** Firms with a defined term of their own: `Baker & Brown LLP ("Company Counsel")`. */
function definedFirms(flow: string, mentions: readonly CounselMention[]): Map<string, NamedPart> {
  const terms = new Map<string, NamedPart>();
  const form = /\((?:the |each, (?:an? )?|in such capacity, )?"{1,2}([A-Z][\w.' -]{2,40}?Counsel)"{1,2}\)/g;
  for (let match = form.exec(flow); match && terms.size < 20; match = form.exec(flow)) {
    const term = match[1]!.toLowerCase();
    const near = mentions.findLast((each) => each.start < match!.index && match!.index - each.start < 400);
    const name = nameBefore(flow, match.index);
    if (name && /\b(?:LLP|L\.L\.P\.|P\.C\.|LLC|PLLC|PC)\b/.test(name.text))
      terms.set(term, { role: roleOfTerm(term), name: name.text });
    else if (near)
      terms.set(term, { role: near.role === "other_counsel" ? roleOfTerm(term) : near.role, name: near.name });
    else terms.set(term, { role: roleOfTerm(term), name: null });
  }
  return terms;
}

function roleOfTerm(term: string): PartyRole {
  if (/underwriter|purchaser|agent|manager|dealer/.test(term)) return "underwriters_counsel";
  if (/trustee|selling/.test(term)) return "other_counsel";
  return /general counsel|internal|in-?house/.test(term) ? "issuer_general_counsel" : "issuer_counsel";
}

/** The trustee of the indenture, from the words that first call it so. */
function readTrustee(flow: string): string | null {
  const form =
    /,?\s*(?:a [^,()]{3,60},\s*)?(?:\([^()]{0,80}\),?\s*)?\(?\bas (?:successor |indenture |the |property |owner |U\.S\. )*trustee\b|\s*\((?:the )?"{1,2}(?:Indenture )?Trustee"{1,2}\)/gi;
  for (let match = form.exec(flow), turn = 0; match && turn < 40; match = form.exec(flow), turn += 1) {
    const name = nameBefore(flow, match.index);
    if (
      name &&
      /\b(?:Bank|Trust|N\.A\.|Company|Association|Citibank|Mellon|Chase|Wells|Deutsche|HSBC|Wilmington|Computershare|National)\b/.test(
        name.text,
      )
    )
      return name.text;
  }
  return null;
}

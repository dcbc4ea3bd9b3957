import type { PartyRole } from "@/lib/domain/role";
import { type NameAt, nameAfter, nameBefore } from "./names";

/** A lawyer named as counsel to someone, by offsets of the flow. A null name is a part that the words do not name. */
export type CounselMention = { role: PartyRole; name: string | null; start: number; end: number };

/** "counsel for the Company", "General Counsel of the Company", "Underwriters' Counsel", "Company counsel". */
const counselWord = /\b(?:counsel|attorneys?|solicitors|chief legal officer)\b/gi;
const client =
  /^(?:,?\s+(?:and|&)?\s*(?:[A-Z][a-z]+\s+){1,5}|,\s*(?:[A-Z][a-z]+\s+){1,5})?,?\s*(?:for|to|of)\s+(?:each of\s+)?(?:the\s+)?/;

/** Words between a name and "counsel": "special United States", "intellectual property", "Senior Vice President and General". */
const describing =
  /^(?:,?\s*(?:who (?:is|are|has|acts?)|acting|as|the|its|their|an?|has acted as|is|serving as))*[\s,]*(?:[\w.'/&-]+[\s,]+){0,11}$/;
const generalWords =
  /\b(?:general|chief|deputy|associate|assistant|in-?house|internal|corporate|staff|senior|legal officer)\s*(?:general\s*)?(?:counsel|legal officer|legal)?\s*$/i;

/** All counsel named between two offsets, in order. */
export function counselMentions(
  flow: string,
  from: number,
  to: number,
  issuerNames: readonly string[] = [],
): CounselMention[] {
  const found: CounselMention[] = [];
  const text = flow.slice(from, to);
  counselWord.lastIndex = 0;
  for (let match = counselWord.exec(text); match; match = counselWord.exec(text)) {
    const at = from + match.index;
    const behind = from + match.index + match[0].length;
    const mention = mentionAt(flow, { at, behind, from, to }, match[0], issuerNames);
    if (mention) found.push(mention);
  }
  return found;
}

function mentionAt(
  flow: string,
  { at, behind, from, to }: { at: number; behind: number; from: number; to: number },
  word: string,
  issuerNames: readonly string[],
): CounselMention | null {
  const before = flow.slice(Math.max(from, at - 160), at);
  const forWhom = client.exec(flow.slice(behind, Math.min(to, behind + 90)));
  const descriptor = before.slice(Math.max(0, before.length - 60));
  const clientAt = forWhom ? behind + forWhom[0].length : null;
  const said = clientAt === null ? null : clientPhrase(flow.slice(clientAt, Math.min(to, clientAt + 140)));
  const own =
    /\b(your|underwriters?'?s?|initial purchasers?'?s?|purchasers?'?s?|agents?'?s?|managers?'?s?|company'?s?|issuers?'?s?|depositor'?s?|partnership'?s?|trustee'?s?|selling (?:stock|share)holders?'?s?)\s+(?:\w+\s+){0,2}$/i.exec(
      descriptor,
    );
  if (said === null && own === null) return null;
  const role = roleOf(said ?? own![1]!, `${descriptor}${word}`, issuerNames);
  if (role === null) return null;
  const name =
    namedBefore(flow, at, from) ??
    (clientAt === null ? null : namedBehind(flow, clientAt, to)) ??
    namedBehind(flow, behind, to);
  return {
    role,
    name: name?.text ?? null,
    start: name ? Math.min(name.start, at) : at,
    end: Math.max(behind, name?.end ?? 0),
  };
}

/** Whom counsel acts for: to the first comma, and what says of the client there that it is a trustee. */
function clientPhrase(text: string): string {
  const [first = "", second = ""] = text.split(/[,;.()]\s/, 2);
  return /^(?:as|the|in its|solely)\b.*\btrustee\b/i.test(second) ? `${first}, ${second}` : first;
}

/** The part that counsel has, from whom they act for. */
function roleOf(said: string, descriptor: string, issuerNames: readonly string[]): PartyRole | null {
  const phrase = said
    .split(
      /\b(?:shall|dated|has|have|will|addressed|in form|substantially|with respect|reasonably|satisfactory|acceptable|to the effect|and)\b/,
      1,
    )[0]!
    .trim();
  if (phrase === "") return null;
  if (
    /\btrustee\b|\bcustodian\b|\bpaying agent\b|\bescrow\b|\bcollateral agent\b|\badministrative agent\b|\bselling\b|\bforward\b|\binsurer\b|\bswap\b|\brating\b/i.test(
      phrase,
    )
  )
    return "other_counsel";
  if (
    /\bunderwriters?\b|\bpurchasers?\b|\b(?:placement |sales )?agents?\b|\bmanagers?\b|\bdealers?\b|\brepresentatives?\b|^your?\b|\bplacement\b/i.test(
      phrase,
    )
  )
    return "underwriters_counsel";
  const issuer =
    /\bcompan(?:y|ies)\b|\b(?:co-?)?issuers?\b|\bofferors?\b|\bregistrants\b|\b(?:note|credit|company|issuer|transaction|partnership|loan) parties\b|\bdepositor\b|\bpartnership\b|\bguarantors?\b|\btrust\b|\bfund\b|\bregistrant\b|\bcorporation\b|\btransferor\b|\bsubsidiar|\bparent\b|\bsellers?\b|\bservicer\b|\bsponsor\b|\bbank\b|\badvis[eo]r\b|\btransaction entities\b|\boperating\b|\bREIT\b|\bobligors?\b|\bborrower\b|\boriginator\b/i.test(
      phrase,
    ) || issuerNames.some((name) => name !== "" && phrase.toLowerCase().includes(name.toLowerCase()));
  if (!issuer) return "other_counsel";
  return generalWords.test(descriptor.replace(/\bcounsel$/i, "counsel")) &&
    /\b(?:general counsel|chief legal officer|chief counsel|in-?house counsel|internal counsel|corporate counsel|staff counsel|senior counsel|deputy (?:general )?counsel|associate (?:general )?counsel|assistant (?:general )?counsel)$/i.test(
      descriptor,
    )
    ? "issuer_general_counsel"
    : "issuer_counsel";
}

/** "NAME, special counsel": the name before the words that describe, and before the titles of a person. */
function namedBefore(flow: string, at: number, from: number): NameAt | null {
  const floor = Math.max(from, at - 260);
  const text = flow.slice(floor, at);
  const direct = nameBefore(flow, at, floor);
  const person = direct && personOf(direct);
  if (person) return person;
  for (let comma = text.lastIndexOf(","); comma > 0; comma = text.lastIndexOf(",", comma - 1)) {
    const between = text.slice(comma + 1);
    if (!describing.test(between)) break;
    if (otherWords.test(between)) break;
    const name = nameBefore(flow, floor + comma, floor);
    const firm = name && (personOf(name) ?? (titleWord.test(name.text) ? null : name));
    if (firm) return firm;
  }
  const plain = /(?:\s+(?:as|acting as|who is|who are|has acted as|in its capacity as)(?:\s+[\w.-]+){0,4}\s*)$/.exec(
    text,
  );
  const bare = plain ? nameBefore(flow, floor + plain.index, floor) : null;
  return bare ?? (direct && !titleWord.test(direct.text) && firmEnding.test(direct.text) ? direct : null);
}

/** Words that stand in no description of counsel. */
const otherWords =
  /\b(?:shall|received|furnished|opinions?|letters?|addressed|dated|satisfactory|acceptable|form|substance|reasonabl[ey]|request\w*|such|that|to|by|from|with|may)\b/i;

const titleWord =
  /\b(?:Executive|Senior|Vice|President|Chief|General|Deputy|Associate|Assistant|Corporate|Secretary|Managing|Director|Group|Legal|Officer|Chairman|Treasurer|Law|Special|Company|Underwriters?'?|Counsel|Internal|Internal)\b/;
const firmEnding = /\b(?:LLP|L\.L\.P\.|llp|PLLC|P\.C\.|PC|LLC|P\.A\.|AG|LPA|Chartered|Esq\.?)$/;

/** A person whose titles follow the name: "Jane Roe, Esq., Executive Vice President and General Counsel". */
function personOf(name: NameAt): NameAt | null {
  const title = titleWord.exec(name.text);
  if (!title || title.index === 0) return null;
  const text = name.text
    .slice(0, title.index)
    .replace(/[,\s]+$/, "")
    .replace(/[\s,]+(?:and|the)$/, "");
  return /^[A-Z][\w.'-]+(?:,? [A-Z&][\w.'-]*){1,5}\.?$/.test(text)
    ? { text, start: name.start, end: name.start + text.length }
    : null;
}

/** "counsel for the Company, NAME": the name behind whom they act for. */
function namedBehind(flow: string, at: number, to: number): NameAt | null {
  const text = flow.slice(at, Math.min(to, at + 90));
  const comma = /^[^,;.]{0,60}[,(]\s*/.exec(text);
  if (!comma) return null;
  const name = nameAfter(flow, at + comma[0].length, to);
  return name && firmEnding.test(name.text) ? name : null;
}

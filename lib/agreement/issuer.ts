import type { Cover } from "./cover";
import type { Layout } from "./layout";
import { nameBefore } from "./names";

export type Issuer = {
  name: string | null;
  definedTerm: string | null /** All defined terms of the issuer's side, with the names behind them. */;
  side: { name: string; term: string }[];
};

const issuerTerms =
  /^(?:Company|Issuers?|Corporation|Partnership|Operating Partnership|Trust|Issuing Entity|Fund|Depositor|Registrant|Transferor|Bank|Parent|Borrower|Seller|Sponsor|Co-Issuer|Guarantors?|Operating Company|Holdings|REIT|Funding|Republic|Kingdom|Province|[A-Z][\w&.-]{2,30})$/i;
const buyerTerms =
  /^(?:Underwriters?|Representatives?|Initial Purchasers?|Purchasers?|Managers?|Placement Agents?|Agents?|Dealers?|Securities|Notes|Shares|Commission|Act)\b/i;

const form = /\((?:[^"()]{0,90}\s)?"{1,2}([A-Z][^"]{1,40}?)[,.]?"{1,2}[^()]{0,120}\)/g;

/** The issuer from the sentence that opens the agreement: the first party given a defined term that sells or is no buyer. */
export function readIssuer(layout: Layout, cover: Cover): Issuer {
  const { flow } = layout;
  const from = cover.opening;
  const to = Math.min(flow.length, from + 7000);
  const text = flow.slice(from, to);
  const side: Issuer["side"] = [];
  form.lastIndex = 0;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const term = match[1]!.trim();
    if (buyerTerms.test(term) || !issuerTerms.test(term)) continue;
    const name = definedName(flow, from + match.index, from);
    if (name === null || side.some((each) => each.name === name)) continue;
    side.push({ name: proper(name), term: usualCase(flow, term) });
    if (side.length >= 6) break;
  }
  const main =
    side.find(({ term }) => /^(?:Company|Issuer|Corporation|Partnership|Trust|Fund|Registrant)$/i.test(term)) ??
    side.find(({ term }) => /^(?:Depositor|Transferor|Bank|Seller)$/i.test(term)) ??
    side[0];
  if (main) return { name: main.name, definedTerm: main.term, side };
  const proposes = /\b(?:proposes?|confirms?|agrees?)\b/.exec(text);
  const name = proposes ? nameBefore(flow, from + proposes.index, from) : null;
  return { name: name?.text ?? null, definedTerm: null, side };
}

/** Where what a party is begins: ", a Delaware corporation", "(a limited partnership", ", organized under the laws of". */
const description =
  /(?:,\s+|\s+\()(?:an?|each an?|each being an?|organized|incorporated|duly|formed|a wholly)\s[^"()]{2,260}$/;

/** "NAME, a Delaware corporation |(the "Company")|": the name before the description, or right before the bracket. */
function definedName(flow: string, at: number, from: number): string | null {
  const offset = Math.max(from, at - 320);
  const described = description.exec(flow.slice(offset, at));
  const name = described ? nameBefore(flow, offset + described.index, from) : null;
  return (name ?? nameBefore(flow, at, from))?.text ?? null;
}

/** A defined term in capitals (as text filings print what was underlined) as the agreement otherwise writes it. */
export function usualCase(flow: string, term: string): string {
  if (term !== term.toUpperCase() || term.length < 3) return term;
  const usual = term
    .toLowerCase()
    .replace(/(^|\s|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\b(?:Of|And|The|For|To)\b/g, (word) => word.toLowerCase());
  return flow.includes(usual) ? usual : term;
}

const proper = (name: string) => name.replace(/^(?:between|among)\s+/i, "");

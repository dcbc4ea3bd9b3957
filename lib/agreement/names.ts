/** Words that begin with a capital in an agreement and yet are no part of a firm's or a person's name. */
const noName = new Set(
  "The This That These Those Such Each Every All Any No None At On In As Of By For From To Upon Under If When Where With Subject Prior Subsequent Since Before After During Except Unless Notwithstanding Representatives Representative Representatives' Underwriters Underwriter Underwriters' Underwriter's Company Company's Issuer Issuers Issuer's Guarantor Guarantors Trustee Depositor Commission Counsel Opinion Opinions Letter Letters Certificate Agreement Agreements Closing Date Time Delivery Settlement Execution Effective Applicable Pricing Securities Notes Shares Certificates Offered Prospectus Registration Statement Section Exhibit Annex Schedule Purchaser Purchasers Initial Managers Manager Agent Agents Placement Seller Sellers Partnership Fund Registrant Transferor Servicer Sponsor Originator Selling Stockholders Shareholders You Your Our Their Option Additional Firm First Second Independent Special Outside United States".split(
    " ",
  ),
);

/** Words that stand within names in small letters. */
const linking = new Set(["&", "and", "of", "de", "la", "du", "van", "von", "der", "den", "des", "et", "y", "e", "the"]);

/** The ends of firm names; behind one of them and a comma a name is over. */
const suffix =
  /^(?:LLP|L\.L\.P\.|llp|LLLP|LLC|L\.L\.C\.|PLLC|P\.L\.L\.C\.|PLC|plc|P\.C\.|PC|P\.A\.|L\.P\.|LP|Inc\.?|Incorporated|Corp\.?|Corporation|Ltd\.?|Limited|N\.A\.|N\.V\.|S\.A\.|S\.p\.A\.|AG|Co\.?|Company|Association|LPA|Chartered|Esq\.?|Esquire|Jr\.?|Sr\.?|II|III|APC|B\.V\.|SE|GmbH|KGaA|PJSC|ULC)[,;]?$/;

const abbreviation =
  /^(?:[A-Z]\.|(?:[A-Z]\.){2,}|Inc\.|Corp\.|Co\.|Ltd\.|Esq\.|Jr\.|Sr\.|St\.|Mr\.|Ms\.|Mrs\.|Dr\.|No\.|S\.p\.A\.|Wm\.|Chas\.|Geo\.|Jos\.|Thos\.)$/;

const capital = /^[("']?(?:[A-Z0-9]|d'[A-Z]|l'[A-Z]|(?:plc|llp|p\.l\.c\.|pllc|llc|inc)(?:[,.;]|$))/;

type Word = { text: string; start: number; end: number };

function wordsOf(text: string, offset: number): Word[] {
  const words: Word[] = [];
  const each = /\S+/g;
  for (let match = each.exec(text); match; match = each.exec(text)) {
    words.push({ text: match[0], start: offset + match.index, end: offset + match.index + match[0].length });
  }
  return words;
}

/** A name by offsets of the flow. */
export type NameAt = { text: string; start: number; end: number };

/** The name that ends at an offset, read backwards: "…opinion of |Baker & Brown LLP|, counsel for". Null where none stands there. */
export function nameBefore(flow: string, end: number, floor = 0): NameAt | null {
  const from = Math.max(floor, end - 220);
  const words = wordsOf(flow.slice(from, end).replace(/[\s,;(]+$/, ""), from);
  let first = words.length;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const { text } = words[index]!;
    const plain = text.replace(/[,;]$/, "");
    const previous = words[index - 1]?.text ?? "";
    const next = words[index + 1]?.text ?? "";
    if (/[.:;!?]$/.test(text) && index < words.length - 1 && !abbreviation.test(plain)) break;
    if (/[)"]$/.test(plain) && index < words.length - 1 && !/^\(.*\)$/.test(plain)) break;
    if (linking.has(plain)) {
      const before = previous.replace(/[,;]$/, "");
      if (!capital.test(before) || isNoName(before) || next === "") break;
      if (/^(?:and|the)$/.test(plain) && /,$/.test(previous) && suffix.test(before)) break;
      continue;
    }
    if (text === "The" && index < words.length - 1 && /^[\w,]/.test(previous) && !/[.:;]$/.test(previous)) {
      first = index;
      break;
    }
    const goesOn = index < words.length - 1;
    if (!capital.test(text) || (isNoName(plain) && !withinName(plain, previous, goesOn))) break;
    // A firm's ending with another name behind it ends the firm before.
    if (index < words.length - 1 && suffix.test(text) && /,$/.test(text) && !suffix.test(next) && words[first]) break;
    first = index;
  }
  return nameOf(flow, words.slice(first));
}

/** The name that begins at an offset: "from |Baker & Brown LLP|, counsel for". */
export function nameAfter(flow: string, start: number, ceiling = flow.length): NameAt | null {
  const words = wordsOf(flow.slice(start, Math.min(ceiling, start + 220)), start);
  let last = -1;
  for (const [index, { text }] of words.entries()) {
    const plain = text.replace(/[,;.]$/, "");
    if (linking.has(text)) {
      if (last < 0 && text !== "the") break;
      if (last >= 0 && !capital.test(words[index + 1]?.text ?? "")) break;
      continue;
    }
    const following = words[index + 1]?.text ?? "";
    if (!capital.test(text)) break;
    if (isNoName(plain) && plain !== "The" && !withinName(plain, words[index - 1]?.text ?? "", capital.test(following)))
      break;
    if (plain === "The" && last >= 0) break;
    last = index;
    const next = words[index + 1]?.text ?? "";
    if (/[;:]$/.test(text) || (/\.$/.test(text) && !abbreviation.test(text) && !suffix.test(text))) break;
    if (suffix.test(text) && !suffix.test(next) && !/^(?:&|\()/.test(next)) break;
    if (/,$/.test(text) && !capital.test(next) && next !== "&") break;
  }
  if (last < 0) return null;
  let first = 0;
  while (
    first < last &&
    (linking.has(words[first]!.text) || (isNoName(words[first]!.text) && words[first]!.text !== "The"))
  )
    first += 1;
  return nameOf(flow, words.slice(first, last + 1));
}

/** Whether a word that mostly names no firm is part of a firm's name here: "Trust Company", "Capital Securities LLC", "First Union". */
function withinName(word: string, previous: string, goesOn: boolean): boolean {
  if (word === "Company" || word === "Securities" || word === "Trust")
    return capital.test(previous) && !isNoName(previous) && !/[.:;]$/.test(previous.replace(/^(?:[A-Z]\.)+$/, ""));
  return (
    (word === "First" || word === "Prior" || word === "United" || word === "States" || word === "Second") && goesOn
  );
}

const isNoName = (word: string) => noName.has(word.replace(/^["'(]|["')]$/g, ""));

function nameOf(flow: string, words: readonly Word[]): NameAt | null {
  let last = words.length - 1;
  while (last >= 0 && linking.has(words[last]!.text)) last -= 1;
  const first = words[0];
  const end = words[last];
  if (!first || !end) return null;
  const text = flow
    .slice(first.start, end.end)
    .replace(/^["'(]+|[,;:"]+$/g, "")
    .replace(/\.$/, (dot, _at, whole: string) =>
      abbreviation.test(whole.slice(whole.lastIndexOf(" ") + 1)) || suffix.test(whole.slice(whole.lastIndexOf(" ") + 1))
        ? dot
        : "",
    )
    .trim();
  const balanced =
    (text.match(/\(/g)?.length ?? 0) > (text.match(/\)/g)?.length ?? 0) ? text.replace(/\s*\([^()]*$/, "") : text;
  if (!/[A-Za-z]{2}/.test(balanced)) return null;
  return { text: balanced, start: first.start, end: end.end };
}

/** A name in small letters without punctuation and endings, so that two spellings of one firm compare alike. */
export function foldedName(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/\ba division of\b.*$/, "")
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9 ]+/g, "")
    .replace(/\b(?:inc|incorporated|llc|llp|lp|ltd|limited|corp|corporation|company|co|na|plc|the|esq)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

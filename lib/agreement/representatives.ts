import type { Cover } from "./cover";
import { titled } from "./cover";
import type { Layout } from "./layout";
import { foldedName, nameAfter, nameBefore } from "./names";

const asRepresentatives =
  /^(?:Acting severally on behalf of (?:itself|themselves)[^.]{0,40}\band as (?:the )?Representatives?\b|(?:(?:For (?:itself|themselves) and|On behalf of (?:itself|themselves) and) )?(?:[Aa]cting |[Ee]ach acting )?(?:severally )?(?:As|as|AS) (?:the )?(?:[Cc]o-?|[Jj]oint |[Ll]ead |[Ss]ole |[Mm]anaging )?(?:[Rr]epresentatives?|REPRESENTATIVES?|[Mm]anagers?|[Bb]ook-?[Rr]unning [Mm]anagers?|[Pp]lacement [Aa]gents?|[Uu]nderwriters?|[Ii]nitial [Pp]urchasers?)\b(?! (?:may|shall|agreed|reasonably|and the Company)))/;
/** Words that a firm's name has in small letters; any other makes a line of a sentence. */
const nameWords =
  /^(?:[A-Z0-9&('"][^ ]*|and|of|the|a|division|de|la|y|&|for|itself)(?: (?:[A-Z0-9&('"][^ ]*|and|of|the|a|division|de|la|y|&|for|itself))*$/;
const firmWord =
  /\b(?:Inc\.?|Incorporated|LLC|L\.L\.C\.|L\.P\.|LP|Co\.|Company|Corp\.?|Corporation|Ltd\.?|Limited|plc|PLC|Securities|Capital|Markets|Bank|Brothers|Partners|Sachs|Stanley|Lynch|AG|N\.A\.|S\.A\.|Group|Baird|Advisors)\b|&/i;
const address =
  /^(?:c\/o|attention|attn|at\b|\d|one |two |three |four |five |p\.?\s?o\.? box|suite|floor|telephone|facsimile|fax|email|as\b|to\b|in\b|on\b|the (?:several|other)|named|listed|and the|re:|ladies|dear|exhibit|execution|conformed)|\b(?:street|avenue|plaza|road|drive|broadway|floor|suite|square|boulevard|place|center|centre|square|wharf|lane|parkway|tower)\b|\b[A-Z]{2}\.? \d{5}|\bnew york, n|,\s(?:new york|illinois|california|massachusetts|texas|n\.?y\.?|ny|ca|ma|tx|il|nc|north carolina|maryland|virginia|georgia|minnesota|tennessee|missouri|ohio|pennsylvania|florida|connecticut|ct|nj|new jersey)\b/i;

/** The representatives (the issuer's side, in folded names, is none of them): those addressed on the cover, those who sign as such, or those the text says act as such. */
export function readRepresentatives(layout: Layout, cover: Cover, issuers: ReadonlySet<string>): string[] {
  const addressed = addressees(cover).filter((name) => !issuers.has(foldedName(name)));
  if (addressed.length > 0) return addressed.map((name) => usualName(layout, name));
  const said = saidToAct(layout, cover).filter(
    (name) => firmWord.test(name) && !/["()]/.test(name.replace(/\([A-Z]+\)/, "")),
  );
  if (said.length > 0) return said;
  const listed = scheduled(layout);
  if (listed.length > 0) return listed;
  return signing(layout).map((name) => usualName(layout, name));
}

/** Firms on the cover, before "As Representatives of …" or their addresses. */
function addressees(cover: Cover): string[] {
  const { lines } = cover;
  const title = cover.title?.toLowerCase() ?? null;
  // A title page may give the title once more before the agreement itself begins.
  const from = title === null ? 0 : lines.findLastIndex((line) => line.toLowerCase().includes(title)) + 1;
  const tail = lines.slice(from);
  const firms: string[] = [];
  let open = false;
  for (const raw of tail) {
    const line = raw
      .replace(/[,;]?\s*(?:\band)?\s*$/i, "")
      .replace(/^and\s+/i, "")
      .trim();
    if (
      /^(?:Incorporated|Inc\.|LLC|L\.L\.C\.|L\.P\.|& Co\..*|Securities (?:Inc\.|LLC|Corporation)|Smith Incorporated)$/i.test(
        line,
      ) &&
      firms.length > 0 &&
      open
    ) {
      firms[firms.length - 1] = `${firms.at(-1)} ${line}`;
      continue;
    }
    open = false;
    if (address.test(line) || line.length < 3 || line.length > 110 || /^\(|^\[|\d{4}$/.test(line)) continue;
    if (
      !firmWord.test(line) ||
      !/^[A-Z]/.test(line) ||
      /\b(?:notes|stock|shares|debentures|agreement|certificates|series)\b/i.test(line)
    )
      continue;
    if (!/[a-z]/.test(line) && !/\b(?:INC|LLC|CO|CORP|INCORPORATED|SECURITIES|L\.P|LTD|L\.L\.C)\b/.test(line)) continue;
    const parts = line.split(/\s+and\s+(?=[A-Z][\w.&]+ )/).map((each) => each.trim());
    for (const part of parts.length > 1 && parts.every((each) => firmWord.test(each)) ? parts : [line]) {
      const goesOn = /(?:&|,)$/.test(firms.at(-1) ?? "");
      if (goesOn) firms[firms.length - 1] = `${firms.at(-1)} ${part}`;
      else firms.push(part);
    }
    open = true;
  }
  const issuerLines = new Set(lines.slice(0, Math.max(0, from - 1)).map((line) => line.toLowerCase()));
  return unique(firms.filter((firm) => !issuerLines.has(firm.toLowerCase())));
}

/** "for whom NAME and NAME are acting as representatives", "NAME, as representative of the several underwriters". */
function saidToAct(layout: Layout, cover: Cover): string[] {
  const text = layout.flow.slice(cover.opening, cover.opening + 6000);
  const whom = /\bfor (?:whom|which) (?=[A-Z])/.exec(text);
  if (whom) {
    const names: string[] = [];
    let at = cover.opening + whom.index + whom[0].length;
    for (let turn = 0; turn < 6; turn += 1) {
      const name = nameAfter(layout.flow, at);
      if (!name || /^you\b/i.test(name.text)) break;
      names.push(...name.text.split(/\s+and\s+(?=[A-Z][\w.]+ [A-Z&])/));
      const next = /^\s*(?:\("[^"]*"\))?\s*(?:,\s*(?:and\s+)?|and\s+)/.exec(layout.flow.slice(name.end, name.end + 60));
      if (!next) break;
      at = name.end + next[0].length;
    }
    if (names.length > 0) return unique(names);
  }
  const as =
    /,?\s+(?:is|are) acting as (?:the )?(?:sole |joint |lead )?representatives?\b|,? as (?:the )?(?:sole |joint |lead )?representatives? (?:of|for) (?:the )?(?:several )?(?:underwriters|initial purchasers)/i.exec(
      text,
    );
  const name = as ? nameBefore(layout.flow, cover.opening + as.index, cover.opening) : null;
  return name ? [name.text] : [];
}

/** "Representatives: NAME and NAME" in a schedule of terms. */
function scheduled(layout: Layout): string[] {
  for (const block of layout.blocks) {
    if (block.end - block.start > 300) continue;
    const label = /^(?:names? of )?(?:the )?representatives?(?: of the underwriters)?:\s*(?=[A-Z])/i.exec(
      layout.flow.slice(block.start, block.end),
    );
    if (!label) continue;
    const names = layout.flow
      .slice(block.start + label[0].length, block.end)
      .split(
        /\s+and\s+(?=[A-Z][\w.&]+ )|(?<=(?:Inc\.|LLC|Incorporated|L\.P\.|Ltd\.|Co\.)),\s+(?:and\s+)?(?!(?:Inc|LLC|L\.P)\b)/,
      )
      .map((name) => name.trim().replace(/,$/, ""));
    if (names.every((name) => firmWord.test(name))) return unique(names);
  }
  return [];
}

/** How many lines are searched for a signature block. */
const searchedLines = 60_000;

/** Firms above "As Representatives of …" in a signature block or schedule. */
function signing(layout: Layout): string[] {
  const lines = layout.lines.slice(0, searchedLines).filter((line) => line.kind === "text");
  for (const [index, line] of lines.entries()) {
    if (line.end - line.start > 140) continue;
    const text = layout.source.slice(line.start, line.end);
    if (!asRepresentatives.test(text)) continue;
    const firms: string[] = [];
    for (let at = index - 1; at >= Math.max(0, index - 12); at -= 1) {
      const words = layout.source
        .slice(lines[at]!.start, lines[at]!.end)
        .replace(/\s+/g, " ")
        .trim()
        .replace(/[,;]?\s*(?:\band)?\s*$/i, "");
      if (/^(?:accepted|confirmed|agreed|the foregoing|very truly)/i.test(words)) break;
      if (
        /^(?:by|name|title|\/s\/|its)\b|^_+/i.test(words) ||
        !nameWords.test(words) ||
        !firmWord.test(words) ||
        words.length > 90 ||
        address.test(words)
      ) {
        if (firms.length > 0) break;
        continue;
      }
      firms.unshift(words);
    }
    if (firms.length > 0) return unique(firms);
  }
  return [];
}

function unique(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A name printed in capitals as the agreement otherwise writes it. */
export function usualName(layout: Layout, name: string): string {
  const plain = name.replace(/[\u2018\u2019]/g, "'");
  if (plain !== plain.toUpperCase() || plain.length < 5) return plain;
  const escaped = plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const each = new RegExp(escaped, "gi");
  for (let match = each.exec(layout.flow), turn = 0; match && turn < 40; match = each.exec(layout.flow), turn += 1) {
    if (match[0] !== match[0].toUpperCase()) return match[0].replace(/\s+/g, " ");
  }
  return titled(plain);
}

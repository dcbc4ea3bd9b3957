/** The bounds of one document within a full submission, in UTF-16 offsets. */
export type DocumentRange = { from: number; to: number };

const agreementWords =
  /underwriting agreement|purchase agreement|placement agen|distribution agreement|terms agreement|conditions (?:of|to) the/gi;

/**
 * Picks the agreement out of a full submission: the EX-1 with the most words of an underwriting agreement, else the
 * document with the most of them. A file without document tags is one document.
 */
export function splitSubmission(text: string): DocumentRange {
  const documents = documentRanges(text);
  const only = documents[0];
  if (!only) return { from: 0, to: text.length };

  const exhibits = documents.filter((each) => /^EX-1(?:\.|$|[^0-9])/i.test(each.type));
  let best: DocumentRange = only;
  let most = -1;
  for (const each of exhibits.length > 0 ? exhibits : documents) {
    const words = text.slice(each.from, each.to).match(agreementWords)?.length ?? 0;
    if (words > most) {
      most = words;
      best = { from: each.from, to: each.to };
    }
  }
  return best;
}

function documentRanges(text: string): (DocumentRange & { type: string })[] {
  const ranges: (DocumentRange & { type: string })[] = [];
  const tag = /<DOCUMENT>/gi;
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const start = match.index + match[0].length;
    const header = text.slice(start, start + 2_000);
    const type = /<TYPE>[ \t]*([^\s<]{1,40})/i.exec(header)?.[1] ?? "";
    const body = /<TEXT>/i.exec(header);
    const from = body ? start + body.index + body[0].length : start;
    const end = /<\/TEXT>|<\/DOCUMENT>/gi;
    end.lastIndex = from;
    const to = end.exec(text)?.index ?? text.length;
    ranges.push({ type, from, to });
    tag.lastIndex = Math.max(to, tag.lastIndex);
  }
  return ranges;
}

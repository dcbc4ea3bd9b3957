import type { ConditionKind } from "@/lib/domain/kind";

/** A condition in the sentence before the first clause, by offsets of the flow. */
export type LeadInPart = { kind: ConditionKind; start: number; end: number };

const partStart =
  /(?:^|,\s*|;\s*|(?<!\b(?:of|performance|accuracy|truth|correctness|compliance|timely|due)\s)\band\s+|\bsubject\s+|\bupon\s+|\bthat\s+)(?:and\s+)?(?:to\s+)?(?:(?:\(\w{1,4}\)|further|also|in each case)\s*)*(?:to\s+)?((?:the\s+)?(?:further\s+)?condition\s+that\b|(?:the\s+)?(?:continu(?:ing|ed)\s+|material\s+)?(?:accuracy|truth|correctness)\b|(?:the\s+)?(?:due\s+|timely\s+|punctual\s+|full\s+)*(?:performance|compliance|fulfil(?:l)?ment|observance)\b|(?:the\s+)?(?:absence|satisfaction|receipt)\b|all\s+(?:of\s+the\s+)?representations\b|the\s+representations\b|(?:the\s+)?(?:company|issuers?)\s+(?:shall\s+)?(?:have|having)\b)/gi;

const partEnd =
  /(?:,?\s*(?:and\s+)?(?:\(\w{1,4}\)\s*)?(?:to\s+)?(?:(?:the\s+)?(?:satisfaction|fulfil(?:l)?ment)\s+of\s+)?(?:each\s+of\s+)?(?:the\s+|such\s+)?(?:following|further|additional)\b)|:\s*$/i;

/**
 * The conditions that the lead-in itself makes: that the representations are true, that the obligations were performed.
 * What only introduces the list ("and to the following additional conditions") is none.
 */
export function leadInConditions(flow: string, start: number, end: number): LeadInPart[] {
  const text = flow.slice(start, Math.min(end, start + 4000));
  const subject = /\b(?:subject|conditioned|conditional|contingent)\b/i.exec(text);
  if (!subject) return [];
  const stop = partEnd.exec(text.slice(subject.index + 12));
  const last = stop ? subject.index + 12 + stop.index : text.length;
  const starts: number[] = [];
  partStart.lastIndex = subject.index;
  for (let match = partStart.exec(text); match && match.index < last; match = partStart.exec(text)) {
    const at = match.index + match[0].length - match[1]!.length;
    if (at < last) starts.push(at);
  }
  const parts: LeadInPart[] = [];
  for (const [index, at] of starts.entries()) {
    const to = starts[index + 1] ?? last;
    const words = text.slice(at, to);
    const kind = kindOf(words);
    if (kind === null) continue;
    const trimmed = words.replace(
      /(?:[\s,;]|\band\b|\bto\b|\((?:i{1,3}|iv|v|[a-z1-9])\)|\bthe\b|\bsubject\b|\bfurther\b)+$/,
      "",
    );
    parts.push({ kind, start: start + at, end: start + at + trimmed.length });
  }
  return parts;
}

function kindOf(words: string): ConditionKind | null {
  const head = words.slice(0, 400);
  if (/^(?:the\s+)?(?:satisfaction|receipt)\b/i.test(head) && !/\brepresentations\b/i.test(head)) return null;
  if (/^(?:the\s+)?(?:due\s+|timely\s+|punctual\s+|full\s+)*(?:performance|compliance|fulfil|observance)/i.test(head))
    return "performance";
  if (/\b(?:accuracy|truth|correctness|true|accurate|correct)\b/i.test(head)) return "representations-accuracy";
  if (/\bperform(?:ed|ance)?\b|\bcompl(?:y|ied|iance)\b/i.test(head)) return "performance";
  if (/\bregistration statement\b[^.;]{0,80}\beffective\b|\bstop order\b/i.test(head)) return "filing";
  if (/^(?:the\s+)?absence\b/i.test(head)) return "no-adverse-change";
  return null;
}

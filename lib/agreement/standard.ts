const forms: readonly RegExp[] = [
  /\b(?:each )?in (?:a )?form and substance (?:reasonably |mutually )?(?:satisfactory|acceptable|agreed)\b[^.;,(]{0,120}/i,
  /\bsubstantially (?:in the forms? |to the effect )(?:of|set forth|attached|agreed|as)\b[^.;(]{0,120}/i,
  /\bin (?:the|substantially the) forms? (?:of|set forth|attached)\b[^.;(]{0,100}/i,
  /\b(?:reasonably )?(?:satisfactory|acceptable) (?:in form and substance )?to\b[^.;,(]{0,100}/i,
  /\bto the (?:reasonable )?satisfaction of\b[^.;,(]{0,80}/i,
  /\bto the [\w']+(?:'s)? reasonable satisfaction\b/i,
];

/** The measure that a paper or fact must meet, in the agreement's words; null where it names none. */
export function standardOf(words: string): string | null {
  let first: { at: number; text: string } | null = null;
  const head = words.slice(0, 1600);
  for (const form of forms) {
    const match = form.exec(head);
    if (match && (first === null || match.index < first.at)) first = { at: match.index, text: match[0] };
  }
  if (first === null) return null;
  const text = first.text
    .replace(
      /,?\s+(?:to the effect|with respect to|covering|as to|and such|addressed|dated|from|confirming|relating)\b.*$/i,
      "",
    )
    .trim();
  return text.replace(/^in (?=form and substance)/i, "").replace(/^each in (?=form)/i, "");
}

/**
 * A small agreement in our own words, of a shape that real ones have. A paragraph is a line; `outline` is what the
 * reader must make of its conditions: the section, the lead-in's kinds, then every clause with kind, furnisher and limbs.
 */
export type Sample = {
  name: string;
  text: string;
  outline: string;
  term: string | null;
  at?: string | null;
  issuer?: string;
};

/** Drops the indentation that the source code gives a template. */
export const plain = (text: string) => text.trim().replace(/\n[ \t]+/g, "\n");

import type { DocumentSpec } from "./document-spec";

/** The offering for which a sample document is made, in the words that all of its documents share. */
export type Occasion = {
  issuer: string;
  /** With their amount: "$200,000,000 of 4.75% Senior Notes due March 1, 2014". */
  securities: string;
  representatives: readonly string[];
  /** YYYY-MM-DD. */
  pricedOn: string;
  closesOn: string;
  rehearsal: boolean;
};

/** How far one document has come, and who stands behind it. */
export type Making = {
  format?: DocumentSpec["format"];
  giver: readonly [string, ...string[]];
  date: string;
  signatory: { name: string; capacity?: string };
  /** Signed, as a conformed copy shows it. */
  signed: boolean;
  mark?: string;
};

/** What every document of an occasion has in common; a draft is a Word file unless something else is asked for. */
export function begun(
  { rehearsal, securities, issuer }: Occasion,
  { format, giver, date, signatory, signed, mark }: Making,
): Omit<DocumentSpec, "title" | "addressee" | "paragraphs"> {
  return {
    format: format ?? (signed ? "pdf" : "docx"),
    giver,
    date,
    regarding: `${issuer}: ${securities}`,
    signature: { ...signatory, signed },
    ...(mark !== undefined && { mark }),
    rehearsal,
  };
}

export const toRepresentatives = ({ representatives }: Occasion): string[] => [
  ...representatives,
  "as Representatives of the several underwriters",
];

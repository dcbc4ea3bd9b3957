/** A column of a table: `share` is its part of the width. */
export type PaperColumn = { readonly header: string; readonly share: number };

export type PaperBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string; readonly look?: "strong" | "small" }
  | { readonly kind: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: "table";
      readonly columns: readonly PaperColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Said in place of a table without rows. */
      readonly none: string;
    };

/**
 * A paper that the program writes itself: a memorandum, an agenda, a record. One description of it gives the PDF and the
 * Word file alike.
 */
export type Paper = {
  readonly title: string;
  /** Lines below the title: issuer, securities, moment. */
  readonly subtitle: readonly string[];
  /** The mark of a rehearsal, on every page. */
  readonly rehearsal?: string | undefined;
  /** Printed at the foot of every page: as of which moment it speaks. */
  readonly footer: string;
  /** Its one date, in metadata. */
  readonly asOf: string;
  /** Wide tables lie across. */
  readonly landscape?: boolean;
  readonly blocks: readonly PaperBlock[];
};

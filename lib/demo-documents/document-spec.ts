/** What a sample document says, in plain words; how it looks is for the makers of PDF and DOCX. */
export type DocumentSpec = {
  format: "pdf" | "docx";
  title: string;
  /** Who gives it, as a letterhead shows it: the name, then an address or a capacity. */
  giver: readonly [string, ...string[]];
  addressee: readonly string[];
  /** The date on its face, YYYY-MM-DD. */
  date: string;
  /** What it is about, on one line. */
  regarding: string;
  paragraphs: readonly Paragraph[];
  /** Under the text. `signed` sets "/s/" before the name, as conformed copies do; else the line is left open. */
  signature: { name: string; capacity?: string; signed: boolean } | null;
  /** "Draft of 4 March 2004", "Execution version": at the head of each page. */
  mark?: string;
  /** Says at the head of each page that it belongs to a rehearsal. */
  rehearsal: boolean;
};

/** A paragraph of running text; one with a number of its own hangs from it; a heading stands alone. */
export type Paragraph = string | { number: string; text: string } | { heading: string };

/** At the foot of each page of every document made here, so that none can pass for a real one. */
export const sampleNotice =
  "Sample document for the demonstration of Section Seven: issued by nobody, and nobody may rely on it.";

/** The date as American counsel write it: "March 9, 2004". */
export function longDate(date: string): string {
  const { format } = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
  return format(new Date(`${date}T00:00:00Z`));
}

/** The head of each page: the rehearsal first, then how far the document has come. Empty where neither is to be said. */
export const headOf = ({ rehearsal, mark }: Pick<DocumentSpec, "rehearsal" | "mark">): string =>
  [rehearsal ? "Rehearsal" : undefined, mark].filter((part) => part !== undefined).join(" · ");

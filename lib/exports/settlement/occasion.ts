/** What a file of the sheet says beside the sheet itself. */
export type SheetOccasion = {
  /** ISO 8601: the one date in the file. */
  asOf: string;
  /** Said on every page: that it is a rehearsal; or nothing. */
  notice: string | null;
};

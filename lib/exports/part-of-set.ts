import type { ClosingSetInput } from "./model";

/** What every index of a set that has part of the tabs says about their numbers. */
export const partOfSetNotice =
  "This set has part of the tabs of the closing set. Tabs keep the numbers that they have in the full set, so that references from one document to another hold; a number that is missing here is not part of this set.";

/** What stands above the index of a set: the notice where it has part of the tabs, else nothing. */
export const noticeOf = ({ distribution }: Pick<ClosingSetInput, "distribution">): string =>
  distribution ? partOfSetNotice : "";

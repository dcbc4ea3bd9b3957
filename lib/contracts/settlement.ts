import { z } from "zod";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { localDate } from "./acts";
import { closingId, offeringId } from "./ids";
import type { ClosingHead, ViewerView } from "./views";

/** With a day, the sheet as it would be if the securities were delivered then; nothing is moved by asking. */
export const settlementQuery = z.strictObject({ offeringId, closingId, deliveredOn: localDate.optional() });

/** Something that the sheet needs and that was not given, or was given wrong: which field, and what to do. */
export type SettlementGap = { field: string; message: string };

export type SettlementView = {
  head: ClosingHead;
  viewer: ViewerView;
  /** Null while something is missing. */
  sheet: SettlementSheet | null;
  gaps: readonly SettlementGap[];
  /** Sentences on what the sheet takes into account beside the terms: a recorded default. */
  remarks: readonly string[];
  /** The day of a what-if; null for the Time of Delivery as it is agreed. */
  deliveredOn: string | null;
  may: { editTerms: boolean };
};

export const settlementFileQuery = z.strictObject({ offeringId, closingId, format: z.enum(["xlsx", "pdf"]) });

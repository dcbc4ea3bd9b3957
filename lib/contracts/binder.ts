import { z } from "zod";
import type { BinderCause } from "@/lib/domain/binder";
import { closingId, offeringId } from "./ids";

export const binderFileQuery = z.strictObject({
  offeringId,
  closingId,
  /** The moment at which it was made, as its folder is called. */
  binder: z.string().regex(/^\d{8}T\d{9}Z$/),
  format: z.enum(["pdf", "csv", "json"]),
  view: z.literal("1").optional(),
});

export type BinderFileQuery = z.output<typeof binderFileQuery>;

/** One binder of this viewer's side, for the screen. */
export type BinderView = { name: string; cause: BinderCause; clock: string };

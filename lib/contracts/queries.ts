import { z } from "zod";
import { partyRoles } from "@/lib/domain/role";
import { closingId, conditionId, offeringId } from "./ids";

export const checklistQuery = z.strictObject({ offeringId, closingId, as: z.enum(partyRoles).optional() });

export const conditionQuery = z.strictObject({ offeringId, conditionId, as: z.enum(partyRoles).optional() });

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const changesQuery = z.strictObject({ offeringId, closingId, since: moment });

/** How many events of the log the asker has seen before; 0 for none. */
export const logProofQuery = z
  .strictObject({
    offeringId,
    from: z
      .string()
      .regex(/^\d{1,10}$/, "Write a number of events, such as 120.")
      .transform(Number)
      .refine((count) => count < 2 ** 31, "No log is so long."),
  })
  .transform(({ from }) => ({ from }));

export const logQuery = z
  .strictObject({ offeringId, closingId: closingId.optional(), since: moment.optional() })
  .transform(({ closingId: closing, since }) => ({ ...(closing && { closingId: closing }), ...(since && { since }) }));

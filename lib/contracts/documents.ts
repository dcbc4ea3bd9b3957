import { z } from "zod";
import type { VersionId } from "@/lib/domain/ids";
import { deliveryInput } from "./acts";
import { actId, conditionId, deliverableId, offeringId, versionId } from "./ids";

// What goes with a file on its way in or out; the file itself is the body. Names have rules of their own
// (lib/files/file-name.ts), which say what is wrong, so any text comes this far.

const fileName = z.string().max(4_000);

export const uploadedDelivery = deliveryInput.extend({ offeringId, deliverableId, fileName });
export type UploadedDelivery = z.output<typeof uploadedDelivery>;

export type DeliveredView = { position: string; versionId: VersionId; number: number; sha256: string };

const view = z.literal("1").optional();

export const versionFile = z.strictObject({ offeringId, versionId, view });
export const versionPlace = z.strictObject({ offeringId, versionId });

/** The writing of a waiver, before the waiver itself, which then names it by its hash. */
export const uploadedInstrument = z.strictObject({ offeringId, conditionId, fileName });
export type UploadedInstrument = z.output<typeof uploadedInstrument>;
export type InstrumentView = { sha256: string; name: string };

export const instrumentFile = z.strictObject({ offeringId, actId, view });

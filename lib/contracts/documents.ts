import { z } from "zod";
import type { ConditionId, VersionId } from "@/lib/domain/ids";
import { deliveryInput } from "./acts";
import { actId, conditionId, deliverableId, offeringId, versionId } from "./ids";
import type { ClosingHead, VersionView } from "./views";
import type { WordText } from "./word-text";

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

/** How a file can be read here: page by page, as a picture, as text, or only by saving it. */
export type DocumentContent =
  | { as: "pdf" }
  | { as: "picture" }
  | { as: "text"; text: string; cut: boolean }
  | ({ as: "word" } & WordText)
  | { as: "file"; why: "kind" | "unreadable" };

/** One version on a page of its own. */
export type DocumentView = {
  head: ClosingHead;
  title: string;
  condition: { id: ConditionId; label: string };
  version: Omit<VersionView, "mayShare"> & { pages: number | null };
  /** All versions of the document that this viewer may see, the newest first. */
  versions: readonly Pick<VersionView, "id" | "number" | "stage" | "inForce" | "sharedAt">[];
  content: DocumentContent;
};

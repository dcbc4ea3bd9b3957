import type { Act } from "./act";
import type { Actor } from "./actor";
import type { Closing } from "./closing";
import type { Condition, DocumentStage } from "./condition";
import type { DeliverableId, VersionId } from "./ids";
import type { Refusal } from "./refusal";
import { err, ok, type Result } from "./result";
import { refuseIfSettled } from "./sign-off";

type Situation = { condition: Condition; closing: Closing };

export type DeliveryWish = {
  deliverableId: DeliverableId;
  versionId: VersionId;
  sha256: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  pages: number | null;
  stage: DocumentStage;
  datedOn: string | null;
  /** Shared with all parties at once; else private to the side that made it. */
  share: boolean;
  /** The highest version number of this document, over all sides. */
  lastNumber: number;
};

/** A further version of a document. It becomes the one in force once it is shared. */
export function decideDelivery(
  { condition, closing }: Situation,
  actor: Actor,
  { share, lastNumber, ...wish }: DeliveryWish,
): Result<Extract<Act, { type: "document.delivered" }>, Refusal> {
  const refused = refuseIfSettled(condition, closing);
  if (refused) return refused;
  if (!condition.deliverables.some((d) => d.id === wish.deliverableId)) return err({ code: "not-found" });
  return ok({
    type: "document.delivered",
    conditionId: condition.id,
    ...wish,
    number: lastNumber + 1,
    compartment: actor.side,
    shared: share,
  });
}

/** Carries a version across the wall: someone of the side that made it decides that. */
export function decideShare(
  { condition, closing }: Situation,
  actor: Actor,
  wish: { versionId: VersionId },
): Result<Extract<Act, { type: "document.shared" }>, Refusal> {
  const refused = refuseIfSettled(condition, closing);
  if (refused) return refused;
  for (const deliverable of condition.deliverables) {
    const version = deliverable.versions.find((v) => v.id === wish.versionId);
    if (!version) continue;
    if (version.compartment !== actor.side) return err({ code: "not-found" });
    if (version.sharedAt) return err({ code: "already-shared" });
    const { id: versionId, sha256 } = version;
    return ok({ type: "document.shared", conditionId: condition.id, deliverableId: deliverable.id, versionId, sha256 });
  }
  return err({ code: "not-found" });
}

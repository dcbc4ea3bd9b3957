import "server-only";
import type { z } from "zod";
import type { reuseInput } from "@/lib/contracts/offering";
import type { Problem } from "@/lib/contracts/problem";
import { findDeliverable } from "@/lib/db/lookups";
import { travel } from "@/lib/db/road";
import { findSharedVersion } from "@/lib/db/setup";
import type { DocumentStage } from "@/lib/domain/condition";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { err, type Result } from "@/lib/domain/result";
import { digestOf } from "./act";
import { type DeliveryAnswer, deliverOn } from "./deliver-document";

/**
 * Delivers at one Time of Delivery what all parties have from another of the same offering: the same bytes, as a version
 * of its own, for whoever may deliver there. It carries no sign-off over.
 */
export function reuseDocument(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  { deliverableId, versionId }: z.output<typeof reuseInput>,
): Promise<Result<DeliveryAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  const hash = digestOf({ reuse: versionId, deliverableId });
  return travel<DeliveryAnswer, Problem>({ personId, offeringId, key, hash }, async (road) => {
    const found = await findSharedVersion(road.tx, offeringId, versionId);
    const target = await findDeliverable(road.tx, deliverableId);
    if (!found || !target) return err({ code: "not-found" });
    const { file, fileName, datedOn } = found;
    const stage = found.stage as DocumentStage;
    return deliverOn(road, { deliverableId, file, fileName, stage, datedOn: datedOn ?? undefined, share: true });
  });
}

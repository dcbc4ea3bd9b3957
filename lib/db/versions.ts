import "server-only";
import type { DocumentStage } from "@/lib/domain/condition";
import type { ClosingId, ConditionId, DeliverableId, OfferingId, VersionId } from "@/lib/domain/ids";
import type { Compartment } from "@/lib/domain/role";
import type { Tx } from "./scope";

/** One version with where it belongs, as the transaction's scope may see it. Versions of removed documents stay readable. */
export async function findVersion(tx: Tx, offeringId: OfferingId, id: VersionId) {
  const row = await tx.version.findFirst({
    relationLoadStrategy: "join",
    where: { id, offeringId },
    include: { shares: true, deliverable: { include: { condition: { select: { closingId: true, label: true } } } } },
  });
  if (!row) return null;
  const { shares, deliverable, ...version } = row;
  return {
    ...version,
    id: version.id as VersionId,
    deliverableId: deliverable.id as DeliverableId,
    stage: version.stage as DocumentStage,
    compartment: version.compartment as Compartment,
    sharedAt: shares[0]?.at ?? null,
    title: deliverable.title,
    conditionId: deliverable.conditionId as ConditionId,
    conditionLabel: deliverable.condition.label,
    closingId: deliverable.condition.closingId as ClosingId,
  };
}

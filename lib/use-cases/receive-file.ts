import "server-only";
import type { UploadedDelivery } from "@/lib/contracts/documents";
import type { Problem } from "@/lib/contracts/problem";
import { loadClosingOf } from "@/lib/db/load";
import { findDeliverable } from "@/lib/db/lookups";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { DeliverableId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, type Result } from "@/lib/domain/result";
import type { StoredFile } from "@/lib/files/stored-file";
import { authorize, type Grant } from "@/lib/policy/policy";
import { type DeliveryAnswer, deliverDocument } from "./deliver-document";

/** A document on its way in: who may not deliver it is told before they send a hundred megabytes. */
export const documentReceiver = { mayBegin: mayDeliver, receive: receiveDocument };

/**
 * Whether this person may deliver this document. Only a first look: the delivery asks again in its own transaction, and
 * whether things stand so that it can be delivered is asked there alone, since a repeated request gets its answer anyway.
 */
export async function mayDeliver(
  actor: Actor,
  { deliverableId }: { deliverableId: DeliverableId },
): Promise<Result<Grant<"document.deliver">, Problem>> {
  return withScope(scopeOf(actor), async (tx): Promise<Result<Grant<"document.deliver">, Problem>> => {
    const found = await findDeliverable(tx, deliverableId);
    const closing = found && (await loadClosingOf(tx, found.conditionId, "its own"));
    const condition = closing?.conditions.find(({ id }) => id === found?.conditionId);
    return condition ? authorize(actor, "document.deliver", { condition }) : err({ code: "not-found" });
  });
}

/** Puts what came in on the list. */
export function receiveDocument(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  { deliverableId, fileName, stage, datedOn, share }: UploadedDelivery,
  { sha256, bytes, mediaType, pages }: StoredFile,
): Promise<Result<DeliveryAnswer, Problem>> {
  const file = { sha256, bytes, mediaType, pages };
  return deliverDocument(who, { deliverableId, fileName, stage, share, file, ...(datedOn && { datedOn }) });
}

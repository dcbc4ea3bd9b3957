import "server-only";
import { randomUUID } from "node:crypto";
import type { DeliveryInput } from "@/lib/contracts/acts";
import type { Problem } from "@/lib/contracts/problem";
import { loadClosingOf } from "@/lib/db/load";
import { findDeliverable, lastVersionNumber } from "@/lib/db/lookups";
import { recordAct } from "@/lib/db/record-act";
import { type Road, travel } from "@/lib/db/road";
import { decideDelivery } from "@/lib/domain/delivery";
import type { DeliverableId, OfferingId, PersonId, VersionId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { StoredFile } from "@/lib/files/stored-file";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";

export type { StoredFile };

export type DeliveryAnswer = { position: string; versionId: VersionId; number: number; sha256: string };

export type Delivery = Omit<DeliveryInput, "datedOn"> & {
  deliverableId: DeliverableId;
  datedOn?: string | undefined;
  file: StoredFile;
};

/** Puts a stored file on the list as the next version of a document: once, however often the request is sent. */
export function deliverDocument(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  delivery: Delivery,
): Promise<Result<DeliveryAnswer, Problem>> {
  return travel<DeliveryAnswer, Problem>({ ...who, hash: digestOf(delivery) }, (road) => deliverOn(road, delivery));
}

/** The delivery itself, for whoever is on the road already. */
export async function deliverOn(
  { tx, actor, real }: Road,
  { deliverableId, file, fileName, stage, datedOn, share }: Delivery,
): Promise<Result<DeliveryAnswer, Problem>> {
  const found = await findDeliverable(tx, deliverableId);
  const closing = found && (await loadClosingOf(tx, found.conditionId, "its own"));
  const condition = closing?.conditions.find(({ id }) => id === found?.conditionId);
  if (!closing || !condition) return err({ code: "not-found" });

  const grant = authorize(actor, "document.deliver", { condition });
  if (!grant.ok) return grant;

  const versionId = randomUUID() as string as VersionId;
  const lastNumber = await lastVersionNumber(tx, deliverableId);
  const decision = decideDelivery({ condition, closing }, actor, {
    deliverableId,
    versionId,
    ...file,
    fileName,
    stage,
    datedOn: datedOn ?? null,
    share,
    lastNumber,
  });
  if (!decision.ok) return decision;

  const position = await recordAct(tx, actor, closing, decision.value, real);
  return ok({ position: position.toString(), versionId, number: decision.value.number, sha256: file.sha256 });
}

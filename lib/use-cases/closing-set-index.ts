import "server-only";
import { type IndexInput, type SetIndexView, type TabEdit, tabEdits } from "@/lib/contracts/closing-set";
import type { Problem } from "@/lib/contracts/problem";
import { findIndex, recordIndex } from "@/lib/db/closing-set";
import { logEvent } from "@/lib/db/events";
import { loadClosing } from "@/lib/db/load";
import { type Road, travel } from "@/lib/db/road";
import type { Tx } from "@/lib/db/scope";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { canonicalDigest } from "./canonical-digest";
import { conditionKey, recordKeys } from "./tab-keys";

/** The index of a closing's set as whoever keeps the list last edited it; as the agreement has it where nobody did. */
export async function readIndex(tx: Tx, closingId: ClosingId): Promise<SetIndexView> {
  const kept = await findIndex(tx, closingId);
  return kept ? { revision: kept.revision, edits: tabEdits.parse(kept.edits) } : { revision: 0, edits: [] };
}

/** Keeps the edited index for everyone who builds the set; refused where somebody else changed it meanwhile. */
export function saveIndex(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: IndexInput,
): Promise<Result<SetIndexView, Problem>> {
  return travel<SetIndexView, Problem>({ ...who, hash: digestOf(input) }, (road) => saveOn(road, input));
}

async function saveOn(
  { tx, actor, real }: Road,
  { closingId, revision, edits }: IndexInput,
): Promise<Result<SetIndexView, Problem>> {
  const grant = authorize(actor, "list.edit");
  if (!grant.ok) return grant;
  const closing = await loadClosing(tx, closingId);
  if (!closing || closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
  const before = await readIndex(tx, closingId);
  if (before.revision !== revision) return err({ code: "changed-meanwhile", what: "the index" });

  const { offeringId, personId: by } = actor;
  const index = { revision: revision + 1, edits };
  const keys = [...closing.conditions.map(({ id }) => conditionKey(id)), ...recordKeys];
  await recordIndex(tx, { offeringId, closingId, by, at: real, revision: index.revision, edits: [...edits] });
  await logEvent(tx, actor, real, {
    type: "closing-set.index-edited",
    compartment: "shared",
    closingId,
    conditionId: null,
    // The row holds the edits; the log says what they were about, and binds them by their digest.
    payload: {
      closingId,
      revision: index.revision,
      editsSha256: canonicalDigest(edits),
      ...changesBetween(keys, before.edits, edits),
    },
  });
  return ok(index);
}

/** What a person did to the index, counted as people speak of it; `keys` are its tabs as the agreement has them in order. */
export function changesBetween(keys: readonly string[], before: readonly TabEdit[], now: readonly TabEdit[]) {
  const [old, fresh] = [before, now].map((edits) => new Map(edits.map((edit) => [edit.key, edit])));
  const changed = (field: "title" | "number") =>
    keys.filter((key) => old?.get(key)?.[field] !== fresh?.get(key)?.[field]).length;
  const omitted = (edits: typeof old) => keys.filter((key) => edits?.get(key)?.omitted !== undefined);
  const [wasOmitted, isOmitted] = [new Set(omitted(old)), new Set(omitted(fresh))];
  return {
    renamed: changed("title"),
    renumbered: changed("number"),
    omitted: isOmitted.difference(wasOmitted).size,
    takenUpAgain: wasOmitted.difference(isOmitted).size,
    reordered: orderBy(keys, before).join(" ") !== orderBy(keys, now).join(" "),
  };
}

function orderBy(keys: readonly string[], edits: readonly TabEdit[]): string[] {
  const place = new Map(edits.map(({ key }, index) => [key, index]));
  return keys
    .map((key, index) => ({ key, at: place.get(key) ?? edits.length + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ key }) => key);
}

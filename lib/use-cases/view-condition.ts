import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ConditionDetailView, VersionView } from "@/lib/contracts/views";
import { conditionText, listNotes } from "@/lib/db/conditions";
import { closingOf } from "@/lib/db/load";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { type Condition, inForce } from "@/lib/domain/condition";
import type { ConditionId } from "@/lib/domain/ids";
import { err, type Result } from "@/lib/domain/result";
import type { PartyRole } from "@/lib/domain/role";
import { authorize } from "@/lib/policy/policy";
import { presentConditions, type Sight, shownAt } from "./present";
import { lookAt } from "./sight";
import { readLog } from "./view-log";

/** One condition with its clause, its documents' versions, comments and history, as far as this person, or another part, may see them. */
export async function viewCondition(
  actor: Actor,
  { conditionId, as }: { conditionId: ConditionId; as?: PartyRole | undefined },
): Promise<Result<ConditionDetailView, Problem>> {
  const closingId = await withScope(scopeOf(actor), (tx) => closingOf(tx, conditionId));
  if (!closingId) return err({ code: "not-found" });
  const seen = await lookAt(actor, { closingId, as }, async (sight, tx): Promise<ConditionDetailView | null> => {
    const condition = sight.scene.closing.conditions.find(({ id }) => id === conditionId);
    const view = presentConditions(sight).find(({ id }) => id === conditionId);
    if (!condition || !view) return null;
    return {
      condition: view,
      closingId,
      text: await conditionText(tx, conditionId),
      versions: condition.deliverables.flatMap((deliverable) => presentVersions(sight, deliverable)),
      notes: (await listNotes(tx, conditionId)).map((note) => ({
        ...note,
        by: sight.names.person(note.by),
        at: shownAt(sight.scene.closing, new Date(note.at)).toISOString(),
      })),
      history: await readLog(tx, actor, { conditionId }),
      terms: {
        furnishedBy: condition.furnishedBy,
        furnishedTo: condition.furnishedTo,
        requires: condition.requires,
      },
    };
  });
  if (!seen.ok) return seen;
  return seen.value ? { ok: true, value: seen.value } : err({ code: "not-found" });
}

function presentVersions({ actor, names, viewingAs, scene }: Sight, deliverable: Condition["deliverables"][number]) {
  const current = inForce(deliverable);
  return deliverable.versions
    .filter(
      ({ sharedAt, compartment }) =>
        authorize(actor, "document.read", { compartment: sharedAt ? "shared" : compartment }).ok,
    )
    .map(({ by, at, sharedAt, ...version }): VersionView & { deliverableId: typeof deliverable.id } => ({
      ...version,
      deliverableId: deliverable.id,
      by: names.person(by),
      at: shownAt(scene.closing, at).toISOString(),
      sharedAt: sharedAt && shownAt(scene.closing, sharedAt).toISOString(),
      inForce: version.id === current?.id,
      mayShare: !viewingAs && !sharedAt && authorize(actor, "document.share", { compartment: version.compartment }).ok,
    }))
    .toReversed();
}

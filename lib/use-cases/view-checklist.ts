import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ChecklistView, PrintedChecklistView } from "@/lib/contracts/views";
import { listSharedNotes } from "@/lib/db/conditions";
import { countNotes } from "@/lib/db/scene";
import type { Tx } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { isOver, readiness } from "@/lib/domain/closing";
import type { ClosingId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import type { PartyRole } from "@/lib/domain/role";
import { authorize } from "@/lib/policy/policy";
import { presentConditions, presentHead, presentReadiness, presentViewer, type Sight, shownAt } from "./present";
import { lookAt } from "./sight";

/** The checklist of one Time of Delivery as this person sees it, or as another part would. */
export function viewChecklist(
  actor: Actor,
  place: { closingId: ClosingId; as?: PartyRole | undefined },
): Promise<Result<ChecklistView, Problem>> {
  return lookAt(actor, place, (sight, tx) => presentChecklist(actor, sight, tx));
}

/** The same for paper, with the comments that all parties share. */
export function viewPrintedChecklist(
  actor: Actor,
  place: { closingId: ClosingId; as?: PartyRole | undefined },
): Promise<Result<PrintedChecklistView, Problem>> {
  return lookAt(actor, place, async (sight, tx) => {
    const notes = await listSharedNotes(tx, sight.scene.closing.id);
    return {
      checklist: await presentChecklist(actor, sight, tx),
      comments: notes.map(({ conditionId, text, by, at }) => ({
        conditionId,
        text,
        by: sight.names.person(by),
        at: shownAt(sight.scene.closing, at).toISOString(),
      })),
    };
  });
}

/** `actor` is the person who looks, whosever eyes the sight is through. */
async function presentChecklist(actor: Actor, sight: Sight, tx: Tx): Promise<ChecklistView> {
  const { scene, states } = sight;
  const notes = await countNotes(tx, scene.closing.id);
  return {
    head: presentHead(sight),
    viewer: presentViewer(sight),
    readiness: presentReadiness(readiness(scene.closing, states)),
    conditions: presentConditions(sight, notes),
    people: scene.people
      .filter(({ left }) => !left)
      .map(({ id, name, party }) => ({ id, name, party: party.name, role: party.role })),
    position: scene.position.toString(),
    may: {
      editList: authorize(sight.actor, "list.edit").ok && !isOver(scene.closing),
      viewAs: authorize(actor, "view-as").ok,
      exportSet: authorize(sight.actor, "closing-set.export").ok,
    },
  };
}

import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ChecklistGlance, ChecklistView, PrintedChecklistView } from "@/lib/contracts/views";
import { listSharedNotes } from "@/lib/db/conditions";
import type { Actor } from "@/lib/domain/actor";
import { countedConditions, isOver, readiness } from "@/lib/domain/closing";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import type { PartyRole } from "@/lib/domain/role";
import { authorize } from "@/lib/policy/policy";
import { presentConditions, presentHead, presentReadiness, presentViewer, type Sight, shownAt } from "./present";
import { glanceAt, lookAt } from "./sight";

/** The checklist of one Time of Delivery as this person sees it, or as another part would. */
export function viewChecklist(
  actor: Actor,
  place: { closingId: ClosingId; as?: PartyRole | undefined },
): Promise<Result<ChecklistView, Problem>> {
  return glanceAt(actor, place, (sight) => presentChecklist(actor, sight));
}

/** What its page shows at once; the browser asks for the list beside it. */
export function viewChecklistGlance(
  actor: Actor,
  place: { closingId: ClosingId },
): Promise<Result<ChecklistGlance, Problem>> {
  return glanceAt(actor, place, (sight) => ({
    head: presentHead(sight),
    mayViewAs: authorize(actor, "view-as").ok,
    rows: firstRows(sight),
  }));
}

/** As many rows as a tall screen shows: what stands below them is there before anyone gets to it. */
const firstScreen = 24;

/** Limbs that stand by themselves are among them, those of a clause taken whole are folded under it. */
function firstRows({ scene, states }: Sight): ChecklistGlance["rows"] {
  const counted = new Set(countedConditions(scene.closing).map(({ id }) => id));
  const levels = new Map<ConditionId, number>();
  const rows: ChecklistGlance["rows"][number][] = [];
  for (const { id, parentId, mode, label, title } of scene.closing.conditions) {
    const level = parentId ? levels.get(parentId) : 0;
    if (level === undefined) continue;
    if (mode === "limbs") levels.set(id, level + 1);
    const status = counted.has(id) || level === 0 ? (states.get(id)?.status ?? null) : null;
    rows.push({ label, title, level, status });
    if (rows.length === firstScreen) break;
  }
  return rows;
}

/** The same for paper, with the comments that all parties share. */
export function viewPrintedChecklist(
  actor: Actor,
  place: { closingId: ClosingId; as?: PartyRole | undefined },
): Promise<Result<PrintedChecklistView, Problem>> {
  return lookAt(actor, place, async (sight, tx) => {
    const notes = await listSharedNotes(tx, sight.scene.closing.id);
    return {
      checklist: presentChecklist(actor, sight),
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
function presentChecklist(actor: Actor, sight: Sight): ChecklistView {
  const { scene, states } = sight;
  return {
    head: presentHead(sight),
    viewer: presentViewer(sight),
    readiness: presentReadiness(readiness(scene.closing, states)),
    conditions: presentConditions(sight),
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

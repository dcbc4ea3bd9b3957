import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionStatus } from "@/lib/domain/condition-state";
import type { ConditionId } from "@/lib/domain/ids";
import { listOf } from "@/lib/domain/words";

type Seen = Pick<
  ConditionView,
  | "id"
  | "label"
  | "counted"
  | "status"
  | "stale"
  | "expired"
  | "slots"
  | "deliverables"
  | "notes"
  | "assignee"
  | "dueAt"
>;

const statusWords: Record<ConditionStatus, string> = {
  open: "open",
  delivered: "delivered",
  "form-accepted": "accepted in form",
  satisfied: "satisfied",
  waived: "waived",
  "not-applicable": "not applicable",
  failed: "failed",
};

/** The rows in which something is otherwise than before, and what of it is worth saying aloud. */
export function changesBetween(before: readonly Seen[], after: readonly Seen[]) {
  const known = new Map(before.map((condition) => [condition.id, condition]));
  const changed: ConditionId[] = [];
  const said: string[] = [];
  for (const now of after) {
    const was = known.get(now.id);
    if (was === now) continue;
    if (!was) {
      changed.push(now.id);
      said.push(`${now.label} was added`);
      continue;
    }
    if (fingerprint(was) === fingerprint(now)) continue;
    changed.push(now.id);
    const words = now.counted ? wordsFor(was, now) : null;
    if (words) said.push(`${now.label} ${words}`);
  }
  return { changed, sentence: sentenceOf(said) };
}

function wordsFor(was: Seen, now: Seen): string | null {
  if (was.status !== now.status) return `is now ${statusWords[now.status]}`;
  if (now.stale.length > was.stale.length) return "has a sign-off that is stale now";
  if (now.expired.length > was.expired.length) return "has a confirmation that expired";
  const forced = now.deliverables.some((deliverable) => {
    const before = was.deliverables.find(({ id }) => id === deliverable.id);
    return deliverable.inForce && before?.inForce?.sha256 !== deliverable.inForce.sha256;
  });
  if (forced) return "has a new version in force";
  const given = (condition: Seen) => condition.slots.filter(({ state }) => state === "given").length;
  return given(now) > given(was) ? "has a further sign-off" : null;
}

/** At most three by name: a reader is told what happened, not read a list. */
function sentenceOf(said: readonly string[]): string {
  if (said.length === 0) return "";
  if (said.length <= 3) return `${listOf(said)}.`;
  return `${said.slice(0, 2).join(", ")} and ${said.length - 2} more changes.`;
}

/** What a person would notice in a row; the buttons in it are not part of it. */
const fingerprint = ({ status, stale, expired, slots, deliverables, notes, assignee, dueAt, label }: Seen) =>
  JSON.stringify([
    label,
    status,
    stale.map(({ sentence }) => sentence),
    expired.map(({ sentence }) => sentence),
    slots.map(({ state, by, at }) => [state, by, at]),
    deliverables.map(({ state, inForce, privateVersions }) => [
      state,
      inForce?.sha256,
      inForce?.number,
      privateVersions,
    ]),
    notes,
    assignee?.id,
    dueAt,
  ]);

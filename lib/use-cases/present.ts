import "server-only";
import type {
  ClosingHead,
  ConditionMay,
  ConditionView,
  DeliverableView,
  LapseView,
  ReadinessView,
  SlotView,
  ViewerView,
} from "@/lib/contracts/views";
import type { Scene } from "@/lib/db/scene";
import type { Actor } from "@/lib/domain/actor";
import { type Closing, clockOf, countedConditions, isOver, type Readiness, stageOf } from "@/lib/domain/closing";
import {
  bases,
  type Condition,
  documentState,
  evidenceNow,
  inForce,
  liveMark,
  liveWaiver,
  type SignOff,
} from "@/lib/domain/condition";
import { type ConditionState, isSettled, type Lapse, type Slot } from "@/lib/domain/condition-state";
import type { ConditionId, PersonId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import { statementFor } from "@/lib/domain/sign-off";
import { momentWords } from "@/lib/domain/time-words";
import { isTurnOf, todoOf } from "@/lib/domain/turn";
import { lapseSentence, type Names, nextSentence, roleNames } from "@/lib/domain/words";
import { authorize } from "@/lib/policy/policy";

/** One viewer before one Time of Delivery: what every view of it is made from. */
export type Sight = {
  actor: Actor;
  viewingAs: PartyRole | null;
  scene: Scene;
  states: ReadonlyMap<ConditionId, ConditionState>;
  real: Date;
  now: Date;
  names: Names;
};

/** How people, parties and moments are called in one closing; moments in its own zone. */
export function namesIn(scene: Scene): Names {
  const people = new Map<string, string>(scene.people.map((person) => [person.id, person.name]));
  const { zone } = scene.closing;
  return {
    role: roleNames(scene.parties),
    person: (id) => people.get(id) ?? "Someone who has left",
    moment: (at) => momentWords(at, zone),
  };
}

/**
 * What the closing's clock showed at a real moment in the past: that moment, or the rehearsal's. Everything that its people
 * see of what was done is told by the clock that they had before them; the log keeps both.
 */
export function shownAt({ clocks }: Pick<Closing, "clocks">, at: Date): Date {
  const setting = clocks.findLast((each) => each.at <= at) ?? clocks[0];
  return setting ? new Date(setting.shows.getTime() + at.getTime() - setting.at.getTime()) : at;
}

/** A lapse with its moments as its people saw them; until when a confirmation held was said by that clock already. */
function shownLapse(closing: Closing, lapse: Lapse): Lapse {
  const signedAt = shownAt(closing, lapse.signedAt);
  if (lapse.cause !== "document-replaced") return { ...lapse, signedAt };
  return { ...lapse, signedAt, replacedAt: shownAt(closing, lapse.replacedAt) };
}

export function presentHead({ scene, real }: Pick<Sight, "scene" | "real">): ClosingHead {
  const { closing, offering, term, siblings } = scene;
  return {
    offering,
    id: closing.id,
    label: closing.label,
    term,
    timeOfDelivery: closing.timeOfDelivery.toISOString(),
    localDate: closing.localDate,
    localTime: closing.localTime,
    zone: closing.zone,
    location: closing.location,
    stage: stageOf(closing),
    clock: clockOf(closing, real).toISOString(),
    serverTime: real.toISOString(),
    siblings,
  };
}

export function presentViewer({ actor, viewingAs }: Pick<Sight, "actor" | "viewingAs">): ViewerView {
  const { personId, name, partyName, partyId, role, side, authority, coordinator } = actor;
  return { id: personId, name, party: partyName, partyId, role, side, authority, coordinator, viewingAs };
}

export function presentReadiness(readiness: Readiness): ReadinessView {
  const { total, settled, pagesTotal, pagesReady, percent, ready } = readiness;
  return { total, settled, pagesTotal, pagesReady, percent, ready };
}

/** Every condition of the closing as this viewer sees it. */
export function presentConditions(sight: Sight): ConditionView[] {
  const { closing, notes } = sight.scene;
  const { conditions } = closing;
  const counted = new Set(countedConditions(closing).map(({ id }) => id));
  const depth = new Map<ConditionId, number>();
  return conditions.map((condition) => {
    const own = condition.parentId ? (depth.get(condition.parentId) ?? 0) + 1 : 0;
    depth.set(condition.id, own);
    const clause = condition.parentId ? sight.states.get(condition.parentId) : undefined;
    return presentCondition(sight, condition, {
      depth: own,
      counted: counted.has(condition.id),
      hasLimbs: conditions.some(({ parentId }) => parentId === condition.id),
      dispensed: clause?.status === "waived" || clause?.status === "not-applicable",
      notes: notes.get(condition.id) ?? { count: 0, sharedAt: null },
    });
  });
}

type Surroundings = {
  depth: number;
  counted: boolean;
  hasLimbs: boolean;
  dispensed: boolean;
  notes: { count: number; sharedAt: Date | null };
};

function presentCondition(sight: Sight, condition: Condition, around: Surroundings): ConditionView {
  const { actor, names, states, scene } = sight;
  const state = states.get(condition.id);
  if (!state) throw new Error(`No state for ${condition.label}`);
  const lapse = (what: Lapse): LapseView => ({
    cause: what.cause,
    sentence: lapseSentence(shownLapse(scene.closing, what), names),
  });
  const clear = isSettled(state) && state.stale.length === 0 && state.expired.length === 0;
  const assignee = scene.people.find(({ id }) => id === condition.assigneeId);
  return {
    id: condition.id,
    parentId: condition.parentId,
    depth: around.depth,
    label: condition.label,
    title: condition.title,
    kind: condition.kind,
    mode: condition.mode,
    counted: around.counted,
    status: state.status,
    stale: state.stale.map(lapse),
    expired: state.expired.map(lapse),
    furnishedBy: condition.furnishedBy.map((role) => ({ role, name: names.role(role) })),
    deliverables: condition.deliverables.map((deliverable) => presentDeliverable(deliverable, around.notes.sharedAt)),
    slots: state.slots.map((slot) => presentSlot(sight, slot)),
    next: state.next && {
      sentence: nextSentence(state.next, names),
      roles: state.next.roles,
      from: state.next.do === "sign-off" ? (state.next.from?.toISOString() ?? null) : null,
      mine: isTurnOf({ roles: state.next.roles, todo: todoOf(state.next) }, actor),
    },
    blocking: around.counted && !clear && !around.dispensed,
    settledBy: presentSettlement(sight, condition),
    assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
    dueAt: condition.dueAt?.toISOString() ?? null,
    notes: around.notes.count,
    requirement: condition.requirement,
    evidence: evidenceNow(condition),
    ratings: condition.ratings,
    windowHours: condition.windowHours,
    may: mayDo(sight, condition, state, around.counted || !around.hasLimbs),
  };
}

function presentDeliverable(deliverable: Condition["deliverables"][number], commentedAt: Date | null): DeliverableView {
  const version = inForce(deliverable);
  return {
    id: deliverable.id,
    title: deliverable.title,
    dated: deliverable.dated,
    state: documentState(deliverable, commentedAt),
    inForce: version && {
      versionId: version.id,
      number: version.number,
      fileName: version.fileName,
      sha256: version.sha256,
      stage: version.stage,
    },
    privateVersions: deliverable.versions.filter(({ sharedAt }) => !sharedAt).length,
  };
}

function presentSlot(sight: Sight, slot: Slot): SlotView {
  const { basis, role, sameDay, state } = slot;
  const base = { basis, role, sameDay, state };
  if (slot.state === "given") {
    const { signOff, holdsUntil } = slot;
    const by = sight.names.person(signOff.by);
    const withdrawable = mayTakeBack(sight, signOff) ? signOff.id : null;
    return { ...base, by, at: signOff.clock.toISOString(), until: holdsUntil?.toISOString() ?? null, withdrawable };
  }
  if (slot.state === "stale" || slot.state === "expired") {
    const { signedBy, signedAt } = shownLapse(sight.scene.closing, slot.lapse);
    return { ...base, by: sight.names.person(signedBy), at: signedAt.toISOString(), until: null, withdrawable: null };
  }
  const until = slot.state === "not-yet" ? slot.opensAt.toISOString() : null;
  return { ...base, by: null, at: null, until, withdrawable: null };
}

function presentSettlement(sight: Sight, condition: Condition): ConditionView["settledBy"] {
  const waiver = liveWaiver(condition);
  const mark = waiver ? null : liveMark(condition);
  const made = waiver ?? mark;
  if (!made) return null;
  return {
    act: waiver ? "waiver" : "mark",
    id: made.id,
    by: sight.names.person(made.by),
    at: shownAt(sight.scene.closing, made.at).toISOString(),
    text: waiver ? waiver.text : (mark?.reason ?? ""),
    scope: waiver?.scope ?? null,
    instrument: waiver?.instrument?.name ?? null,
    withdrawable: mayTakeBack(sight, made),
  };
}

/** Its maker may, and anyone of the maker's party with authority; the same rule as decideWithdrawal's. */
function mayTakeBack({ actor, scene, viewingAs }: Sight, made: Pick<SignOff, "by">): boolean {
  if (viewingAs || isOver(scene.closing) || !authorize(actor, "act.withdraw").ok) return false;
  if (made.by === actor.personId) return true;
  return actor.authority && partyOf(scene, made.by) === actor.partyId;
}

const partyOf = (scene: Scene, personId: PersonId) => scene.people.find(({ id }) => id === personId)?.party.id;

/** What the buttons offer: asked of the policy and of the state, as the act itself will be. */
function mayDo(sight: Sight, condition: Condition, state: ConditionState, actable: boolean): ConditionMay {
  const { actor, scene, viewingAs } = sight;
  const none = { deliver: false, signOff: [], waive: false, mark: false, note: false, assign: false, edit: false };
  if (viewingAs) return none;
  const note = authorize(actor, "note.add", { compartment: actor.side }).ok;
  if (isOver(scene.closing)) return { ...none, note };
  const unsettled = !["waived", "not-applicable", "failed"].includes(state.status);
  return {
    deliver: actable && unsettled && authorize(actor, "document.deliver", { condition }).ok,
    signOff: actable && unsettled ? offers(sight, condition, state) : [],
    waive: (unsettled || state.status === "failed") && authorize(actor, "condition.waive", { condition }).ok,
    mark: unsettled && authorize(actor, "condition.mark", { condition }).ok,
    note,
    assign: authorize(actor, "condition.assign").ok,
    edit: authorize(actor, "list.edit").ok,
  };
}

/** The sign-offs that are required of this viewer and can be given now: the paper is there and the window is open. */
function offers({ actor }: Sight, condition: Condition, state: ConditionState): ConditionMay["signOff"] {
  const shared = condition.deliverables.every((deliverable) => inForce(deliverable) !== null);
  const executed = condition.deliverables.every((deliverable) => inForce(deliverable)?.stage === "executed");
  return bases.flatMap((basis) => {
    const slot = state.slots.find((s) => s.basis === basis && s.role === actor.role);
    if (!slot || slot.state === "not-yet") return [];
    if (slot.state === "given" && !slot.sameDay) return [];
    if (basis === "form" ? !shared : !executed) return [];
    if (!authorize(actor, "condition.sign-off", { condition, basis }).ok) return [];
    return [{ basis, sameDay: slot.sameDay, statement: statementFor(condition, slot, actor) }];
  });
}

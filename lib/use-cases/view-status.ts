import "server-only";
import type { BinderView } from "@/lib/contracts/binder";
import type { Problem } from "@/lib/contracts/problem";
import type { SignaturePageView, StatusView } from "@/lib/contracts/views";
import { findBroken } from "@/lib/db/record-checks";
import type { Tx } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import {
  countedConditions,
  isOver,
  type Readiness,
  readiness,
  signaturePageState,
  stageOf,
} from "@/lib/domain/closing";
import type { ConditionStatus } from "@/lib/domain/condition-state";
import type { ClosingId } from "@/lib/domain/ids";
import { type ConditionKind, conditionKinds } from "@/lib/domain/kind";
import { progress } from "@/lib/domain/progress";
import type { Result } from "@/lib/domain/result";
import type { PartyRole } from "@/lib/domain/role";
import { todoOf } from "@/lib/domain/turn";
import { nextSentence } from "@/lib/domain/words";
import { listBinders } from "@/lib/files/binder-folder";
import { invariantWords } from "@/lib/log/invariant-words";
import { type Action, authorize } from "@/lib/policy/policy";
import { presentHead, presentReadiness, presentViewer, type Sight } from "./present";
import { settledFrom } from "./settled";
import { lookAt } from "./sight";

/** The banker's page: is it closing, what blocks it, and whose is it. */
export function viewStatus(actor: Actor, place: { closingId: ClosingId }): Promise<Result<StatusView, Problem>> {
  return lookAt(actor, place, async (sight, tx) => {
    const { scene, states, names, real } = sight;
    const { closing } = scene;
    const ready = readiness(closing, states);
    const damage = invariantWords(await findBroken(tx, actor.offeringId));
    return {
      head: presentHead(sight),
      viewer: presentViewer(sight),
      readiness: presentReadiness(ready),
      byStatus: countByStatus(sight),
      byKind: countByKind(sight, ready),
      byParty: countByParty(sight, ready),
      blockers: ready.blockers.map((blocker) => presentBlocker(sight, blocker)),
      parties: scene.parties.map(({ id, name, role }) => ({ id, name, role })),
      signaturePages: closing.signaturePages.map((page) => presentPage(sight, page)),
      progress: progress(closing, real).map(({ at, clock, ...counts }) => ({
        ...counts,
        at: at.toISOString(),
        clock: clock.toISOString(),
      })),
      steps: closing.steps.map((step) => ({
        ...step,
        by: names.person(step.by),
        at: step.at.toISOString(),
        clock: step.clock.toISOString(),
      })),
      money: await moneyFor(sight, tx),
      binders: await bindersFor(sight),
      damage,
      position: scene.position.toString(),
      may: mayStep(sight, ready.ready && damage.length === 0),
    };
  });
}

/** What is delivered against what, by the settlement sheet; null for those who may not read it and where it cannot be worked out. */
async function moneyFor(sight: Sight, tx: Tx): Promise<StatusView["money"]> {
  if (sight.viewingAs || !authorize(sight.actor, "settlement.read").ok) return null;
  const { sheet } = await settledFrom(sight, tx, undefined);
  if (!sheet) return null;
  const { title, kind, currency, total, net } = sheet;
  return { title, kind, currency, quantity: total.quantity.value, due: total.due.value, net: net.value };
}

/** The newest binders of the viewer's own side. */
async function bindersFor({ actor, viewingAs, scene }: Sight): Promise<BinderView[]> {
  if (viewingAs) return [];
  const binders = await listBinders(scene.closing.id, 4);
  return binders
    .filter(({ sides }) => sides.includes(actor.side))
    .map(({ name, cause, clock }) => ({ name, cause, clock: clock.toISOString() }));
}

/** One thing that stands in the way, in words, and whose it is. */
export function presentBlocker({ names }: Pick<Sight, "names">, { condition, state }: Readiness["blockers"][number]) {
  const lapsed = [...state.stale, ...state.expired].length > 0;
  const next = state.next ? nextSentence(state.next, names) : "The Representatives have declared that it failed";
  return {
    conditionId: condition.id,
    label: condition.label,
    title: condition.title,
    sentence: lapsed ? `Lapsed: ${next}` : next,
    roles: state.next?.roles ?? [],
    todo: state.next ? todoOf(state.next) : null,
    from: state.next?.do === "sign-off" ? (state.next.from?.toISOString() ?? null) : null,
    lapsed,
  };
}

function countByStatus({ scene, states }: Sight) {
  const counts = new Map<ConditionStatus, number>();
  for (const { id } of countedConditions(scene.closing)) {
    const status = states.get(id)?.status;
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => ({ status, count }));
}

function countByKind({ scene }: Sight, { blockers }: Readiness) {
  const counted = countedConditions(scene.closing);
  const blocked = new Set(blockers.map(({ condition }) => condition.id));
  const count = (kind: ConditionKind) => {
    const ofKind = counted.filter((condition) => condition.kind === kind);
    return { kind, total: ofKind.length, settled: ofKind.filter(({ id }) => !blocked.has(id)).length };
  };
  return conditionKinds.map(count).filter(({ total }) => total > 0);
}

function countByParty({ names }: Sight, { blockers }: Readiness) {
  const waiting = new Map<PartyRole, string[]>();
  for (const { condition, state } of blockers) {
    for (const role of new Set(state.next?.roles)) waiting.set(role, [...(waiting.get(role) ?? []), condition.label]);
  }
  return [...waiting].map(([role, labels]) => ({ role, name: names.role(role), waitingFor: labels.length, labels }));
}

const pageMoves = ["out", "in-escrow", "release-authorised", "withdrawn"] as const;

function presentPage(sight: Sight, page: Sight["scene"]["closing"]["signaturePages"][number]): SignaturePageView {
  const { actor, scene } = sight;
  const party = scene.parties.find(({ id }) => id === page.partyId);
  if (!party) throw new Error(`Signature page ${page.id} of a party outside the offering`);
  const state = signaturePageState(page, stageOf(scene.closing));
  const allowed = {
    "not-sent": ["out"],
    out: ["in-escrow", "withdrawn"],
    "in-escrow": ["release-authorised", "withdrawn"],
  };
  const open: readonly string[] =
    state === "release-authorised"
      ? ["withdrawn"]
      : state === "withdrawn"
        ? ["out"]
        : state === "released"
          ? []
          : allowed[state];
  const thing = { party: { ...party, hasAuthority: false } };
  const may = (step: (typeof pageMoves)[number]) =>
    !sight.viewingAs &&
    !isOver(scene.closing) &&
    open.includes(step) &&
    authorize(actor, step === "release-authorised" ? "signature-page.authorise" : "signature-page.move", thing).ok;
  const { id, partyId, document, signatory, capacity } = page;
  return { id, partyId, party: party.name, document, signatory, capacity, state, may: pageMoves.filter(may) };
}

function mayStep({ actor, scene, viewingAs }: Sight, ready: boolean): StatusView["may"] {
  const stage = stageOf(scene.closing);
  const may = (action: Action) => !viewingAs && authorize(actor, action).ok;
  const going = !isOver(scene.closing);
  return {
    preClosing: going && (stage === "preparing" || stage === "postponed") && may("closing.step"),
    startCall: going && stage === "pre-closing" && may("closing.step"),
    close: ready && stage === "on-the-call" && may("closing.close"),
    postpone: going && may("closing.postpone"),
    terminate: going && may("closing.terminate"),
    setClock: going && scene.offering.rehearsal && may("closing.set-clock"),
    editPages: going && may("signature-page.edit"),
    exportSet: may("closing-set.export"),
  };
}

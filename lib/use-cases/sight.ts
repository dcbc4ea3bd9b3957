import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { Scene } from "@/lib/db/scene";
import { sceneAsOf, sceneIn } from "@/lib/db/scene-as-of";
import { type Scope, scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { type Closing, clockOf, conditionStates, judgedAt, nextChange } from "@/lib/domain/closing";
import type { ConditionState } from "@/lib/domain/condition-state";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { type PartyRole, usualSide } from "@/lib/domain/role";
import { authorize } from "@/lib/policy/policy";
import { namesIn, type Sight } from "./present";

type Place = { closingId: ClosingId; as?: PartyRole | undefined };

/**
 * Shows one Time of Delivery to a viewer, from its scene alone. With `as`, a coordinator sees what another part sees of it:
 * never more than both may see, so of another side's only what it shared.
 */
export async function glanceAt<T>(actor: Actor, place: Place, show: (sight: Sight) => T): Promise<Result<T, Problem>> {
  const eyes = eyesOf(actor, place);
  if (!eyes.ok) return eyes;
  const scene = await sceneAsOf(eyes.value.scope, actor.offeringId, place.closingId);
  const sight = sightOf(actor, eyes.value, scene);
  return sight ? ok(show(sight)) : err({ code: "not-found" });
}

/** The same for what needs more than the scene: all of it is read as one snapshot. */
export async function lookAt<T>(
  actor: Actor,
  place: Place,
  show: (sight: Sight, tx: Tx) => Promise<T>,
): Promise<Result<T, Problem>> {
  const eyes = eyesOf(actor, place);
  if (!eyes.ok) return eyes;
  const { scope } = eyes.value;
  return withScope(scope, async (tx) => {
    const scene = await sceneIn(tx, scope, actor.offeringId, place.closingId);
    const sight = sightOf(actor, eyes.value, scene);
    return sight ? ok(await show(sight, tx)) : err({ code: "not-found" });
  });
}

type Eyes = { viewer: Actor; viewingAs: PartyRole | null; scope: Scope };

function eyesOf(actor: Actor, { as }: Place): Result<Eyes, Problem> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  if (as) {
    const viewAs = authorize(actor, "view-as");
    if (!viewAs.ok) return viewAs;
  }
  const viewer = as ? withEyesOf(actor, as) : actor;
  const scope = scopeOf(actor);
  const compartments = scope.compartments.filter(
    ({ compartment }) => compartment === "shared" || compartment === viewer.side,
  );
  return ok({ viewer, viewingAs: as ?? null, scope: { ...scope, compartments } });
}

function sightOf({ offeringId }: Actor, { viewer, viewingAs }: Eyes, scene: Scene | null): Sight | null {
  if (!scene || scene.closing.offeringId !== offeringId) return null;
  const real = new Date();
  const now = clockOf(scene.closing, real);
  return { actor: viewer, viewingAs, scene, states: statesAt(scene.closing, real), real, now, names: namesIn(scene) };
}

type Judged = { at: Date; until: Date | null; states: ReadonlyMap<ConditionId, ConditionState> };

/** What a closing that is kept was judged to be, for as long as time alone changes nothing. */
const judged = new WeakMap<Closing, Judged>();

function statesAt(closing: Closing, real: Date): Judged["states"] {
  const at = judgedAt(closing, real);
  const known = judged.get(closing);
  if (known && known.at <= at && (known.until === null || at < known.until)) return known.states;
  const states = conditionStates(closing, at);
  judged.set(closing, { at, until: nextChange(states), states });
  return states;
}

const withEyesOf = (actor: Actor, role: PartyRole): Actor => ({
  ...actor,
  role,
  side: usualSide[role],
  authority: false,
  coordinator: false,
});

import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { sceneAsOf } from "@/lib/db/scene-as-of";
import { scopeOf, type Tx, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { clockOf, conditionStates, judgedAt } from "@/lib/domain/closing";
import type { ClosingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { type PartyRole, usualSide } from "@/lib/domain/role";
import { authorize } from "@/lib/policy/policy";
import { namesIn, type Sight } from "./present";

/**
 * Reads one Time of Delivery as one snapshot and shows it to a viewer. With `as`, a coordinator sees what another part
 * sees of it: never more than both may see, so of another side's only what it shared.
 */
export async function lookAt<T>(
  actor: Actor,
  { closingId, as }: { closingId: ClosingId; as?: PartyRole | undefined },
  show: (sight: Sight, tx: Tx) => Promise<T>,
): Promise<Result<T, Problem>> {
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
  return withScope({ ...scope, compartments }, async (tx) => {
    const scene = await sceneAsOf(tx, closingId, actor.offeringId, { compartments });
    if (!scene || scene.closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
    const real = new Date();
    const now = clockOf(scene.closing, real);
    const states = conditionStates(scene.closing, judgedAt(scene.closing, real));
    const names = namesIn(scene);
    return ok(await show({ actor: viewer, viewingAs: as ?? null, scene, states, real, now, names }, tx));
  });
}

const withEyesOf = (actor: Actor, role: PartyRole): Actor => ({
  ...actor,
  role,
  side: usualSide[role],
  authority: false,
  coordinator: false,
});

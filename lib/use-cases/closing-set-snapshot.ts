import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import { pricingTerms } from "@/lib/contracts/terms";
import { pagesWhenTaken, sharedLog } from "@/lib/db/closing-set";
import { loadScene, type Scene } from "@/lib/db/scene";
import { scopeOf, withScope } from "@/lib/db/scope";
import { loadSetup, type Setup } from "@/lib/db/setup";
import type { Actor } from "@/lib/domain/actor";
import { conditionStates, judgedAt } from "@/lib/domain/closing";
import type { ConditionState } from "@/lib/domain/condition-state";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Names } from "@/lib/domain/words";
import type { LogTree } from "@/lib/exports/model";
import { type ChainedEvent, type ChainHead, headOf } from "@/lib/log/chain";
import { authorize } from "@/lib/policy/policy";
import { checkpointAfter } from "./keep-log";
import { namesIn } from "./present";

/** Everything that a closing set is made from, read as one snapshot. */
export type ClosingSnapshot = {
  scene: Scene;
  setup: Setup;
  /** The log that all parties share, whole, and its head. */
  events: readonly ChainedEvent[];
  head: ChainHead;
  checkpoint: string | null;
  /** Of a part of it alone: where its events stand in the whole log. */
  tree?: LogTree;
  /** The moment of the newest event: as of then the set speaks, so that the same record gives the same set. */
  asOf: Date;
  states: ReadonlyMap<ConditionId, ConditionState>;
  names: Names;
  pages: ReadonlyMap<string, number>;
  pricedOn: string | null;
};

/**
 * Reads one Time of Delivery for a closing set, in one transaction that sees what all parties share and nothing else: so
 * a set never holds a private draft or note, whoever builds it, and is the same for everyone.
 */
export async function readClosingSnapshot(
  actor: Actor,
  { closingId }: { closingId: ClosingId },
): Promise<Result<ClosingSnapshot, Problem>> {
  const grant = authorize(actor, "closing-set.export");
  if (!grant.ok) return grant;
  const scope = scopeOf(actor);
  const compartments = scope.compartments.filter(({ compartment }) => compartment === "shared");
  return withScope({ ...scope, compartments }, async (tx) => {
    const scene = await loadScene(tx, closingId);
    if (!scene || scene.closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
    const setup = await loadSetup(tx, actor.offeringId);
    const events = await sharedLog(tx, actor.offeringId);
    const asOf = new Date(events.at(-1)?.at ?? scene.closing.timeOfDelivery);
    return ok({
      scene,
      setup,
      events,
      head: headOf(events),
      checkpoint: checkpointAfter({ offeringId: actor.offeringId, compartment: "shared" }, events),
      asOf,
      states: conditionStates(scene.closing, judgedAt(scene.closing, asOf)),
      names: namesIn(scene),
      pages: await pagesWhenTaken(tx, actor.offeringId),
      pricedOn: pricingOf(setup, closingId)?.datedOn ?? null,
    });
  });
}

/** The pricing agreement of one Time of Delivery, as far as its terms can be read. */
export function pricingOf(setup: Setup, closingId: ClosingId) {
  const closing = setup.closings.find(({ id }) => id === closingId);
  const pricing = setup.pricings.find(({ id }) => id === closing?.pricingAgreementId);
  if (!pricing) return null;
  const terms = pricingTerms.safeParse(pricing.terms);
  return { datedOn: pricing.datedOn, agreementId: pricing.agreementId, terms: terms.success ? terms.data : null };
}

import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ClosingHead } from "@/lib/contracts/views";
import { firstClosing } from "@/lib/db/lookups";
import { loadScene } from "@/lib/db/scene";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { presentHead } from "./present";

/** The head for a screen of the whole offering: of the Time of Delivery that is asked for, else of its first. */
export async function viewHead(
  actor: Actor,
  { closingId }: { closingId?: ClosingId | undefined },
): Promise<Result<ClosingHead, Problem>> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  return withScope(scopeOf(actor), async (tx) => {
    const id = closingId ?? (await firstClosing(tx, actor.offeringId));
    const scene = id && (await loadScene(tx, id));
    if (!scene || scene.closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
    return ok(presentHead({ scene, real: new Date() }));
  });
}

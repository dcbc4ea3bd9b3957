import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { ClosingHead } from "@/lib/contracts/views";
import { firstClosing } from "@/lib/db/lookups";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { err, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { presentHead } from "./present";
import { glanceAt } from "./sight";

/** The head for a screen of the whole offering: of the Time of Delivery that is asked for, else of its first. */
export async function viewHead(
  actor: Actor,
  { closingId }: { closingId?: ClosingId | undefined },
): Promise<Result<ClosingHead, Problem>> {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  const id = closingId ?? (await withScope(scopeOf(actor), (tx) => firstClosing(tx, actor.offeringId)));
  return id ? glanceAt(actor, { closingId: id }, presentHead) : err({ code: "not-found" });
}

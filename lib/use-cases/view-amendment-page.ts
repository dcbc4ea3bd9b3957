import "server-only";
import type { AmendmentPageView } from "@/lib/contracts/amendment";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import { isOver } from "@/lib/domain/closing";
import type { ClosingId } from "@/lib/domain/ids";
import type { Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { presentHead } from "./present";
import { glanceAt } from "./sight";

/** What the page on which an amendment is read begins with, for whoever keeps the list. */
export async function viewAmendmentPage(
  actor: Actor,
  place: { closingId: ClosingId },
): Promise<Result<AmendmentPageView, Problem>> {
  const grant = authorize(actor, "list.edit");
  if (!grant.ok) return grant;
  return glanceAt(actor, place, (sight) => ({ head: presentHead(sight), mayEdit: !isOver(sight.scene.closing) }));
}

import "server-only";
import { createHash } from "node:crypto";
import { type Closing, conditionStates, judgedAt, signaturePageState, stageOf } from "@/lib/domain/closing";
import { evidenceNow, liveMark, liveWaiver } from "@/lib/domain/condition";
import { canonicalJson, type JsonValue } from "@/lib/log/canonical";

/**
 * SHA-256, in hex, of the state on which a closing is judged: every condition with its status and the bytes in force, every
 * waiver and mark, every signature page. Recorded with the closing, so that anyone can tell later what was closed on.
 */
export function stateDigest(closing: Closing, real: Date): string {
  const states = conditionStates(closing, judgedAt(closing, real));
  const stage = stageOf(closing);
  const state = {
    closingId: closing.id,
    timeOfDelivery: closing.timeOfDelivery.toISOString(),
    conditions: closing.conditions.map((condition) => ({
      id: condition.id,
      label: condition.label,
      requirement: condition.requirement,
      status: states.get(condition.id)?.status ?? null,
      evidence: evidenceNow(condition),
      settledBy: liveWaiver(condition)?.id ?? liveMark(condition)?.id ?? null,
    })),
    pages: closing.signaturePages.map((page) => ({ id: page.id, state: signaturePageState(page, stage) })),
  };
  return createHash("sha256")
    .update(canonicalJson(state as unknown as JsonValue))
    .digest("hex");
}

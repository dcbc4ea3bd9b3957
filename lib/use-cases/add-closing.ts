import "server-only";
import { randomUUID } from "node:crypto";
import type { AddClosingAnswer, AddClosingInput } from "@/lib/contracts/offering";
import type { Problem } from "@/lib/contracts/problem";
import { loadClosing } from "@/lib/db/load";
import { recordClosing } from "@/lib/db/offerings";
import { type Road, travel } from "@/lib/db/road";
import { loadSetup, type Setup } from "@/lib/db/setup";
import { type Closing, clockOf } from "@/lib/domain/closing";
import type { DraftRow } from "@/lib/domain/draft";
import type { ClosingId, ConditionId, OfferingId, PersonId } from "@/lib/domain/ids";
import { termsOf } from "@/lib/domain/list-editing";
import { err, ok, type Result } from "@/lib/domain/result";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { logClosing, rowsFor } from "./create-offering";
import { momentFaults } from "./offering-faults";

/**
 * Adds a Time of Delivery, such as that of an option that was exercised. Its list is one of its own: what an earlier one
 * requires may be taken over, never what was signed, waived or delivered there.
 */
export function addClosing(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: AddClosingInput,
): Promise<Result<AddClosingAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  return travel<AddClosingAnswer, Problem>({ personId, offeringId, key, hash: digestOf(input) }, (road) =>
    addOn(road, input),
  );
}

async function addOn(road: Road, input: AddClosingInput): Promise<Result<AddClosingAnswer, Problem>> {
  const { tx, actor, real } = road;
  const grant = authorize(actor, "terms.edit");
  if (!grant.ok) return grant;
  const setup = await loadSetup(tx, actor.offeringId);
  const { conditions, pricingAgreementId, ...closing } = input;
  const pricing = setup.pricings.find(({ id }) => id === pricingAgreementId);
  if (!pricing) return err({ code: "not-found" });
  const issues = momentFaults(closing, "", pricing.datedOn);
  if (setup.closings.some(({ label }) => label === closing.label)) {
    issues.push({ path: "label", message: `Another Time of Delivery is called ${closing.label}.` });
  }
  if (issues.length > 0) return err({ code: "invalid-input", issues });

  const rows = await rowsOf(road, setup, input);
  if (!rows) return err({ code: "not-found" });
  const closingId = randomUUID() as string as ClosingId;
  const place = setup.closings.reduce((end, known) => Math.max(end, known.place + 1), 0);
  const made = { ...closing, closingId, place, clock: await clockNow(road, setup), rows };
  await recordClosing(tx, actor, pricingAgreementId, made, real);
  await logClosing(tx, actor, made, real);
  return ok({ closingId, conditions: rows.length });
}

async function rowsOf({ tx, actor }: Road, setup: Setup, input: AddClosingInput): Promise<readonly DraftRow[] | null> {
  const { conditions, label, terms, pricingAgreementId } = input;
  if (conditions.from === "closing") {
    const earlier = await loadClosing(tx, conditions.closingId);
    return earlier && earlier.offeringId === actor.offeringId ? requirementsOf(earlier) : null;
  }
  const pricing = setup.pricings.find(({ id }) => id === pricingAgreementId);
  const agreement = setup.agreements.find(({ id }) => id === pricing?.agreementId);
  const roles = setup.parties.map(({ role }) => role);
  const section = agreement?.conditionsSection ?? "";
  return rowsFor(conditions, { section, term: label, roles, delivers: terms.delivers });
}

/** What a list requires, line by line, without anything that was recorded on it. */
function requirementsOf(closing: Closing): DraftRow[] {
  const depths = new Map<ConditionId, number>();
  return closing.conditions.map((condition) => {
    const depth = condition.parentId ? (depths.get(condition.parentId) ?? -1) + 1 : 0;
    depths.set(condition.id, depth);
    const { deliverables, ...terms } = termsOf(condition);
    return { depth, terms: { ...terms, deliverables: deliverables.map(({ title, dated }) => ({ title, dated })) } };
  });
}

/** A rehearsal has one clock: what its first Time of Delivery shows now, the new one shows too. */
async function clockNow({ tx, real }: Road, setup: Setup): Promise<Date | null> {
  const first = setup.closings[0];
  if (!setup.offering.rehearsal || !first) return null;
  const closing = await loadClosing(tx, first.id);
  return closing && clockOf(closing, real);
}

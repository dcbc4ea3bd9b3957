import "server-only";
import { crashPoint } from "@/lib/crash-point";
import { type Act, type ConditionTerms, compartmentOf, type RaisedClause } from "@/lib/domain/act";
import type { Actor } from "@/lib/domain/actor";
import { type Closing, clockOf } from "@/lib/domain/closing";
import type { ClosingId, ConditionId } from "@/lib/domain/ids";
import type { JsonValue } from "@/lib/log/canonical";
import type { Confirmation } from "@/lib/policy/confirmation";
import { logEvent } from "./events";
import { recordRootsFor } from "./log-roots";
import type { Tx } from "./scope";

/**
 * Writes what was decided and its event, in one transaction with whatever was read to decide it; where the act asked for a
 * confirmation of who the person is, the event says when and with what it was given. Returns the position.
 */
export async function recordAct(
  tx: Tx,
  actor: Actor,
  closing: Closing,
  act: Act,
  real: Date,
  confirmed?: Confirmation | null,
): Promise<bigint> {
  const clock = clockOf(closing, real);
  await writeRows(tx, actor, closing, act, { at: real, clock });
  crashPoint("act-rows-written");
  const { type, ...said } = act;
  const position = await logEvent(tx, actor, real, {
    type,
    compartment: compartmentOf(act),
    closingId: closing.id,
    conditionId: "conditionId" in act ? act.conditionId : null,
    payload: {
      ...said,
      clock: clock.toISOString(),
      ...(confirmed && { confirmed: told(confirmed) }),
    } as unknown as JsonValue,
  });
  // With the closing every side's own log is fixed in the log of all, without being shown.
  if (act.type === "closing.closed") await recordRootsFor(tx, actor, `closing/${closing.id}`, real);
  crashPoint("act-logged");
  return position;
}

const told = (confirmed: Confirmation) => ({ at: confirmed.at.toISOString(), with: confirmed.with });

type Moments = { at: Date; clock: Date };

async function writeRows(tx: Tx, actor: Actor, closing: Closing, act: Act, { at, clock }: Moments): Promise<void> {
  const { offeringId, personId: by, partyId, role } = actor;
  const closingId = closing.id;

  switch (act.type) {
    case "document.delivered": {
      const { type, conditionId, versionId, shared, ...version } = act;
      await tx.version.create({ data: { id: versionId, offeringId, ...version, by, at } });
      if (shared) await tx.share.create({ data: { offeringId, versionId, by, at } });
      return;
    }
    case "document.shared":
      await tx.share.create({ data: { offeringId, versionId: act.versionId, by, at } });
      return;
    case "condition.signed-off": {
      const { type, actId, evidence, detail, ...signOff } = act;
      await tx.signOff.create({
        data: {
          id: actId,
          offeringId,
          ...signOff,
          partyId,
          by,
          at,
          clock,
          evidence: [...evidence],
          detail: { ...detail } as object,
        },
      });
      return;
    }
    case "condition.waived": {
      const { type, actId, instrument, ...waiver } = act;
      const writing = { instrumentSha256: instrument?.sha256 ?? null, instrumentName: instrument?.name ?? null };
      await tx.waiver.create({ data: { id: actId, offeringId, ...waiver, ...writing, role, partyId, by, at, clock } });
      return;
    }
    case "condition.marked": {
      const { type, actId, ...mark } = act;
      await tx.conditionMark.create({ data: { id: actId, offeringId, ...mark, role, by, at, clock } });
      return;
    }
    case "act.withdrawn": {
      const { type, ...withdrawal } = act;
      await tx.withdrawal.create({ data: { offeringId, ...withdrawal, by, at } });
      return;
    }
    case "note.added": {
      const { type, ...note } = act;
      await tx.note.create({ data: { offeringId, ...note, by, at } });
      return;
    }
    case "condition.assigned":
      await tx.condition.update({ where: { id: act.conditionId }, data: { assigneeId: act.assigneeId } });
      return;
    case "condition.due-set":
      await tx.condition.update({ where: { id: act.conditionId }, data: { dueAt: act.dueAt } });
      return;
    case "condition.added": {
      const { conditionId: id, parentId, place, terms } = act;
      await makeRoom(tx, closingId, place, 1);
      await tx.condition.create({ data: { id, offeringId, closingId, parentId, place, ...columnsOf(terms) } });
      await writeDeliverables(tx, actor, id, terms);
      await raiseClauses(tx, act.raised);
      return;
    }
    case "condition.edited": {
      const { conditionId: id, terms, requirement } = act;
      await tx.condition.update({ where: { id }, data: { ...columnsOf(terms), requirement } });
      await writeDeliverables(tx, actor, id, terms);
      await raiseClauses(tx, act.raised);
      return;
    }
    case "condition.split": {
      const { conditionId: parentId, terms, requirement, limbs } = act;
      await tx.condition.update({ where: { id: parentId }, data: { ...columnsOf(terms), requirement } });
      await writeDeliverables(tx, actor, parentId, terms);
      await makeRoom(tx, closingId, Math.min(...limbs.map(({ place }) => place)), limbs.length);
      for (const { conditionId: id, place, terms } of limbs) {
        await tx.condition.create({ data: { id, offeringId, closingId, parentId, place, ...columnsOf(terms) } });
        await writeDeliverables(tx, actor, id, terms);
      }
      await raiseClauses(tx, act.raised);
      return;
    }
    case "condition.removed":
      await tx.condition.update({ where: { id: act.conditionId }, data: { removedAt: at } });
      await raiseClauses(tx, act.raised);
      return;
    case "conditions.renumbered":
      // A label names one condition at any moment, so all give up theirs before the first takes another's.
      for (const { conditionId: id } of act.labels) await tx.condition.update({ where: { id }, data: { label: id } });
      for (const { conditionId: id, label } of act.labels)
        await tx.condition.update({ where: { id }, data: { label } });
      return;
    case "conditions.reordered":
      for (const [place, id] of act.order.entries()) await tx.condition.update({ where: { id }, data: { place } });
      return;
    case "signature-page.added": {
      const { type, signaturePageId: id, ...page } = act;
      await tx.signaturePage.create({ data: { id, offeringId, closingId, ...page } });
      return;
    }
    case "signature-page.moved": {
      const { type, ...step } = act;
      await tx.signaturePageStep.create({ data: { offeringId, ...step, by, at } });
      return;
    }
    case "closing.clock-set":
      await tx.clockSetting.create({ data: { offeringId, closingId, shows: act.shows, at, by } });
      return;
    case "closing.pre-closing":
    case "closing.call-started":
    case "closing.closed":
    case "closing.postponed":
    case "closing.terminated":
      await tx.closingStep.create({ data: { offeringId, closingId, ...stepOf(act), by, role, at, clock } });
      return;
  }
}

type StepAct = Extract<
  Act,
  {
    type:
      | "closing.pre-closing"
      | "closing.call-started"
      | "closing.closed"
      | "closing.postponed"
      | "closing.terminated";
  }
>;

function stepOf(act: StepAct) {
  switch (act.type) {
    case "closing.pre-closing":
      return { step: "pre-closing" };
    case "closing.call-started":
      return { step: "call" };
    case "closing.closed":
      return { step: "closed", stateDigest: act.stateDigest };
    case "closing.postponed": {
      const { type, ...said } = act;
      return { step: "postponed", ...said };
    }
    case "closing.terminated":
      return { step: "terminated", ground: act.ground, text: act.text };
  }
}

/** Moves down what stands at a place or after it. */
const makeRoom = (tx: Tx, closingId: ClosingId, place: number, count: number) =>
  tx.condition.updateMany({ where: { closingId, place: { gte: place } }, data: { place: { increment: count } } });

async function raiseClauses(tx: Tx, raised: readonly RaisedClause[]) {
  for (const { conditionId: id, requirement } of raised) {
    await tx.condition.update({ where: { id }, data: { requirement } });
  }
}

/** A condition's terms as its columns hold them. */
export function columnsOf({ deliverables, furnishedBy, furnishedTo, requires, ratings, ...terms }: ConditionTerms) {
  return {
    ...terms,
    furnishedBy: [...furnishedBy],
    furnishedTo: [...furnishedTo],
    requires: [...requires],
    ratings: [...ratings],
  };
}

/** Documents that are new to the list come in, those that left it are marked removed; versions stay in the record. */
async function writeDeliverables(
  tx: Tx,
  { offeringId }: Actor,
  conditionId: ConditionId,
  { deliverables }: ConditionTerms,
) {
  const kept = new Set(
    (await tx.deliverable.findMany({ where: { conditionId, removedAt: null } })).map(({ id }) => id),
  );
  for (const [place, { id, title, dated }] of deliverables.entries()) {
    if (kept.delete(id)) await tx.deliverable.update({ where: { id }, data: { title, dated, place } });
    else await tx.deliverable.create({ data: { id, offeringId, conditionId, title, dated, place } });
  }
  await tx.deliverable.updateMany({ where: { id: { in: [...kept] } }, data: { removedAt: new Date() } });
}

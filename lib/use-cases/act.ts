import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { findActor } from "@/lib/auth/actor";
import { instantOf } from "@/lib/calendar/instant";
import { momentFault } from "@/lib/calendar/local-moment";
import type { ActInput } from "@/lib/contracts/acts";
import type { Problem } from "@/lib/contracts/problem";
import { findOwnInstrument } from "@/lib/db/instruments";
import { loadClosing, loadClosingOf } from "@/lib/db/load";
import { findMakersParty, findOffering, findParty, hasClosing, isMember, nextPagePlace } from "@/lib/db/lookups";
import { recordAct } from "@/lib/db/record-act";
import { type Road, travel } from "@/lib/db/road";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Act } from "@/lib/domain/act";
import type { Closing } from "@/lib/domain/closing";
import {
  decideCall,
  decideClock,
  decideClosed,
  decidePostponement,
  decidePreClosing,
  decideSignaturePage,
  decideTermination,
} from "@/lib/domain/closing-steps";
import type { Condition } from "@/lib/domain/condition";
import { decideShare } from "@/lib/domain/delivery";
import type {
  ActId,
  ClosingId,
  ConditionId,
  DeliverableId,
  OfferingId,
  PersonId,
  SignaturePageId,
} from "@/lib/domain/ids";
import { decideAssignment, decideDue, decideNote, decideSignaturePageAdded } from "@/lib/domain/keeping";
import {
  decideAdd,
  decideEdit,
  decideRemove,
  decideRenumber,
  decideReorder,
  decideSplit,
} from "@/lib/domain/list-editing";
import { err, ok, type Result } from "@/lib/domain/result";
import { decideMark, decideWaiver, decideWithdrawal } from "@/lib/domain/settling";
import { decideSignOff } from "@/lib/domain/sign-off";
import { brokenIn, invariantWords } from "@/lib/log/invariant-words";
import { asksForConfirmation, type Confirmation, isConfirmed } from "@/lib/policy/confirmation";
import { authorize, type Thing } from "@/lib/policy/policy";
import { stateDigest } from "./state-digest";
import { checkAndKeep } from "./watch-record";

export type ActAnswer = { position: string; id: string };

/**
 * Does one act for a person: permitted, decided, recorded and logged together, once however often it is sent. Nothing is
 * closed on a record that does not hold.
 */
export async function act(
  who: { personId: PersonId; offeringId: OfferingId; key: string; confirmed?: Confirmation | null },
  input: ActInput,
): Promise<Result<ActAnswer, Problem>> {
  if (input.act === "close") {
    const may = await mayClose(who, input.closingId);
    if (!may.ok) return may;
    const broken = brokenIn(await checkAndKeep(who.offeringId, { files: true }));
    if (broken.length > 0) return err({ code: "record-damaged", violations: invariantWords(broken) });
  }
  return travel<ActAnswer, Problem>({ ...who, hash: digestOf(input) }, (road) => actOn(road, input));
}

/**
 * Asked before the whole record is checked, which takes long and tells how it stands: to whoever may not close there is
 * nothing to check. The act itself asks once more, in its own transaction.
 */
async function mayClose(
  { personId, offeringId }: { personId: PersonId; offeringId: OfferingId },
  closingId: ClosingId,
): Promise<Result<unknown, Problem>> {
  const actor = await findActor(personId, offeringId);
  if (!actor) return err({ code: "not-found" });
  if (!(await withScope(scopeOf(actor), (tx) => hasClosing(tx, offeringId, closingId))))
    return err({ code: "not-found" });
  return authorize(actor, "closing.close");
}

/** The act itself, for whoever is on the road already: found, permitted, decided, recorded and logged. */
export async function actOn(road: Road, input: ActInput): Promise<Result<ActAnswer, Problem>> {
  const closing = await closingFor(road, input);
  if (!closing) return err({ code: "not-found" });
  const decision = await decide(road, closing, input);
  if (!decision.ok) return decision;
  // Asked last, so that nobody gives a password for an act that would be refused anyway.
  const asked = asksForConfirmation(decision.value);
  if (asked && !isConfirmed(road.confirmed, road.real)) return err({ code: "step-up-required" });
  const confirmed = asked ? road.confirmed : null;
  const position = await recordAct(road.tx, road.actor, closing, decision.value, road.real, confirmed);
  return ok({ position: position.toString(), id: idOf(decision.value, closing) });
}

export const digestOf = (asked: unknown) => createHash("sha256").update(JSON.stringify(asked)).digest("hex");

/** Judging the whole Time of Delivery needs all its conditions; an act on one condition only that one and its limbs. */
async function closingFor({ tx }: Road, input: ActInput): Promise<Closing | null> {
  const whole = [
    "close",
    "add-condition",
    "edit-condition",
    "split-condition",
    "remove-condition",
    "renumber",
    "reorder",
  ].includes(input.act);
  if (!("conditionId" in input)) return loadClosing(tx, input.closingId);
  return loadClosingOf(tx, input.conditionId, whole ? "all" : "its own");
}

/** The id that the browser may want next: of the act or the new thing, else of where it happened. */
function idOf(done: Act, closing: Closing): string {
  if ("actId" in done) return done.actId;
  if ("conditionId" in done) return done.conditionId;
  return "signaturePageId" in done ? done.signaturePageId : closing.id;
}

async function decide(road: Road, closing: Closing, input: ActInput): Promise<Result<Act, Problem>> {
  const { tx, actor, real } = road;
  const condition = "conditionId" in input ? closing.conditions.find(({ id }) => id === input.conditionId) : undefined;
  if ("conditionId" in input && !condition) return err({ code: "not-found" });
  const here = { condition: condition as Condition, closing, limbs: limbsOf(closing, condition) };
  const may = (action: Parameters<typeof authorize>[1], thing: Thing = {}) => authorize(actor, action, thing);
  const newId = <T extends string>() => randomUUID() as string as T;

  switch (input.act) {
    case "share": {
      const version = here.condition.deliverables.flatMap((d) => d.versions).find((v) => v.id === input.versionId);
      if (!version) return err({ code: "not-found" });
      const grant = may("document.share", { compartment: version.compartment });
      return grant.ok ? decideShare(here, actor, input) : grant;
    }
    case "sign-off": {
      const grant = may("condition.sign-off", { condition: here.condition, basis: input.basis });
      return grant.ok ? decideSignOff(here, actor, { ...input, actId: newId<ActId>() }, real) : grant;
    }
    case "waive": {
      const grant = may("condition.waive", { condition: here.condition });
      if (!grant.ok) return grant;
      const { text, scope } = input;
      const writing = input.instrument && (await findOwnInstrument(tx, actor, input.instrument.sha256));
      if (input.instrument && !writing) return err({ code: "not-found" });
      const instrument = writing && { sha256: writing.sha256, name: writing.fileName };
      return decideWaiver(here, { actId: newId<ActId>(), text, scope, instrument });
    }
    case "mark": {
      const grant = may("condition.mark", { condition: here.condition });
      return grant.ok ? decideMark(here, { actId: newId<ActId>(), mark: input.mark, reason: input.reason }) : grant;
    }
    case "withdraw": {
      const grant = may("act.withdraw");
      if (!grant.ok) return grant;
      const partyOfMaker = await findMakersParty(tx, input.actId);
      return decideWithdrawal(here, actor, { actId: input.actId, reason: input.reason, partyOfMaker });
    }
    case "note": {
      const compartment = input.shared ? "shared" : actor.side;
      const grant = may("note.add", { compartment });
      return grant.ok ? decideNote(here, { text: input.text, compartment }) : grant;
    }
    case "assign": {
      const grant = may("condition.assign");
      if (!grant.ok) return grant;
      if (input.assigneeId && !(await isMember(tx, actor.offeringId, input.assigneeId)))
        return err({ code: "not-found" });
      return decideAssignment(here, input.assigneeId);
    }
    case "set-due": {
      const grant = may("condition.assign");
      return grant.ok ? decideDue(here, input.dueAt) : grant;
    }
    case "add-condition": {
      const grant = may("list.edit");
      return grant.ok
        ? decideAdd(closing, { ...input, conditionId: newId<ConditionId>(), newDeliverableId: newId<DeliverableId> })
        : grant;
    }
    case "edit-condition": {
      const grant = may("list.edit");
      return grant.ok ? decideEdit(closing, { ...input, newDeliverableId: newId<DeliverableId> }) : grant;
    }
    case "remove-condition": {
      const grant = may("list.edit");
      return grant.ok ? decideRemove(closing, input) : grant;
    }
    case "split-condition": {
      const grant = may("list.edit");
      if (!grant.ok) return grant;
      const limbs = input.limbs.map((limb) => ({ ...limb, conditionId: newId<ConditionId>() }));
      return decideSplit(closing, { ...input, limbs, newDeliverableId: newId<DeliverableId> });
    }
    case "renumber": {
      const grant = may("list.edit");
      return grant.ok ? decideRenumber(closing, input.labels) : grant;
    }
    case "reorder": {
      const grant = may("list.edit");
      return grant.ok ? decideReorder(closing, input.order) : grant;
    }
    case "add-signature-page": {
      const grant = may("signature-page.edit");
      if (!grant.ok) return grant;
      if (!(await findParty(tx, input.partyId))) return err({ code: "not-found" });
      const { act: _, closingId, ...page } = input;
      const place = await nextPagePlace(tx, closingId);
      return decideSignaturePageAdded(closing, { ...page, place, signaturePageId: newId<SignaturePageId>() });
    }
    case "move-signature-page": {
      const page = closing.signaturePages.find(({ id }) => id === input.signaturePageId);
      const party = page && (await findParty(tx, page.partyId));
      if (!party) return err({ code: "not-found" });
      const action = input.step === "release-authorised" ? "signature-page.authorise" : "signature-page.move";
      const grant = may(action, { party });
      const { signaturePageId, step } = input;
      return grant.ok ? decideSignaturePage(closing, { signaturePageId, step }) : grant;
    }
    case "pre-closing": {
      const grant = may("closing.step");
      return grant.ok ? decidePreClosing(closing) : grant;
    }
    case "start-call": {
      const grant = may("closing.step");
      return grant.ok ? decideCall(closing) : grant;
    }
    case "close": {
      const grant = may("closing.close");
      return grant.ok ? decideClosed(closing, real, stateDigest(closing, real)) : grant;
    }
    case "postpone": {
      const grant = may("closing.postpone");
      if (!grant.ok) return grant;
      const fault = momentFault(input.newLocalDate, input.newLocalTime, closing.zone);
      if (fault) return err({ code: "no-such-local-time", text: `${input.newLocalDate} ${input.newLocalTime}` });
      const newMoment = instantOf(input.newLocalDate, input.newLocalTime, closing.zone);
      return decidePostponement(closing, real, { ...input, newMoment });
    }
    case "terminate": {
      const grant = may("closing.terminate");
      return grant.ok ? decideTermination(closing, { ground: input.ground, text: input.text }) : grant;
    }
    case "set-clock": {
      const grant = may("closing.set-clock");
      if (!grant.ok) return grant;
      const { rehearsal } = await findOffering(tx, closing.offeringId);
      return decideClock(closing, rehearsal, real, new Date(input.shows));
    }
  }
}

/** The limbs that a clause taken whole is matched against. */
const limbsOf = (closing: Closing, condition: Condition | undefined) =>
  closing.conditions.filter(({ parentId }) => condition && parentId === condition.id);

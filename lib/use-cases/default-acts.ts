import "server-only";
import { randomUUID } from "node:crypto";
import { instantOf } from "@/lib/calendar/instant";
import { momentFault } from "@/lib/calendar/local-moment";
import type { DefaultAnswer, DefaultInput } from "@/lib/contracts/default";
import type { Problem } from "@/lib/contracts/problem";
import { listDefaultEntries, loadAgreed } from "@/lib/db/agreed";
import { logEvent } from "@/lib/db/events";
import { type Road, travel } from "@/lib/db/road";
import { loadScene, type Scene } from "@/lib/db/scene";
import { clockOf, isOver, stageOf } from "@/lib/domain/closing";
import { type DefaultEntry, type DefaultRecord, type DefaultWord, defaultRecord } from "@/lib/domain/default-record";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { momentWords } from "@/lib/domain/time-words";
import type { JsonValue } from "@/lib/log/canonical";
import { type Action, authorize } from "@/lib/policy/policy";
import type { DefaultRule } from "@/lib/settlement/default-rule";
import { resolveDefault } from "@/lib/settlement/resolve-default";
import { digestOf } from "./act";
import { denominationOf, quantitiesAt, recordedSituation } from "./default-situation";
import { readTerms, settlementTermsOf } from "./view-settlement-terms";

type Said = { recordId: string } & DefaultWord;

/** Records something about a default: permitted, decided and logged together, once however often it is sent. */
export function recordDefault(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: DefaultInput,
): Promise<Result<DefaultAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  return travel<DefaultAnswer, Problem>({ personId, offeringId, key, hash: digestOf(input) }, (road) =>
    recordOn(road, input),
  );
}

async function recordOn(road: Road, input: DefaultInput): Promise<Result<DefaultAnswer, Problem>> {
  const { tx, actor, real } = road;
  const scene = await loadScene(tx, input.closingId);
  if (!scene || scene.closing.offeringId !== actor.offeringId) return err({ code: "not-found" });
  const entries = await listDefaultEntries(tx, input.closingId);
  const grant = authorize(actor, actionFor(input, entries));
  if (!grant.ok) return grant;
  if (isOver(scene.closing)) {
    const stage = stageOf(scene.closing) === "closed" ? "closed" : "terminated";
    return err({ code: "closing-over", stage });
  }
  const said = decide(scene, defaultRecord(entries), input, real);
  if (!said.ok) return said;
  const fault = await faultOf(road, scene, [...entries, { ...said.value, by: actor.personId, at: real }]);
  if (fault) return fault;

  const { type, ...payload } = said.value;
  const position = await logEvent(tx, actor, real, {
    type,
    compartment: "shared",
    closingId: input.closingId,
    conditionId: null,
    payload: { ...payload, clock: clockOf(scene.closing, real).toISOString() } as unknown as JsonValue,
  });
  return ok({ position: position.toString(), recordId: said.value.recordId });
}

/** Whoever may make an entry may take one of the kind back. */
function actionFor(input: DefaultInput, entries: readonly DefaultEntry[]): Action {
  const actions = { record: "default.record", arrange: "default.arrange", company: "default.require" } as const;
  if (input.act !== "withdraw") return actions[input.act];
  const entry = entries.find(({ recordId }) => recordId === input.recordId);
  if (entry?.type === "default.arranged") return "default.arrange";
  return entry?.type === "default.company-spoke" ? "default.require" : "default.record";
}

function decide(scene: Scene, record: DefaultRecord, input: DefaultInput, real: Date): Result<Said, Problem> {
  const recordId = randomUUID();
  const { closing } = scene;
  switch (input.act) {
    case "record": {
      const { underwriter, localDate, localTime } = input;
      const wrong = (path: string, message: string) =>
        err({ code: "invalid-input" as const, issues: [{ path, message }] });
      const fault = momentFault(localDate, localTime, closing.zone);
      if (fault) return wrong(fault.field, fault.message);
      const now = clockOf(closing, real);
      if (instantOf(localDate, localTime, closing.zone) > now) {
        return wrong("localTime", `That is still to come: the clock shows ${momentWords(now, closing.zone)}.`);
      }
      if (record.defaults.some((known) => known.underwriter === underwriter)) {
        return err({ code: "already-done", what: `${underwriter} is recorded in default` });
      }
      const moment = `${localDate}T${localTime}`;
      const delivery = record.defaults[0]?.delivery ?? `${closing.localDate}T${closing.localTime}`;
      return ok({ type: "default.recorded", recordId, underwriter, moment, delivery });
    }
    case "arrange": {
      if (record.defaults.length === 0) return nothingYet();
      return ok({ type: "default.arranged", recordId, name: input.name, amount: input.amount });
    }
    case "company": {
      if (record.defaults.length === 0) return nothingYet();
      if (record.company?.requires === input.requires)
        return err({ code: "already-done", what: "the Company has said so" });
      return ok({ type: "default.company-spoke", recordId, requires: input.requires });
    }
    case "withdraw": {
      const { defaults, substitutes, company } = record;
      const standing = [...defaults, ...substitutes, ...(company ? [company] : [])];
      if (!standing.some((entry) => entry.recordId === input.recordId)) return err({ code: "already-withdrawn" });
      return ok({ type: "default.withdrawn", recordId, withdraws: input.recordId, reason: input.reason });
    }
  }
}

const nothingYet = () =>
  err({
    code: "invalid-input" as const,
    issues: [{ path: "", message: "No underwriter is recorded in default yet. Record the default first." }],
  });

/** For an agreement whose rule is not entered yet: what was recorded is still held to Schedule I. */
const noRule: DefaultRule = {
  clause: "",
  threshold: "1/1",
  thresholdIncluded: true,
  stepUp: "obligatory",
  mostIncrease: null,
  surviving: [],
};

/** Why things could not stand as they would after the entry: someone who is not on Schedule I, or more arranged than is in default. */
async function faultOf({ tx }: Road, scene: Scene, entries: readonly DefaultEntry[]) {
  const agreed = await loadAgreed(tx, scene.closing.id);
  const terms = readTerms(agreed);
  const settlement = settlementTermsOf(scene, agreed, terms);
  const resolved = resolveDefault(terms.agreement.default ?? noRule, {
    allocations: quantitiesAt(agreed, settlement.ok ? settlement.value : null),
    step: denominationOf(terms),
    ...recordedSituation(defaultRecord(entries)),
  });
  if (resolved.ok) return null;
  const issues = resolved.error.map(({ field, message }) => ({ path: pathOf(field), message }));
  return err({ code: "invalid-input" as const, issues });
}

/** The field of the form behind a field of the situation. */
function pathOf(field: string): string {
  if (field.startsWith("defaults")) return "underwriter";
  if (field.startsWith("substitutes")) return field.endsWith("name") ? "name" : "amount";
  return field;
}

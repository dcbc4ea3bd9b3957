import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "@/lib/log/canonical";
import { appendEvent, headOf } from "@/lib/log/chain";
import { authorize } from "@/lib/policy/policy";
import { anyActor, anyClosing, anyCondition, anyDeliverable } from "@/lib/testing/build";
import { brokenBy, invariants, type Lived } from "@/lib/testing/model/invariants";
import { clockStep, PlainModel, type Who, type Wish } from "@/lib/testing/model/plain-model";
import { history, modelConditions, modelDelivery, modelStart } from "@/lib/testing/model/wishes";
import { proved, times } from "@/lib/testing/proved";
import { type Act, compartmentOf } from "./act";
import type { Actor } from "./actor";
import { type Closing, clockOf, conditionStates, stageOf } from "./closing";
import { decideCall, decideClock, decideClosed, decidePostponement, decidePreClosing } from "./closing-steps";
import { type Condition, evidenceNow } from "./condition";
import { decideDelivery } from "./delivery";
import type { ActId, ClosingId, ConditionId, DeliverableId, PartyId, PersonId, VersionId } from "./ids";
import { decideEdit } from "./list-editing";
import { err, type Result } from "./result";
import type { PartyRole } from "./role";
import { decideMark, decideWaiver, decideWithdrawal } from "./settling";
import { decideSignOff } from "./sign-off";

const roles: Record<Who, PartyRole> = {
  representative: "representative",
  counsel: "underwriters_counsel",
  issuer: "issuer",
  issuerCounsel: "issuer_counsel",
};

const actorOf = (who: Who): Actor =>
  anyActor(roles[who], {
    personId: who as string as PersonId,
    partyId: `party of ${who}` as PartyId,
    authority: who !== "counsel",
    coordinator: who === "counsel",
  });

/** Whoever may waive, mark and close. */
const deciders = new Set([actorOf("representative").personId]);

/** The domain with a memory in place of the tables: each decision is written down as lib/db/record-act.ts writes it. */
class InMemory {
  private closing: Closing;
  private real = modelStart;
  private made = 0;
  private log: Lived["log"] = [];
  private readonly seen = new Map<number, { evidence: ReturnType<typeof evidenceNow>; requirement: number }>();
  private readonly order = new Map<number, ActId[]>();

  constructor() {
    const conditions = modelConditions.map(
      ({ furnishedBy, required, window, documents }, place): Condition =>
        anyCondition({
          id: `c${place}` as ConditionId,
          label: `7(${place})`,
          place,
          kind: "other",
          furnishedBy: furnishedBy as PartyRole[],
          requires: required as Condition["requires"],
          windowHours: window,
          deliverables: documents > 0 ? [anyDeliverable({ id: `d${place}` as DeliverableId, versions: [] })] : [],
        }),
    );
    const clocks = [{ shows: new Date(modelStart), at: new Date(modelStart) }];
    this.closing = anyClosing({ id: "t1" as ClosingId, conditions, clocks, timeOfDelivery: new Date(modelDelivery) });
    for (const place of modelConditions.keys()) this.look(place);
  }

  /** The history so far, as the invariants look at it. */
  lived(): Lived {
    return { closing: this.closing, real: this.real, log: this.log };
  }

  /** What a signer of the condition has on screen: as it is now, or as it was when it was last looked at. */
  shown(place: number, seen: "now" | "before") {
    const condition = this.closing.conditions[place]!;
    return seen === "now"
      ? { evidence: evidenceNow(condition), requirement: condition.requirement }
      : this.seen.get(place)!;
  }

  grant(wish: Wish): boolean {
    if (wish.want === "look") {
      this.look(wish.condition);
      return true;
    }
    this.real += 1000;
    const decision = this.decide(wish);
    if (decision.ok) {
      this.write(decision.value, actorOf(wish.who));
      this.tell(decision.value, actorOf(wish.who));
    }
    return decision.ok;
  }

  standings() {
    const states = conditionStates(this.closing, clockOf(this.closing, new Date(this.real)));
    return this.closing.conditions.map(({ id }) => {
      const state = states.get(id)!;
      return { state: state.status as string, lapsed: state.stale.length + state.expired.length > 0 };
    });
  }

  /** The same of each sign-off that a condition asks for: whether one holds. */
  states() {
    const states = conditionStates(this.closing, clockOf(this.closing, new Date(this.real)));
    return this.closing.conditions.map(({ id }) => {
      const { status, slots } = states.get(id)!;
      return { status, held: slots.map(({ state }) => state === "given") };
    });
  }

  isClosed = () => stageOf(this.closing) === "closed";

  private look(place: number) {
    const condition = this.closing.conditions[place]!;
    this.seen.set(place, { evidence: evidenceNow(condition), requirement: condition.requirement });
  }

  private decide(wish: Exclude<Wish, { want: "look" }>): Result<Act, { code: string }> {
    const actor = actorOf(wish.who);
    const real = new Date(this.real);
    const { closing } = this;
    const here = "condition" in wish ? { condition: closing.conditions[wish.condition]!, limbs: [], closing } : null;
    const condition = here?.condition as Condition;
    const may = (...asked: [Parameters<typeof authorize>[1], Parameters<typeof authorize>[2]?]) =>
      authorize(actor, ...asked);
    const actId = `a${this.made}` as ActId;
    switch (wish.want) {
      case "deliver": {
        const grant = may("document.deliver", { condition });
        if (!grant.ok) return grant;
        const deliverableId = `d${wish.condition}` as DeliverableId;
        const versions = condition.deliverables[0]?.versions.length ?? 0;
        return decideDelivery(here!, actor, {
          ...{ deliverableId, versionId: `v${this.made}` as VersionId, sha256: wish.bytes, fileName: "x.pdf" },
          ...{
            mediaType: "application/pdf",
            bytes: 1,
            pages: 1,
            datedOn: null,
            share: wish.share,
            lastNumber: versions,
          },
          stage: wish.executed ? "executed" : "draft",
        });
      }
      case "sign": {
        const grant = may("condition.sign-off", { condition, basis: wish.basis });
        if (!grant.ok) return grant;
        const shown = this.shown(wish.condition, wish.seen);
        return decideSignOff(here!, actor, { actId, basis: wish.basis, ...shown, detail: {} }, real);
      }
      case "withdraw": {
        const id = this.order.get(wish.condition)?.[wish.nth];
        if (!id) return err({ code: "not-found" });
        return decideWithdrawal(here!, actor, { actId: id, reason: "As a test.", partyOfMaker: null });
      }
      case "waive": {
        const grant = may("condition.waive", { condition });
        return grant.ok ? decideWaiver(here!, { actId, text: "x", scope: "x", instrument: null }) : grant;
      }
      case "mark": {
        const grant = may("condition.mark", { condition });
        return grant.ok ? decideMark(here!, { actId, mark: wish.as, reason: "x" }) : grant;
      }
      case "edit": {
        const grant = may("list.edit");
        if (!grant.ok) return grant;
        const { id, requirement, deliverables, label, title, kind, mode, furnishedBy, furnishedTo } = condition;
        const { requires, windowHours, ratings } = condition;
        const terms = { label, title, kind, mode, furnishedBy, furnishedTo, requires, windowHours, ratings };
        const kept = deliverables.map(({ id: document, title, dated }) => ({ id: document, title, dated }));
        const changed = { ...terms, text: `${condition.text}.`, deliverables: kept };
        return decideEdit(closing, {
          conditionId: id,
          requirement,
          terms: changed,
          newDeliverableId: () => "d" as DeliverableId,
        });
      }
      case "clock": {
        const grant = may("closing.set-clock");
        const shows = new Date(clockOf(closing, real).getTime() + wish.steps * clockStep);
        return grant.ok ? decideClock(closing, true, real, shows) : grant;
      }
      case "postpone": {
        const grant = may("closing.postpone");
        const newMoment = new Date(closing.timeOfDelivery.getTime() + wish.days * 86_400_000);
        const words = { ground: "x", text: "", newLocalDate: newMoment.toISOString(), newLocalTime: "" };
        return grant.ok ? decidePostponement(closing, real, { ...words, newMoment }) : grant;
      }
      case "pre-closing":
      case "start-call": {
        const grant = may("closing.step");
        if (!grant.ok) return grant;
        return wish.want === "pre-closing" ? decidePreClosing(closing) : decideCall(closing);
      }
      case "close": {
        const grant = may("closing.close");
        return grant.ok ? decideClosed(closing, real, "digest") : grant;
      }
    }
  }

  private write(act: Act, { personId: by }: Actor): void {
    this.made++;
    const at = new Date(this.real);
    const clock = clockOf(this.closing, at);
    const change = (id: ConditionId, how: (condition: Condition) => Condition) => {
      const conditions = this.closing.conditions.map((condition) => (condition.id === id ? how(condition) : condition));
      this.closing = { ...this.closing, conditions };
    };
    const noted = (id: ConditionId, actId: ActId) => {
      const place = this.closing.conditions.findIndex((condition) => condition.id === id);
      this.order.set(place, [...(this.order.get(place) ?? []), actId]);
    };
    const made = { by, at, withdrawnAt: null };
    switch (act.type) {
      case "document.delivered": {
        const { versionId: id, shared, ...version } = act;
        change(act.conditionId, (condition) => ({
          ...condition,
          deliverables: condition.deliverables.map((deliverable) => ({
            ...deliverable,
            versions: [...deliverable.versions, { ...version, id, by, at, sharedAt: shared ? at : null }],
          })),
        }));
        return;
      }
      case "condition.signed-off":
        noted(act.conditionId, act.actId);
        change(act.conditionId, (condition) => ({
          ...condition,
          signOffs: [...condition.signOffs, { ...act, ...made, id: act.actId, clock }],
        }));
        return;
      case "condition.waived":
        noted(act.conditionId, act.actId);
        change(act.conditionId, (condition) => ({
          ...condition,
          waivers: [...condition.waivers, { ...act, ...made, id: act.actId }],
        }));
        return;
      case "condition.marked":
        noted(act.conditionId, act.actId);
        change(act.conditionId, (condition) => ({
          ...condition,
          marks: [...condition.marks, { ...act, ...made, id: act.actId }],
        }));
        return;
      case "act.withdrawn": {
        const back = <T extends { id: ActId }>(acts: readonly T[]) =>
          acts.map((one) => (one.id === act.actId ? { ...one, withdrawnAt: at } : one));
        change(act.conditionId, (condition) => ({
          ...condition,
          signOffs: back(condition.signOffs),
          waivers: back(condition.waivers),
          marks: back(condition.marks),
        }));
        return;
      }
      case "condition.edited":
        change(act.conditionId, (condition) => ({ ...condition, text: act.terms.text, requirement: act.requirement }));
        return;
      case "closing.clock-set":
        this.closing = { ...this.closing, clocks: [...this.closing.clocks, { shows: new Date(act.shows), at }] };
        return;
      case "closing.postponed":
        this.closing = { ...this.closing, timeOfDelivery: new Date(act.newLocalDate) };
        this.step("postponed", by, at, clock);
        return;
      case "closing.pre-closing":
        this.step("pre-closing", by, at, clock);
        return;
      case "closing.call-started":
        this.step("call", by, at, clock);
        return;
      case "closing.closed":
        this.step("closed", by, at, clock);
        return;
      default:
        throw new Error(`The histories do not have ${act.type}`);
    }
  }

  /** Puts the act at the end of its log, as lib/db/events.ts does. */
  private tell(act: Act, { personId, name }: Actor): void {
    const compartment = compartmentOf(act);
    const head = headOf(this.log.filter((event) => event.compartment === compartment));
    const { type, ...said } = act;
    const entry = { at: new Date(this.real).toISOString(), type, actor: { personId, name } };
    this.log = [
      ...this.log,
      { ...appendEvent(head, { ...entry, payload: said as unknown as JsonValue }), compartment },
    ];
  }

  private step(step: Closing["steps"][number]["step"], by: PersonId, at: Date, clock: Date) {
    this.closing = {
      ...this.closing,
      steps: [...this.closing.steps, { step, ground: null, text: null, by, at, clock }],
    };
  }
}

test("random histories lead where the plain rules lead, wish by wish", () => {
  let granted = 0;
  let closed = 0;
  let held = 0;
  const runs = times(800, 17_000);
  const length = 60;
  fc.assert(
    fc.property(history(length), (wishes) => {
      const plain = new PlainModel(modelConditions, modelStart, modelDelivery);
      const program = new InMemory();
      for (const [place, wish] of wishes.entries()) {
        const expected = plain.grant(wish);
        const before = program.lived();
        const shown = wish.want === "sign" ? program.shown(wish.condition, wish.seen) : null;
        expect({ place, wish, granted: program.grant(wish) }).toEqual({ place, wish, granted: expected });
        expect(program.standings()).toEqual(plain.standings());
        if (expected) granted++;
        const broken = brokenBy({
          ...{ before, after: program.lived(), granted: expected && wish.want !== "look", shown, deciders },
          ...{ about: "condition" in wish ? wish.condition : null, states: program.states() },
        });
        expect({ place, wish, broken }).toEqual({ place, wish, broken: [] });
        held += Object.keys(invariants).length;
      }
      expect(program.isClosed()).toBe(plain.isClosed());
      if (plain.isClosed()) closed++;
    }),
    { numRuns: runs, seed: 7 },
  );
  // The histories must get somewhere, or nothing was shown.
  proved(
    "12",
    `${runs * length} wishes, ${granted} granted, ${closed} histories closed; after each every state compared and ${Object.keys(invariants).length} invariants held, ${held} in all`,
  );
  expect(granted).toBeGreaterThan(10_000);
  expect(closed).toBeGreaterThan(5);
  expect(held).toBeGreaterThanOrEqual(576_000);
});

import { expect, test } from "vitest";
import {
  anyActor,
  anyClosing,
  anyCondition,
  anyone,
  anySignOff,
  hoursBefore,
  sameDayCondition,
} from "@/lib/testing/build";
import type { Condition } from "./condition";
import type { ActId, PersonId } from "./ids";
import { decideMark, decideWaiver, decideWithdrawal } from "./settling";
import { statementFor } from "./sign-off";

const closing = anyClosing();
const over = anyClosing({
  steps: [{ step: "closed", ground: null, text: null, by: anyone, at: hoursBefore(1), clock: hoursBefore(1) }],
});
const made = { by: anyone, at: hoursBefore(2), withdrawnAt: null };
const waiver = { ...made, id: "w1" as ActId, text: "t", scope: "s", instrument: null } as never;
const mark = (one: "not-applicable" | "failed") => ({ ...made, id: "m1" as ActId, mark: one, reason: "r" }) as never;
const refused = (error: object) => ({ ok: false, error });

test("a waiver has its words and its scope, and covers what has failed but nothing that is settled otherwise", () => {
  const wish = { actId: "a1" as ActId, text: "We waive it.", scope: "All of it", instrument: null };
  const waive = (change: Partial<Condition> = {}, words = {}) =>
    decideWaiver({ condition: anyCondition(change), closing }, { ...wish, ...words });
  const done = { ok: true, value: { type: "condition.waived", conditionId: "c1", ...wish } };
  expect(waive()).toEqual(done);
  expect(waive({ marks: [mark("failed")] })).toEqual(done);
  expect(waive({ marks: [mark("not-applicable")] })).toEqual(
    refused({ code: "condition-settled", status: "not-applicable" }),
  );
  expect(waive({ waivers: [waiver] })).toEqual(refused({ code: "condition-settled", status: "waived" }));
  expect(waive({}, { text: " \n" })).toEqual(refused({ code: "text-required", field: "text" }));
  expect(waive({}, { scope: "  " })).toEqual(refused({ code: "text-required", field: "scope" }));
  expect(decideWaiver({ condition: anyCondition(), closing: over }, wish)).toEqual(
    refused({ code: "closing-over", stage: "closed" }),
  );
});

test("a mark has its reason, once", () => {
  const wish = { actId: "a1" as ActId, mark: "failed" as const, reason: "Downgraded." };
  const put = (change: Partial<Condition> = {}, words = {}) =>
    decideMark({ condition: anyCondition(change), closing }, { ...wish, ...words });
  expect(put()).toEqual({ ok: true, value: { type: "condition.marked", conditionId: "c1", ...wish } });
  expect(put({}, { reason: " " })).toEqual(refused({ code: "text-required", field: "reason" }));
  expect(put({ marks: [mark("failed")] })).toEqual(refused({ code: "condition-settled", status: "failed" }));
});

test("what was done is taken back once, by its maker or by someone of the maker’s party who may bind it", () => {
  const condition = anyCondition({
    signOffs: [anySignOff(), anySignOff({ id: "s2" as ActId, withdrawnAt: hoursBefore(1) })],
    waivers: [waiver],
    marks: [mark("failed")],
  });
  const other = anyActor("representative", { personId: "p2" as PersonId });
  const back = (
    actId: string,
    actor = anyActor("representative"),
    partyOfMaker: string | null = null,
    where = closing,
  ) =>
    decideWithdrawal({ condition, closing: where }, actor, {
      actId: actId as ActId,
      reason: "Mistaken.",
      partyOfMaker,
    });
  const taken = (of: string, actId: string) => ({
    ok: true,
    value: { type: "act.withdrawn", conditionId: "c1", of, actId, reason: "Mistaken." },
  });
  expect(back("s1")).toEqual(taken("sign-off", "s1"));
  expect(back("w1")).toEqual(taken("waiver", "w1"));
  expect(back("m1")).toEqual(taken("mark", "m1"));
  expect(back("w1", other, other.partyId)).toEqual(taken("waiver", "w1"));
  expect(back("w1", { ...other, authority: false }, other.partyId)).toEqual(refused({ code: "not-your-act" }));
  expect(back("w1", other, "another")).toEqual(refused({ code: "not-your-act" }));
  expect(back("s2")).toEqual(refused({ code: "already-withdrawn" }));
  expect(back("x9")).toEqual(refused({ code: "not-found" }));
  expect(back("s1", undefined, null, over)).toEqual(refused({ code: "closing-over", stage: "closed" }));
});

test("the words of a sign-off say who, for whom, what and, of the day, as of when", () => {
  const actor = anyActor("representative");
  const words = (basis: "received" | "form" | "fact" | "judgment", sameDay = false) =>
    statementFor(sameDayCondition(), { basis, role: "representative", sameDay }, actor);
  const who = "Anna Example, for Example LLP (Representative)";
  expect(words("received")).toBe(`${who} received what 7(h) Market out calls for.`);
  expect(words("form")).toBe(`${who} reviewed the form of what 7(h) Market out calls for and accepts it.`);
  expect(words("fact")).toBe(`${who} states that the facts of 7(h) Market out are so.`);
  expect(words("fact", true)).toBe(`${who} states that the facts of 7(h) Market out are so, as of this moment.`);
  expect(words("judgment")).toBe(`${who} is satisfied as to 7(h) Market out.`);
  expect(words("judgment", true)).toBe(`${who} is satisfied as to 7(h) Market out, as of this moment.`);
});

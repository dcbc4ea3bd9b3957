import { expect, test } from "vitest";
import { isTurnOf, todoOf } from "./turn";

const analyst = { role: "representative", authority: false } as const;
const banker = { role: "representative", authority: true } as const;

test("a judgment waits for those who may bind the party, any other step for everyone of it", () => {
  const judgment = { roles: ["representative"], todo: "judgment" } as const;
  const fact = { roles: ["representative"], todo: "fact" } as const;
  expect([isTurnOf(judgment, analyst), isTurnOf(judgment, banker)]).toEqual([false, true]);
  expect([isTurnOf(fact, analyst), isTurnOf(fact, banker)]).toEqual([true, true]);
  expect(isTurnOf(fact, { role: "issuer", authority: true })).toBe(false);
});

test("what a condition waits for is said in one word: a document, or on which basis it is signed off", () => {
  expect(todoOf({ do: "deliver", titles: ["Opinion"], roles: [] })).toBe("deliver");
  expect(todoOf({ do: "sign-off", basis: "form", sameDay: false, roles: [], from: null })).toBe("form");
});

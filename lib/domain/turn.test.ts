import { expect, test } from "vitest";
import { isTurnOf } from "./turn";

const analyst = { role: "representative", authority: false } as const;
const banker = { role: "representative", authority: true } as const;

test("a judgment waits for those who may bind the party, any other step for everyone of it", () => {
  const judgment = { roles: ["representative"], todo: "judgment" } as const;
  const fact = { roles: ["representative"], todo: "fact" } as const;
  expect([isTurnOf(judgment, analyst), isTurnOf(judgment, banker)]).toEqual([false, true]);
  expect([isTurnOf(fact, analyst), isTurnOf(fact, banker)]).toEqual([true, true]);
  expect(isTurnOf(fact, { role: "issuer", authority: true })).toBe(false);
});

import { describe, expect, test } from "vitest";
import { isAmong, isWhose } from "@/lib/domain/whose";
import { choicesOf } from "./choices";
import { leftWords } from "./left-words";
import { nextEnd, passedAt } from "./standing";

const at = (moment: string) => ({ at: moment });

describe("what is past, next and later", () => {
  const clocks = [
    at("2004-03-08T15:00:00Z"),
    at("2004-03-08T22:30:00Z"),
    at("2004-03-08T22:30:00Z"),
    at("2004-03-09T15:00:00Z"),
  ];

  test("every clock at the first moment to come is next; at its very moment it still is", () => {
    const passed = passedAt(clocks, Date.parse("2004-03-08T22:30:00Z"));
    expect([passed, nextEnd(clocks, passed)]).toEqual([1, 3]);
  });

  test("when all are past, none is next", () => {
    const passed = passedAt(clocks, Date.parse("2004-03-10T00:00:00Z"));
    expect([passed, nextEnd(clocks, passed)]).toEqual([4, 4]);
  });
});

describe("whose clocks are shown", () => {
  test("those that bind everyone always are", () => {
    expect(isAmong(null, "mine", "issuer")).toBe(true);
    expect(isAmong("trustee", "mine", "issuer")).toBe(false);
    expect(isAmong("issuer", "mine", "issuer")).toBe(true);
    expect(isAmong("trustee", "trustee", "issuer")).toBe(true);
  });

  test("a choice is offered only where somebody has a clock", () => {
    const choices = choicesOf([
      { owner: "trustee", ownerName: "JP Morgan Chase" },
      { owner: null, ownerName: "all" },
    ]);
    expect(choices.map(({ value }) => value)).toEqual(["all", "mine", "trustee"]);
    expect(isWhose("trustee") && !isWhose("nobody") && !isWhose(null)).toBe(true);
  });
});

test("a countdown to the second within a day, and none beyond it or when it is past", () => {
  const from = new Date("2004-03-09T09:00:00Z");
  const after = (seconds: number) => leftWords(from, new Date(from.getTime() + seconds * 1000));
  expect(after(5 * 3600 + 12 * 60 + 7)).toBe("in 5 h 12 min 07 s");
  expect(after(61)).toBe("in 1 min 01 s");
  expect([after(-1), after(86_400)]).toEqual([null, null]);
});

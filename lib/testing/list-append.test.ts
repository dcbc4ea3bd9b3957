import { expect, test } from "vitest";
import { anomaliesOf, type Transaction } from "./list-append";

const append = (list: number, value: number) => ({ did: "append" as const, list, value });
const read = (list: number, ...saw: number[]) => ({ did: "read" as const, list, saw });
const kindsOf = (history: Transaction[], final: [number, number[]][]) =>
  anomaliesOf(history, new Map(final)).map(({ kind }) => kind);

test("what can have happened one after the other is sound", () => {
  const history = [
    { id: 1, steps: [append(1, 11), read(2)] },
    { id: 2, steps: [read(1, 11), append(2, 22)] },
    { id: 3, steps: [read(1, 11), read(2, 22), append(1, 13)] },
  ];
  expect(
    kindsOf(history, [
      [1, [11, 13]],
      [2, [22]],
    ]),
  ).toEqual([]);
});

test("two that each missed what the other wrote are a cycle", () => {
  const history = [
    { id: 1, steps: [read(1), append(2, 21)] },
    { id: 2, steps: [read(2), append(1, 12)] },
  ];
  expect(
    kindsOf(history, [
      [1, [12]],
      [2, [21]],
    ]),
  ).toEqual(["cycle"]);
});

test("two lists written in opposite orders are a cycle", () => {
  const history = [
    { id: 1, steps: [append(1, 11), append(2, 21)] },
    { id: 2, steps: [append(1, 12), append(2, 22)] },
  ];
  expect(
    kindsOf(history, [
      [1, [11, 12]],
      [2, [22, 21]],
    ]),
  ).toEqual(["cycle"]);
});

test("a reader between two parts of one write is a cycle", () => {
  const history = [
    { id: 1, steps: [append(1, 11), append(2, 21)] },
    { id: 2, steps: [read(1, 11), read(2)] },
  ];
  expect(
    kindsOf(history, [
      [1, [11]],
      [2, [21]],
    ]),
  ).toEqual(["cycle"]);
});

test("a value that nobody wrote, and a read of what never was, are found", () => {
  expect(kindsOf([{ id: 1, steps: [append(1, 11)] }], [[1, [11, 99]]])).toEqual(["value-of-nobody"]);
  const history = [
    { id: 1, steps: [append(1, 11)] },
    { id: 2, steps: [read(1, 12)] },
  ];
  expect(kindsOf(history, [[1, [11]]])).toEqual(["read-out-of-order"]);
});

import { expect, test } from "vitest";
import { ordersOf, Stepped, takeInOrder } from "./step-scheduler";

test("every order of the steps is there once", () => {
  expect(ordersOf([2, 1])).toEqual([
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  expect(ordersOf([4, 4])).toHaveLength(70);
  expect(new Set(ordersOf([2, 2, 2]).map(String)).size).toBe(90);
});

test("the steps are taken in the order, and one that waits for another is left to it", async () => {
  const said: string[] = [];
  let free: () => void = () => {};
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  const waits = new Stepped(async (pause) => {
    await pause();
    said.push("a1");
    await freed;
    await pause();
    said.push("a2");
  });
  const frees = new Stepped(async (pause) => {
    await pause();
    said.push("b1");
    await pause();
    said.push("b2");
    free();
  });
  await takeInOrder([waits, frees], [0, 0, 1, 1], async (work) => work === 0);
  expect(said).toEqual(["a1", "b1", "b2", "a2"]);
});

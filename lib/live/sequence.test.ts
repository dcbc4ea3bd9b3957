import fc from "fast-check";
import { expect, test } from "vitest";
import { Sequence } from "./sequence";

const at = (...positions: number[]) => positions.map((position) => ({ position: BigInt(position) }));
const numbers = (rows: { position: bigint }[]) => rows.map(({ position }) => Number(position));
const snapshot = (xmin: number, xmax: number) => ({ xmin: BigInt(xmin), xmax: BigInt(xmax) });

test("passes on at once what is visible, and what commits late when it appears, each once", () => {
  const sequence = new Sequence(0n);
  expect(numbers(sequence.take(at(1, 3), snapshot(10, 12), 0))).toEqual([1, 3]);
  expect(sequence.awaited).toEqual([2n]);
  expect(numbers(sequence.take(at(2, 4), snapshot(12, 14), 100))).toEqual([2, 4]);
  expect(numbers(sequence.take(at(), snapshot(14, 14), 200))).toEqual([]);
});

test("the mark to resume from stays before the lowest position still under way", () => {
  const sequence = new Sequence(0n);
  sequence.take(at(1, 2, 5), snapshot(10, 12), 0);
  expect(sequence.settled).toBe(2n);
  sequence.take(at(3), snapshot(10, 12), 100);
  expect(sequence.settled).toBe(3n);
  sequence.take(at(4), snapshot(12, 12), 200);
  expect(sequence.settled).toBe(5n);
});

test("a gap is given up only when the transactions of its time are over and a while has passed", () => {
  const sequence = new Sequence(0n);
  sequence.take(at(1, 3), snapshot(10, 12), 0);

  sequence.take(at(), snapshot(20, 20), 9_999);
  expect(sequence.awaited, "over, but not long ago").toEqual([2n]);
  sequence.take(at(), snapshot(11, 20), 60_000);
  expect(sequence.awaited, "long ago, but not over").toEqual([2n]);
  sequence.take(at(), snapshot(12, 20), 60_000);
  expect(sequence.awaited).toEqual([]);
});

test("a jump of the sequence is not taken for transactions under way", () => {
  const sequence = new Sequence(0n);
  sequence.take(at(1_000_000), snapshot(10, 12), 0);
  expect(sequence.awaited.length).toBeLessThanOrEqual(10_000);
  expect(sequence.awaited.at(-1)).toBe(999_999n);
});

test("whatever the order of commits, every committed position is passed on once, and resuming at any mark misses none", () => {
  const history = fc.record({
    commits: fc.shuffledSubarray(Array.from({ length: 12 }, (_, place) => place + 1)),
    reads: fc.array(fc.nat(12), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(history, ({ commits, reads }) => {
      const sequence = new Sequence(0n);
      const told: number[] = [];
      // Each read sees a longer part of the commits; nothing is over before the last of them.
      for (const count of [...reads.sort((a, b) => a - b), commits.length]) {
        const visible = commits.slice(0, count).sort((a, b) => a - b);
        const rows = visible.filter((p) => BigInt(p) > sequence.seen || sequence.awaited.includes(BigInt(p)));
        told.push(...numbers(sequence.take(at(...rows), snapshot(1, 20), 0)));

        const heldBack = commits.filter((p) => !told.includes(p));
        expect(heldBack.every((p) => BigInt(p) > sequence.settled)).toBe(true);
      }
      expect(told.sort((a, b) => a - b)).toEqual([...commits].sort((a, b) => a - b));
    }),
  );
});

import { expect, test } from "vitest";
import { appendEvent, type ChainedEvent, headOf, verifyChain } from "./chain";

const events: ChainedEvent[] = [];
for (const text of ["one", "twö", "three"]) {
  const entry = { at: "2031-03-11T10:00:00.000Z", type: "list.changed", actor: "A", payload: { text } };
  events.push(appendEvent(headOf(events), entry));
}
const [first, second, third] = events as [ChainedEvent, ChainedEvent, ChainedEvent];
const changed = (seq: number) => ({
  code: "hash",
  seq,
  message: `Event ${seq} was changed: its hash does not match its content.`,
});
const cutOff = (seq: number) => ({
  code: "previous-hash",
  seq,
  message: `Event ${seq} does not name the hash of the event before it.`,
});

test("each fault is told by itself, with its event", () => {
  expect(verifyChain([first, third])).toEqual([
    { code: "sequence", seq: 3, message: "Event 3 follows event 1." },
    cutOff(3),
  ]);
  expect(verifyChain([first, { ...second, payload: { text: "other" } }])).toEqual([changed(2)]);
  expect(verifyChain([first, { ...second, prevHash: "0".repeat(64) }])).toEqual([cutOff(2), changed(2)]);
  expect(verifyChain([{ ...first, seq: 2 }])).toEqual([
    { code: "sequence", seq: 2, message: "Event 2 follows event 0." },
    changed(2),
  ]);
});

test("what JSON cannot hold is no hash that differs", () => {
  expect(verifyChain([{ ...first, payload: { text: Number.NaN } }])).toEqual([
    { code: "not-canonical", seq: 1, message: "Event 1 holds a value that JSON cannot." },
  ]);
});

test("a head must be that number and that hash, both", () => {
  const head = headOf(events);
  const said = (other: typeof head) => [
    {
      code: "head",
      seq: other.seq,
      message: `The head is event ${other.seq} (${other.hash}), but the events end at 3 (${head.hash}).`,
    },
  ];
  expect(verifyChain(events, head)).toEqual([]);
  for (const other of [
    { ...head, seq: 4 },
    { ...head, hash: second.hash },
    { seq: 2, hash: second.hash },
  ])
    expect(verifyChain(events, other)).toEqual(said(other));
});

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEvent, type ChainedEvent, emptyHead, eventHash, headOf, verifyChain } from "./chain";

const entry = (note: string) => ({
  at: "2026-05-14T14:00:00.000Z",
  type: "note.made",
  actor: "A. Example",
  payload: { note, versions: ["ab".repeat(32)] },
});

function chainOf(notes: readonly string[]): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (const note of notes) events.push(appendEvent(headOf(events), entry(note)));
  return events;
}

test("hashes exactly the six named fields, in canonical order, as anyone can repeat by hand", () => {
  const event = appendEvent(emptyHead, { at: "2026-01-01T00:00:00Z", type: "t", actor: "a", payload: { b: 2, a: 1 } });
  const text = `{"actor":"a","at":"2026-01-01T00:00:00Z","payload":{"a":1,"b":2},"prevHash":"${"0".repeat(64)}","seq":1,"type":"t"}`;
  expect(event.hash).toBe(createHash("sha256").update(text).digest("hex"));
  expect(eventHash({ ...event, hash: "not covered" } as ChainedEvent)).toBe(event.hash);
});

test("numbers events from 1 and names the hash before", () => {
  const [first, second] = chainOf(["one", "two"]);
  expect(first).toMatchObject({ seq: 1, prevHash: "0".repeat(64) });
  expect(second).toMatchObject({ seq: 2, prevHash: first?.hash });
});

test("an untouched chain has no fault, and an empty one holds at the empty head", () => {
  const events = chainOf(["one", "two", "three"]);
  expect(verifyChain(events, headOf(events))).toEqual([]);
  expect(verifyChain([], emptyHead)).toEqual([]);
});

test("a changed, removed, doubled or swapped event is named, at any place", () => {
  const tamper = fc.record({
    notes: fc.array(fc.string(), { minLength: 2, maxLength: 12 }),
    place: fc.nat(),
    how: fc.constantFrom("payload", "actor", "remove", "double", "swap", "cut"),
  });
  fc.assert(
    fc.property(tamper, ({ notes, place, how }) => {
      const events = chainOf(notes);
      const head = headOf(events);
      const index = place % events.length;
      const event = events[index]!;
      if (how === "payload") events[index] = { ...event, payload: { note: `${notes[index]}!` } };
      if (how === "actor") events[index] = { ...event, actor: "Somebody Else" };
      if (how === "remove") events.splice(index, 1);
      if (how === "double") events.splice(index, 0, event);
      if (how === "swap") events.unshift(...events.splice(Math.max(index, 1), 1));
      if (how === "cut") events.pop();
      expect(verifyChain(events, head)).not.toEqual([]);
    }),
  );
});

test("an event hashed anew after a change is still betrayed by the next one", () => {
  const events = chainOf(["one", "two", "three"]);
  const changed = { ...events[0]!, payload: { note: "other" } };
  events[0] = { ...changed, hash: eventHash(changed) };
  expect(verifyChain(events)).toMatchObject([{ code: "previous-hash", seq: 2 }]);
});

test("without a head from elsewhere a cut-off end cannot be seen, which is why the volume prints it", () => {
  const events = chainOf(["one", "two", "three"]);
  const head = headOf(events);
  events.pop();
  expect(verifyChain(events)).toEqual([]);
  expect(verifyChain(events, head)).toMatchObject([{ code: "head", seq: 3 }]);
});

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Closing } from "@/lib/domain/closing";
import type { ConditionId, DeliverableId } from "@/lib/domain/ids";
import { appendEvent, type ChainedEvent, headOf, leafText } from "@/lib/log/chain";
import { isIncluded } from "@/lib/log/proofs";
import { anyClosing, anyCondition, anyDeliverable } from "@/lib/testing/build";
import type { ClosingSnapshot } from "./closing-set-snapshot";
import { partOfSnapshot } from "./part-of-snapshot";

const condition = (id: string, change: object = {}) =>
  anyCondition({ id: id as ConditionId, label: id, deliverables: [], ...change });
const withDocument = (id: string, title: string) => ({
  deliverables: [anyDeliverable({ id: `d-${id}` as DeliverableId, title })],
});

// A clause taken whole with a limb matched in it, a clause taken by limbs of which one has a document, and a comfort letter.
const conditions = [
  condition("c", withDocument("c", "Opinion")),
  condition("c1", { parentId: "c" }),
  condition("d", { mode: "limbs" }),
  condition("d1", { parentId: "d", ...withDocument("d1", "Certificate") }),
  condition("e", withDocument("e", "Comfort letter")),
];

function snapshot(): ClosingSnapshot {
  const events: ChainedEvent[] = [];
  const happen = (type: string, payload: object) =>
    events.push(
      appendEvent(headOf(events), { at: "2031-03-11T10:00:00Z", type, actor: null, payload: payload as never }),
    );
  happen("log.key", { key: "k" });
  happen("document.delivered", { conditionId: "c", sha256: "1" });
  happen("document.delivered", { conditionId: "e", sha256: "2" });
  happen("note.added", { conditionId: "c", text: "About the comfort letter" });
  happen("condition.signed-off", { conditionId: "c1" });
  happen("condition.edited", { conditionId: "c", before: { title: "Comfort letter" } });
  happen("closing.postponed", { ground: "The comfort letter is late" });
  const page = (document: string) => ({
    id: document,
    partyId: "p",
    document,
    signatory: "S",
    capacity: "",
    steps: [],
  });
  const closing = {
    ...anyClosing({ conditions }),
    signaturePages: [page("Opinion"), page("Comfort letter")],
    steps: [
      {
        step: "postponed",
        ground: "The comfort letter is late",
        text: "Again",
        by: "p",
        at: new Date(),
        clock: new Date(),
      },
    ],
  } as unknown as Closing;
  return { scene: { closing }, events, head: headOf(events) } as unknown as ClosingSnapshot;
}

const ids = (keys: readonly string[]) =>
  partOfSnapshot(snapshot(), (key) => keys.includes(key)).scene.closing.conditions.map(({ id }) => id);

test("a limb without a tab goes with its clause, one with a tab of its own by itself, and a clause without a tab with nobody", () => {
  expect(ids(["condition:c"])).toEqual(["c", "c1"]);
  expect(ids(["condition:d1"])).toEqual(["d1"]);
  expect(ids(["condition:d", "condition:c1"])).toEqual([]);
  expect(ids(["record:memorandum"])).toEqual([]);
});

test("what is written about other tabs is not in it: events, notes, edits, grounds and signature pages", () => {
  const part = partOfSnapshot(snapshot(), (key) => key === "condition:c");
  expect(part.events.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
    "1 log.key",
    "2 document.delivered",
    "5 condition.signed-off",
  ]);
  expect(part.scene.closing.signaturePages.map(({ document }) => document)).toEqual(["Opinion"]);
  expect(part.scene.closing.steps).toMatchObject([{ step: "postponed", ground: null, text: null }]);
  expect(JSON.stringify(part)).not.toContain("omfort");
});

test("each of its events is proved to stand in the whole log, and no other text is", async () => {
  const whole = snapshot();
  const { events, tree } = partOfSnapshot(whole, (key) => key === "condition:c");
  expect(tree?.size).toBe(whole.events.length);
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
  const sha256 = (of: Uint8Array) => new Uint8Array(createHash("sha256").update(of).digest());
  const isIn = (leaf: string, seq: number) => {
    const proof = tree!.proofs.find((one) => one.seq === seq)!.hashes.map(bytes);
    const claim = {
      leaf: new TextEncoder().encode(leaf),
      index: seq - 1,
      size: tree!.size,
      root: bytes(tree!.root),
      proof,
    };
    return isIncluded(sha256, claim);
  };
  for (const event of events) {
    expect(await isIn(leafText(event), event.seq)).toBe(true);
    expect(await isIn(leafText({ ...event, type: "other" }), event.seq)).toBe(false);
  }
});

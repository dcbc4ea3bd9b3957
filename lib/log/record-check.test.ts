import { describe, expect, test } from "vitest";
import { keyAt, keysOf } from "./bookkeeping";
import type { JsonValue } from "./canonical";
import { appendEvent, type ChainedEvent, headOf, leafText } from "./chain";
import { noteOf, originOf, toBase64 } from "./checkpoint";
import { commitmentTo } from "./commitment";
import { brokenIn, invariantWords } from "./invariant-words";
import { append, type Edge, emptyEdge, leafHash, rootOf } from "./merkle";
import { checkRecord, documentsOf, type OfferingRecord, type RecordedEvent, type RecordedRow } from "./record-check";
import { readSigningKeys, signCheckpoint } from "./signing";

type Words = Record<string, JsonValue>;
type Happened = { type: string; said: Words; by?: string; at?: string; closingId?: string | null };

/** A log of one compartment, in which these things happened one after the other. */
function logOf(happened: readonly Happened[], compartment = "shared"): RecordedEvent[] {
  const chain: ChainedEvent[] = [];
  return happened.map(({ type, said, by = "p1", closingId = "c1", at }, number) => {
    const moment = at ?? new Date(Date.UTC(2031, 2, 11, 10, number)).toISOString();
    const event = appendEvent(headOf(chain), { at: moment, type, actor: { name: "A" }, payload: said });
    chain.push(event);
    return { ...event, compartment, closingId, by };
  });
}

const rowOf = ({ type, said, by = "p1", closingId = "c1" }: Happened): RecordedRow => ({
  type,
  by,
  at: "2031-03-11T10:00:00.000Z",
  closingId,
  said,
});

const check = (record: Partial<OfferingRecord>) =>
  checkRecord({ events: [], rows: [], logs: [], closed: [], ...record });
const codes = (record: Partial<OfferingRecord>) => check(record).map(({ code }) => code);

/** What row and event must say alike, act for act, in the words of the acts and not of the checker. */
const alike: Record<string, Words> = {
  "document.delivered": {
    versionId: "v",
    deliverableId: "d",
    number: 1,
    sha256: "a",
    fileName: "f",
    mediaType: "m",
    bytes: 5,
    stage: "executed",
    datedOn: "2031-03-11",
    compartment: "issuer",
  },
  "document.shared": { versionId: "v" },
  "condition.signed-off": {
    actId: "a",
    conditionId: "c",
    basis: "form",
    role: "issuer",
    sameDay: true,
    statement: "s",
    evidence: [{ deliverableId: "d", sha256: "x" }],
    requirement: 2,
    detail: { limbs: ["i"] },
  },
  "condition.waived": { actId: "a", conditionId: "c", text: "t", scope: "s", instrument: { sha256: "w", name: "n" } },
  "condition.marked": { actId: "a", conditionId: "c", mark: "failed", reason: "r" },
  "act.withdrawn": { actId: "a", conditionId: "c", of: "o", reason: "r" },
  "note.added": { conditionId: "c", compartment: "shared", text: "t" },
  "signature-page.moved": { signaturePageId: "s", step: "out" },
  "closing.pre-closing": {},
  "closing.call-started": {},
  "closing.closed": { stateDigest: "d" },
  "closing.postponed": { ground: "g", text: "t", newLocalDate: "2031-03-12", newLocalTime: "10:00" },
  "closing.terminated": { ground: "g", text: "t" },
};

describe.each(Object.entries(alike))("%s", (type, said) => {
  const happened = { type, said };

  test("holds where row and event say the same, with whatever else the event tells", () => {
    expect(check({ events: logOf([{ type, said: { ...said, further: "x" } }]), rows: [rowOf(happened)] })).toEqual([]);
  });

  test("is missed where there is no row, and where there is no event", () => {
    const [missed] = check({ events: logOf([happened]) });
    expect(missed?.code).toBe("event-without-row");
    expect(missed?.message).toMatch(/^No row holds \{.*\}\.$/);
    expect(missed?.message).toContain(type);
    const [alone] = check({ rows: [rowOf(happened)] });
    expect(alone?.code).toBe("row-without-event");
    expect(alone?.message).toMatch(/^No event tells of \{.*\}\.$/);
  });

  test("is missed where it is told once and stands twice", () => {
    expect(codes({ events: logOf([happened]), rows: [rowOf(happened), rowOf(happened)] })).toEqual([
      "row-without-event",
    ]);
  });

  test("is found in other words: every field, and whose it is", () => {
    for (const field of Object.keys(said)) {
      const other = rowOf({ type, said: { ...said, [field]: "other" } });
      expect(codes({ events: logOf([happened]), rows: [other] }), field).toEqual([
        "event-without-row",
        "row-without-event",
      ]);
      const left = rowOf({ type, said: { ...said, [field]: undefined as unknown as JsonValue } });
      expect(codes({ events: logOf([happened]), rows: [left] }), field).toHaveLength(2);
    }
    expect(codes({ events: logOf([happened]), rows: [rowOf({ ...happened, by: "p2" })] })).toHaveLength(2);
  });

  test("of the closing itself belongs to one Time of Delivery, of anything else to wherever it stands", () => {
    const elsewhere = codes({ events: logOf([happened]), rows: [rowOf({ ...happened, closingId: "c2" })] });
    expect(elsewhere).toHaveLength(type.startsWith("closing.") ? 2 : 0);
  });
});

test("events that have no row of their own need none, and a word that is not there counts as none", () => {
  expect(check({ events: logOf([{ type: "list.reordered", said: { order: ["a"] } }]) })).toEqual([]);
  const marked = { type: "condition.marked", said: { actId: "a", conditionId: "c", mark: "failed" } };
  expect(
    check({ events: logOf([marked]), rows: [rowOf({ ...marked, said: { ...marked.said, reason: null } })] }),
  ).toEqual([]);
});

test("a row that no act is known to write has no event", () => {
  expect(codes({ rows: [rowOf({ type: "closing.set-fire", said: {} })] })).toEqual(["row-without-event"]);
});

test("a delivery that was shared at once tells of two rows", () => {
  const said = { ...alike["document.delivered"], shared: true } as Words;
  const events = logOf([{ type: "document.delivered", said }]);
  const delivered = rowOf({ type: "document.delivered", said });
  const shared = rowOf({ type: "document.shared", said: { versionId: "v" } });
  expect(check({ events, rows: [delivered, shared] })).toEqual([]);
  expect(codes({ events, rows: [delivered] })).toEqual(["event-without-row"]);
  const kept = logOf([{ type: "document.delivered", said: { ...said, shared: false } }]);
  expect(codes({ events: kept, rows: [delivered, shared] })).toEqual(["row-without-event"]);
});

describe("chains", () => {
  const happened = ["one", "two", "three"].map((text) => ({ type: "list.changed", said: { text } }));

  test("each compartment has its own, whatever the order in which they are read", () => {
    const events = [...logOf(happened), ...logOf(happened, "issuer")];
    expect(check({ events: events.toReversed() })).toEqual([]);
  });

  test("what is changed or missing is told with its compartment", () => {
    const [first, second, third] = logOf(happened, "issuer") as [RecordedEvent, RecordedEvent, RecordedEvent];
    const changed = check({ events: [first, { ...second, payload: { text: "other" } }, third] });
    expect(changed).toMatchObject([{ code: "chain", message: expect.stringMatching(/^issuer: Event 2 was changed/) }]);
    expect(new Set(codes({ events: [first, third] }))).toEqual(new Set(["chain"]));
    expect(codes({ events: [first, third] })).toHaveLength(2);
  });

  test("time that goes back is told, and time that stands still is none", () => {
    const at = (text: string, moment: string) => ({ type: "list.changed", said: { text }, at: moment });
    const still = logOf([at("one", "2031-03-11T10:00:00.000Z"), at("two", "2031-03-11T10:00:00.000Z")]);
    expect(check({ events: still })).toEqual([]);
    const back = logOf([at("one", "2031-03-11T10:00:00.000Z"), at("two", "2031-03-11T09:59:59.999Z")]);
    expect(check({ events: back })).toEqual([
      { code: "time-goes-back", message: "shared: event 2 is earlier than the one before it." },
    ]);
  });
});

describe("after the end", () => {
  const end = { type: "closing.closed", said: { stateDigest: "d" } };
  const told = (happened: Happened[]) =>
    codes({ events: logOf(happened), rows: happened.map(rowOf) }).filter((code) => code === "changed-after-closing");
  const act = (type: string): Happened => ({ type, said: alike[type] as Words });
  const judged = [
    "document.delivered",
    "condition.signed-off",
    "condition.waived",
    "condition.marked",
    "act.withdrawn",
  ];

  test.each(judged)("%s is told, before it is not", (type) => {
    expect(told([end, act(type)])).toHaveLength(1);
    expect(told([act(type), end])).toEqual([]);
    expect(told([{ type: "closing.terminated", said: { ground: "g", text: "t" } }, act(type)])).toHaveLength(1);
  });

  test("what is not judged may come, and so may anything at another Time of Delivery or at none", () => {
    expect(told([end, act("note.added"), act("signature-page.moved")])).toEqual([]);
    expect(told([end, { ...act("condition.marked"), closingId: "c2" }])).toEqual([]);
    expect(told([end, { ...act("condition.marked"), closingId: null }])).toEqual([]);
    expect(
      told([
        { ...end, closingId: null },
        { ...act("condition.marked"), closingId: null },
      ]),
    ).toEqual([]);
    expect(
      told([{ type: "closing.postponed", said: alike["closing.postponed"] as Words }, act("condition.marked")]),
    ).toEqual([]);
  });

  test("another compartment counts by itself, and the message names the event", () => {
    const own = logOf([act("condition.marked"), act("condition.marked")], "issuer");
    const all = check({ events: [...logOf([end]), ...own] });
    expect(all.filter(({ code }) => code === "changed-after-closing")).toEqual([]);
    const late = check({ events: logOf([end, act("condition.marked")]) });
    expect(late).toContainEqual({
      code: "changed-after-closing",
      message: "Event 2 (condition.marked) came after its closing was over.",
    });
  });
});

test("a closed state that its rows do not give any more is told", () => {
  const closed = [
    { closingId: "c1", recorded: "x", now: "x" },
    { closingId: "c2", recorded: "x", now: "y" },
  ];
  expect(check({ closed })).toEqual([
    { code: "state-digest", message: "Closing c2 was judged on a state that its rows do not give any more." },
  ]);
});

describe("documents", () => {
  const said = { ...alike["document.delivered"], sha256: "aa" } as Words;
  const waived = alike["condition.waived"] as Words;
  const happened = [
    { type: "document.delivered", said },
    { type: "condition.waived", said: waived },
    { type: "condition.waived", said: { ...waived, instrument: null } },
  ];
  const record = { events: logOf(happened), rows: happened.map(rowOf) };

  test("are those of versions and of waivers' writings", () => {
    expect([...documentsOf(record.rows)]).toEqual(["aa", "w"]);
    expect([...documentsOf([rowOf({ type: "note.added", said: {} })])]).toEqual([]);
  });

  test("are held to what the store says of each, where anybody looked", () => {
    expect(check(record)).toEqual([]);
    const files = (a: "good" | "missing" | "changed", w: "good" | "missing" | "changed") =>
      new Map([
        ["aa", a],
        ["w", w],
      ]);
    expect(check({ ...record, files: files("good", "good") })).toEqual([]);
    expect(check({ ...record, files: files("changed", "missing") })).toEqual([
      { code: "document-changed", message: "The bytes kept as aa are not those that were delivered." },
      { code: "document-missing", message: "The document w is not in the store." },
    ]);
    expect(codes({ ...record, files: new Map() })).toEqual(["document-missing", "document-missing"]);
  });
});

describe("checkpoints", () => {
  const seed = (number: number) => Buffer.alloc(32, number).toString("base64url");
  const [key] = readSigningKeys(seed(1));
  const [later] = readSigningKeys(seed(2));
  const [stranger] = readSigningKeys(seed(3));
  const origin = originOf("o", "issuer");
  const named = (one: typeof key, before: string | null = null) => ({
    type: "log.key",
    said: { key: one.publicKey, before, signature: null },
  });
  const happened: Happened[] = [
    named(key),
    { type: "list.changed", said: { text: "one" } },
    { type: "list.changed", said: { text: "two" } },
    named(later, key.publicKey),
    { type: "list.changed", said: { text: "three" } },
  ];
  const events = logOf(happened, "issuer");
  const edges: Edge[] = [emptyEdge];
  for (const event of events) edges.push(append(edges.at(-1) as Edge, leafHash(leafText(event))));
  const kept = (size: number, signer: typeof key, change: { origin?: string; size?: number } = {}) => {
    const edge = edges[size] as Edge;
    const head = { origin, size, root: rootOf(edge), ...change };
    return {
      size,
      root: toBase64(rootOf(edge)),
      edge: edge.nodes.map(toBase64),
      note: signCheckpoint(head, signer),
      key: signer.publicKey,
    };
  };
  const logs = (...checkpoints: ReturnType<typeof kept>[]) => [
    { compartment: "issuer", origin, checkpoints, openings: [] },
  ];
  const told = (...checkpoints: ReturnType<typeof kept>[]) => check({ events, logs: logs(...checkpoints) });

  test("hold at every size, by the key that the log names for it, in whatever order events are read", () => {
    const all = [kept(1, key), kept(2, key), kept(3, key), kept(4, later), kept(5, later)];
    expect(told(...all)).toEqual([]);
    expect(check({ events: [...events.toReversed(), ...logOf(happened)], logs: logs(...all) })).toEqual([]);
  });

  test("the keys of a log are those that its events name, each from its own event on", () => {
    const keys = keysOf(events);
    expect(keys).toEqual([
      [1, key.publicKey],
      [4, later.publicKey],
    ]);
    expect([0, 1, 3, 4, 9].map((size) => keyAt(keys, size))).toEqual([
      null,
      ...[key, key, later, later].map(({ publicKey }) => publicKey),
    ]);
  });

  const message = (size: number, words: string) => [
    { code: "checkpoint", message: `issuer: the checkpoint of ${size} events ${words}.` },
  ];
  const other = toBase64(rootOf(edges[2] as Edge));

  test.each([
    ["of more events than there are", { ...kept(5, later), size: 6 }, message(6, "is of more than the 5 there are")],
    ["that is none", { ...kept(2, key), note: "x" }, message(2, "is not what its row says")],
    ["of another log", kept(2, key, { origin: originOf("o", "trustee") }), message(2, "is not what its row says")],
    ["of another size", kept(2, key, { size: 3 }), message(2, "is not what its row says")],
    ["whose row has another root", { ...kept(3, key), root: other }, message(3, "is not what its row says")],
    ["with another edge", { ...kept(3, key), edge: [other] }, message(3, "is not what they give")],
    ["that a stranger signed", kept(3, stranger), message(3, "is not signed by the key that the log names")],
    ["signed by the next key", kept(3, later), message(3, "is not signed by the key that the log names")],
    ["signed by the key before", kept(4, key), message(4, "is not signed by the key that the log names")],
    [
      "whose row names a key that did not sign",
      { ...kept(3, stranger), key: key.publicKey },
      message(3, "is not signed by the key that the log names"),
    ],
  ])("one %s is told", (_, checkpoint, expected) => {
    expect(told(checkpoint)).toEqual(expected);
  });

  test("one that held is told once an event before it is another", () => {
    const changed = logOf(happened.with(1, { type: "list.changed", said: { text: "other" } }), "issuer");
    expect(check({ events: changed, logs: logs(kept(3, key)) })).toEqual(message(3, "is not what they give"));
  });

  test("a signature over other bytes is none", () => {
    const { root } = kept(3, key);
    const empty = noteOf({ origin, size: 3, root: rootOf(edges[3] as Edge) }, new Uint8Array(4), new Uint8Array(64));
    expect(told({ ...kept(3, key), root, note: empty })).toEqual(
      message(3, "is not signed by the key that the log names"),
    );
  });

  describe("what the shared log took of it", () => {
    const opening = { occasion: "10:00", seq: 1, size: 3, root: toBase64(rootOf(edges[3] as Edge)), salt: "c2FsdA==" };
    const took = (commitment: string, type = "log.roots") =>
      logOf([
        {
          type,
          said: {
            occasion: "10:00",
            roots: [
              { compartment: "trustee", commitment: "x" },
              { compartment: "issuer", commitment },
            ],
          },
        },
      ]);
    const commitment = commitmentTo({ origin, ...opening });
    const asked = (shared: RecordedEvent[], one: typeof opening) =>
      check({
        events: [...events, ...shared],
        logs: [{ compartment: "issuer", origin, checkpoints: [], openings: [one] }],
      });
    const wrong = [{ code: "commitment", message: "issuer: the shared log took another root at 10:00." }];

    test("is opened by what it was", () => {
      expect(asked(took(commitment), opening)).toEqual([]);
    });

    test("is told where it was another, is not there, or is opened by anything else", () => {
      expect(asked(took("ab".repeat(32)), opening)).toEqual(wrong);
      expect(asked([], opening)).toEqual(wrong);
      expect(asked(took(commitment, "list.changed"), opening)).toEqual(wrong);
      expect(asked(took(commitment), { ...opening, seq: 2 })).toEqual(wrong);
      expect(asked(took(commitment), { ...opening, salt: "b3RoZXI=" })).toEqual(wrong);
      const small = { ...opening, size: 2 };
      expect(asked(took(commitmentTo({ origin, ...small })), small), "a root of another size").toEqual(wrong);
      expect(
        asked(
          took(commitment).map((event) => ({ ...event, compartment: "issuer" })),
          opening,
        ),
      ).toContainEqual(wrong[0]);
    });
  });
});

test("a long row is told by its beginning", () => {
  const [violation] = check({
    rows: [rowOf({ type: "note.added", said: { conditionId: "c", compartment: "shared", text: "x".repeat(999) } })],
  });
  expect(violation?.message).toHaveLength("No event tells of .".length + 300);
});

test("what is found is put in one sentence a kind, which repeats nothing of the record", () => {
  const violations = check({
    rows: [
      rowOf({ type: "note.added", said: { text: "secret one" } }),
      rowOf({ type: "note.added", said: { text: "secret two" } }),
    ],
    closed: [{ closingId: "c", recorded: "x", now: "y" }],
  });
  expect(brokenIn(violations)).toEqual(["row-without-event", "state-digest"]);
  expect(invariantWords(brokenIn(violations))).toEqual([
    "Something stands on the record that the log does not tell of.",
    "A Time of Delivery was declared closed on a state that its record does not give any more.",
  ]);
  const known = [
    "chain",
    "checkpoint",
    "commitment",
    "event-without-row",
    "time-goes-back",
    "changed-after-closing",
    "document-missing",
    "document-changed",
  ];
  const sentences = invariantWords(known);
  expect(new Set(sentences).size).toBe(known.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
  expect(invariantWords(["of-another-version", "and-another"])).toEqual(["The record does not hold."]);
  expect(invariantWords([])).toEqual([]);
});

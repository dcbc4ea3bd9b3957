import { keyAt, keysOf, type RootsEvent, said } from "./bookkeeping";
import { canonicalJson, type JsonValue } from "./canonical";
import { type ChainedEvent, leafText, verifyChain } from "./chain";
import { readCheckpoint, toBase64 } from "./checkpoint";
import { commitmentTo } from "./commitment";
import { append, emptyEdge, leafHash, rootOf } from "./merkle";
import { isSignedBy } from "./signing";

/** An event with its place: whose log it stands in, and at which Time of Delivery it happened. */
export type RecordedEvent = ChainedEvent & { compartment: string; closingId: string | null; by: string };

/** A recorded row, said in the words of the event that it belongs to. */
export type RecordedRow = {
  type: string;
  by: string;
  at: string;
  closingId: string | null;
  said: Record<string, JsonValue>;
};

/** What a log said of itself: its checkpoints, and what opens the commitments to it in the shared log. */
export type RecordedLog = {
  compartment: string;
  origin: string;
  checkpoints: readonly { size: number; root: string; edge: readonly string[]; note: string; key: string }[];
  openings: readonly { occasion: string; seq: number; size: number; root: string; salt: string }[];
};

/** All that was recorded in one offering. */
export type OfferingRecord = {
  events: readonly RecordedEvent[];
  rows: readonly RecordedRow[];
  logs: readonly RecordedLog[];
  /** Documents by their SHA-256, and how the store finds them; left out where nobody looked. */
  files?: ReadonlyMap<string, "good" | "missing" | "changed">;
  /** For each Time of Delivery that is closed: the digest recorded then, and the one that its rows give now. */
  closed: readonly { closingId: string; recorded: string | null; now: string }[];
};

/** Something about a record that cannot be so if nobody but the program has written it. */
export type Violation = {
  code:
    | "chain"
    | "checkpoint"
    | "commitment"
    | "row-without-event"
    | "event-without-row"
    | "time-goes-back"
    | "changed-after-closing"
    | "state-digest"
    | "document-missing"
    | "document-changed";
  message: string;
};

const sharedFields = ["versionId"] as const;

/** What of an event's words its row must repeat; an event of another type has no row of its own. */
const fieldsOf: Record<string, readonly string[]> = {
  "document.delivered": [
    "versionId",
    "deliverableId",
    "number",
    "sha256",
    "fileName",
    "mediaType",
    "bytes",
    "stage",
    "datedOn",
    "compartment",
  ],
  "document.shared": sharedFields,
  "condition.signed-off": [
    "actId",
    "conditionId",
    "basis",
    "role",
    "sameDay",
    "statement",
    "evidence",
    "requirement",
    "detail",
  ],
  "condition.waived": ["actId", "conditionId", "text", "scope", "instrument"],
  "condition.marked": ["actId", "conditionId", "mark", "reason"],
  "act.withdrawn": ["actId", "conditionId", "of", "reason"],
  "note.added": ["conditionId", "compartment", "text"],
  "signature-page.moved": ["signaturePageId", "step"],
  "closing.pre-closing": [],
  "closing.call-started": [],
  "closing.closed": ["stateDigest"],
  "closing.postponed": ["ground", "text", "newLocalDate", "newLocalTime"],
  "closing.terminated": ["ground", "text"],
};

/** What nobody may add to a Time of Delivery that is over. */
const judged = new Set([
  "document.delivered",
  "condition.signed-off",
  "condition.waived",
  "condition.marked",
  "act.withdrawn",
]);

/**
 * Holds the record of one offering to what must always be so: each chain whole, each checkpoint that of the events there, each row with its event and each event with
 * its row, in the same words; time never going back; nothing judged added after the end; every closed state still giving the
 * digest it was closed on; every document there with its bytes. An empty list means that all of it holds.
 */
export function checkRecord({ events, rows, logs, files, closed }: OfferingRecord): Violation[] {
  return [
    ...checkChains(events),
    ...logs.flatMap((log) => checkLog(log, events)),
    ...checkPairs(events, rows),
    ...checkAfterTheEnd(events),
    ...closed.flatMap(({ closingId, recorded, now }): Violation[] =>
      recorded === now
        ? []
        : [
            {
              code: "state-digest",
              message: `Closing ${closingId} was judged on a state that its rows do not give any more.`,
            },
          ],
    ),
    ...checkFiles(rows, files),
  ];
}

function checkChains(events: readonly RecordedEvent[]): Violation[] {
  return [...Map.groupBy(events, ({ compartment }) => compartment)].flatMap(([compartment, chain]) => {
    const ordered = chain.toSorted((a, b) => a.seq - b.seq);
    const faults = verifyChain(ordered).map(
      ({ message }): Violation => ({ code: "chain", message: `${compartment}: ${message}` }),
    );
    const backward = ordered.filter((event, place) => event.at < (ordered[place - 1]?.at ?? ""));
    return [
      ...faults,
      ...backward.map(
        ({ seq }): Violation => ({
          code: "time-goes-back",
          message: `${compartment}: event ${seq} is earlier than the one before it.`,
        }),
      ),
    ];
  });
}

/**
 * Each checkpoint must be what the log's own events give at its size, so that each is also consistent with the next; signed by
 * the key that the log names for that size; and each commitment to the log opened by what it was.
 */
function checkLog(log: RecordedLog, all: readonly RecordedEvent[]): Violation[] {
  const { compartment, origin, checkpoints, openings } = log;
  const events = all.filter((event) => event.compartment === compartment).toSorted((a, b) => a.seq - b.seq);
  const roots = rootsOf(events);
  const keys = keysOf(events);
  const faults = checkpoints.flatMap((kept): Violation[] => {
    const is = (message: string): Violation[] => [
      { code: "checkpoint", message: `${compartment}: the checkpoint of ${kept.size} events ${message}.` },
    ];
    const root = roots[kept.size]?.root;
    if (root === undefined) return is(`is of more than the ${events.length} there are`);
    const read = readCheckpoint(kept.note);
    if (read?.origin !== origin || read.size !== kept.size || toBase64(read.root) !== kept.root)
      return is("is not what its row says");
    if (kept.root !== root || kept.edge.join() !== roots[kept.size]?.edge) return is("is not what they give");
    if (keyAt(keys, kept.size) !== kept.key || !isSignedBy(read, kept.key))
      return is("is not signed by the key that the log names");
    return [];
  });
  const commitments = new Map(
    all.flatMap(({ compartment: of, seq, type, payload }) =>
      of === "shared" && type === "log.roots"
        ? [[seq, said<RootsEvent>(payload).roots.find((one) => one.compartment === compartment)?.commitment]]
        : [],
    ) as [number, string | undefined][],
  );
  const opened = openings.flatMap(({ occasion, seq, size, root, salt }): Violation[] =>
    commitments.get(seq) === commitmentTo({ origin, size, root, salt }) && roots[size]?.root === root
      ? []
      : [{ code: "commitment", message: `${compartment}: the shared log took another root at ${occasion}.` }],
  );
  return [...faults, ...opened];
}

/** The root, and the edge as it is kept, at each size of a log. */
function rootsOf(events: readonly RecordedEvent[]): { root: string; edge: string }[] {
  let edge = emptyEdge;
  const told = () => ({ root: toBase64(rootOf(edge)), edge: edge.nodes.map(toBase64).join() });
  return [
    told(),
    ...events.map((event) => {
      edge = append(edge, leafHash(leafText(event)));
      return told();
    }),
  ];
}

/** Row and event are written together, so each must have its counterpart, in number and in words. */
function checkPairs(events: readonly RecordedEvent[], rows: readonly RecordedRow[]): Violation[] {
  const open = new Map<string, number>();
  const count = (key: string, by: number) => open.set(key, (open.get(key) ?? 0) + by);
  for (const { type, by, closingId, payload } of events) {
    const said = payload as Record<string, JsonValue>;
    const fields = fieldsOf[type];
    if (fields) count(keyOf({ type, by, closingId, said }, fields), 1);
    if (type === "document.delivered" && said.shared === true) {
      count(keyOf({ type: "document.shared", by, closingId, said }, sharedFields), 1);
    }
  }
  for (const row of rows) count(keyOf(row, fieldsOf[row.type] ?? []), -1);
  return [...open].flatMap(([key, surplus]): Violation[] => {
    if (surplus === 0) return [];
    const code = surplus > 0 ? "event-without-row" : "row-without-event";
    return [
      { code, message: `${code === "row-without-event" ? "No event tells of" : "No row holds"} ${key.slice(0, 300)}.` },
    ];
  });
}

function keyOf({ type, by, closingId, said }: Omit<RecordedRow, "at">, fields: readonly string[]): string {
  const words = Object.fromEntries(fields.map((field) => [field, said[field] ?? null]));
  return canonicalJson({ type, by, closingId: type.startsWith("closing.") ? closingId : null, ...words });
}

function checkAfterTheEnd(events: readonly RecordedEvent[]): Violation[] {
  const ends = new Map<string, RecordedEvent>();
  for (const event of events) {
    if (event.closingId && ["closing.closed", "closing.terminated"].includes(event.type))
      ends.set(event.closingId, event);
  }
  return events.flatMap((event): Violation[] => {
    const end = event.closingId ? ends.get(event.closingId) : undefined;
    if (!end || !judged.has(event.type) || event.compartment !== end.compartment || event.seq < end.seq) return [];
    return [
      { code: "changed-after-closing", message: `Event ${event.seq} (${event.type}) came after its closing was over.` },
    ];
  });
}

function checkFiles(rows: readonly RecordedRow[], files: OfferingRecord["files"]): Violation[] {
  if (!files) return [];
  return [...documentsOf(rows)].flatMap((sha256): Violation[] => {
    const state = files.get(sha256);
    if (state === "good") return [];
    return state === "changed"
      ? [{ code: "document-changed", message: `The bytes kept as ${sha256} are not those that were delivered.` }]
      : [{ code: "document-missing", message: `The document ${sha256} is not in the store.` }];
  });
}

/** The documents that rows name, by their SHA-256: delivered versions, and the writings of waivers. */
export function documentsOf(rows: readonly RecordedRow[]): Set<string> {
  return new Set(
    rows.flatMap(({ said }) => {
      const instrument = said.instrument as { sha256?: string } | null | undefined;
      return [said.sha256, instrument?.sha256].filter((sha256) => typeof sha256 === "string");
    }),
  );
}

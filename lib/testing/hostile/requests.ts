import { randomUUID } from "node:crypto";

/** A request as it is sent, whatever may be wrong with it. */
export type Sent = { method: string; path: string; headers: Record<string, string>; body: Buffer | null };

/** Picks at random, the same for one seed. */
export class Chance {
  constructor(private state: number) {}

  /** From 0 up to and without 1: mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below = (limit: number): number => Math.floor(this.next() * limit);
  of = <T>(list: readonly T[]): T => list[this.below(list.length)] as T;
}

/** Values that stand where others were asked for. */
const values: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 53 + 1, 1e308, "", " ", "null", "NaN", "0x10", "1e9", [], {}, [[]], [null]],
  ...["<script>alert(1)</script>", "{{7*7}}", "#{7*7}", "=1+1", "＝1+1", "'; DROP TABLE x; --", "../../etc/passwd"],
  ...["\u202e", "\ufeff", "\u0000", "\ud800", "e\u0301", "💥".repeat(50), "a".repeat(10_000), "%00", "\r\nX-A: b"],
  ...[{ constructor: { prototype: {} } }, { toString: 1 }, "2026-02-30", "9999-12-31T25:61:61Z", "-271821-04-20"],
  ...["00000000-0000-0000-0000-000000000000", "not-a-uuid", Array.from({ length: 500 }, () => 1)],
];

const segments = [
  "..",
  ".",
  "",
  "%2e%2e",
  "%2f",
  "%5c",
  "%00",
  "%ff",
  "%c0%af",
  "a;x=1",
  "null",
  "undefined",
  "__proto__",
  "-1",
  "💥",
];
const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"];
const contentTypes = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "application/json; charset=utf-16",
  "application/xml",
  "",
];
const strange: readonly [string, string][] = [
  ["x-middleware-subrequest", "middleware:middleware"],
  ["rsc", "1"],
  ["next-router-state-tree", "%5B%5D"],
  ["x-forwarded-host", "evil.example"],
  ["x-http-method-override", "DELETE"],
  ["content-encoding", "gzip"],
  ["sec-fetch-site", "cross-site"],
  ["range", "bytes=9-1,5-"],
  ["if-none-match", "*"],
  ["idempotency-key", "1"],
  ["origin", "null"],
  ["expect", "nothing"],
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One field, anywhere in it, becomes another value, goes, or is joined by one that nobody asked for. */
function spoilt(value: unknown, chance: Chance): unknown {
  if (!isObject(value)) return chance.of(values);
  const copy: Record<string, unknown> = { ...value };
  const names = Object.keys(copy);
  const name = names.length > 0 ? chance.of(names) : "x";
  const how = chance.below(5);
  if (how === 0) delete copy[name];
  else if (how === 1)
    copy[chance.of(["actorId", "role", "side", "at", "administrator", "constructor", ""])] = chance.of(values);
  else if (how === 2 && isObject(copy[name])) copy[name] = spoilt(copy[name], chance);
  else copy[name] = chance.of(values);
  return copy;
}

/** A body that is no JSON of what was asked, or none at all. */
function broken(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text);
  const at = chance.below(Math.max(1, bytes.length));
  const ways = [
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([chance.below(256)]), bytes.subarray(at + 1)]),
    () => Buffer.from(`${"[".repeat(10_000)}`),
    () => Buffer.from(`${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`),
    () => Buffer.from('{"__proto__":{"administrator":true},"act":"close","act":"note"}'),
    () => Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    () => Buffer.alloc(70_000, "a"),
    () => Buffer.from(JSON.stringify(chance.of(values)) ?? ""),
    () => Buffer.alloc(0),
  ];
  return chance.of(ways)();
}

/** The same request with one to three things wrong with it. */
export function malformed({ method, path, headers, body }: Sent, chance: Chance): Sent {
  const made: Sent = { method, path, headers: { ...headers, "idempotency-key": randomUUID() }, body };
  for (let faults = 1 + chance.below(3); faults > 0; faults--) chance.of(faultsOfRequests)(made, chance);
  return made;
}

const faultsOfRequests: readonly ((sent: Sent, chance: Chance) => void)[] = [
  (sent, chance) => {
    const pieces = sent.path.split("?", 1)[0]?.split("/") ?? [];
    pieces[1 + chance.below(pieces.length - 1)] = chance.of(segments);
    sent.path = pieces.join("/");
  },
  (sent, chance) => {
    const name = chance.of(["__proto__", "as", "since", "x", "view", "from", "fileName"]);
    const value = encodeURIComponent((JSON.stringify(chance.of(values)) ?? "").toWellFormed());
    sent.path += `${sent.path.includes("?") ? "&" : "?"}${name}=${value}`;
  },
  (sent, chance) => {
    sent.method = chance.of(methods);
  },
  (sent, chance) => {
    const [name, value] = chance.of(strange);
    sent.headers[name] = value;
  },
  (sent, chance) => {
    const name = chance.of(["cookie", "sec-fetch-site", "idempotency-key", "content-type"]);
    if (name === "content-type") sent.headers[name] = chance.of(contentTypes);
    else delete sent.headers[name];
  },
  ...[0, 1, 2, 3].map(() => (sent: Sent, chance: Chance) => {
    if (sent.body) sent.body = Buffer.from(JSON.stringify(spoilt(read(sent.body), chance)));
  }),
  (sent, chance) => {
    if (sent.body) sent.body = broken(sent.body.toString(), chance);
  },
];

function read(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return body.toString();
  }
}

/** Whole requests as they come over the wire, that no client of ours would send. `host` is the server's own. */
export const rawRequests = (host: string): Record<string, string> => ({
  "two hosts": `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`,
  "no host": "GET /api/health HTTP/1.1\r\n\r\n",
  "a wrong host": "GET /api/portfolio HTTP/1.1\r\nHost: evil.example\r\n\r\n",
  "length and chunks": `POST /api/auth/sign-out HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  "two lengths": `POST /api/auth/sign-out HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`,
  "a length that is none": `POST /api/auth/sign-out HTTP/1.1\r\nHost: ${host}\r\nContent-Length: -1\r\n\r\n`,
  "a chunk that is none": `POST /api/auth/sign-out HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
  "a header without a name": `GET /api/health HTTP/1.1\r\nHost: ${host}\r\n: x\r\n\r\n`,
  "a folded header": `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nX-A: 1\r\n 2\r\n\r\n`,
  "a zero in a header": `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nX-A: \0\r\n\r\n`,
  "a huge cookie": `GET /api/portfolio HTTP/1.1\r\nHost: ${host}\r\nCookie: ${"a".repeat(20_000)}\r\n\r\n`,
  "a whole address": `GET http://evil.example/api/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "two strokes": `GET //evil.example/api HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "raw bytes in a path": `GET /api/\xff\xfe HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "a star": `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "an echo": `TRACE /api/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "a tunnel": `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  "another protocol": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "another version": `GET /api/health HTTP/9.9\r\nHost: ${host}\r\n\r\n`,
  "no request": "\r\n\r\n\r\n",
  "one that goes away": `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\nContent-Type: application/json\r\n\r\n{`,
  "an upgrade": `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
});

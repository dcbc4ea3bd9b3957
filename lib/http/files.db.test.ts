import { randomUUID } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { POST as deliver } from "@/app/api/offerings/[offeringId]/deliverables/[deliverableId]/versions/route";
import { GET as file } from "@/app/api/offerings/[offeringId]/versions/[versionId]/file/route";
import { db } from "@/lib/db/client";
import { enter } from "@/lib/db/scope";
import type { PersonId, VersionId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { pathOf } from "@/lib/files/store";
import { log } from "@/lib/logging/log";
import { administratorUrl, connected } from "@/lib/testing/database";
import { smallPdf } from "@/lib/testing/hostile/pdfs";
import { mainTypes, officeFile } from "@/lib/testing/hostile/zips";
import { keptFiles } from "@/lib/testing/kept-files";
import { anOffering, asking } from "@/lib/testing/offering";
import { sessionOf } from "@/lib/testing/session";
import { act } from "@/lib/use-cases/act";

type Made = Awaited<ReturnType<typeof anOffering>>;
type Someone = { personId: PersonId };

let ours: Made;
let theirs: Made;
let observer: Someone;
beforeAll(async () => {
  ours = await anOffering();
  theirs = await anOffering();
  observer = await joined(ours);
});
afterAll(() => db.$disconnect());

/** An observer of an offering. */
async function joined({ offeringId }: Made): Promise<Someone> {
  const personId = randomUUID() as string as PersonId;
  await db.$transaction(async (tx) => {
    await enter(tx, { personId, compartments: [{ offeringId, compartment: "shared" }] });
    await tx.user.create({ data: { id: personId, name: "An observer", email: `${personId}@example.com` } });
    const organisation = await tx.organisation.create({ data: { name: `Firm ${personId}` } });
    const about = { offeringId, organisationId: organisation.id, name: "Agency", role: "observer", side: "observers" };
    const party = await tx.party.create({ data: about });
    await tx.membership.create({ data: { offeringId, partyId: party.id, personId, title: "Analyst" } });
  });
  return { personId };
}

const rows = (table: string) =>
  connected(administratorUrl, async (client) => (await client.query(`SELECT * FROM "${table}"`)).rows);
const everything = async () => [(await rows("Version")).length, (await rows("Event")).length, keptFiles().length];

type Sent = {
  who?: Someone | null;
  body?: BodyInit | null;
  key?: string | null;
  query?: Record<string, string>;
  offeringId?: string;
  deliverableId?: string;
  headers?: Record<string, string>;
};

async function send(sent: Sent = {}) {
  const { who = ours.people.issuerCounsel, body = new Uint8Array(smallPdf()), key = randomUUID(), query = {} } = sent;
  const { offeringId = ours.offeringId, deliverableId = ours.conditions[0]?.deliverables[0] ?? "" } = sent;
  const asked = new URLSearchParams({ fileName: "Opinion.pdf", stage: "executed", share: "true", ...query });
  const request = new Request(`${env.ORIGIN}/api/offerings/x/deliverables/x/versions?${asked}`, {
    method: "POST",
    headers: {
      "sec-fetch-site": "same-origin",
      ...(who && { cookie: await sessionOf(who.personId) }),
      ...(key && { "idempotency-key": key }),
      ...sent.headers,
    },
    body,
    duplex: "half",
  } as RequestInit);
  const response = await deliver(request, { params: Promise.resolve({ offeringId, deliverableId }) });
  return { status: response.status, said: await response.json() };
}

const any = (words = "Letter") => `${words} ${randomUUID()}\n`;
const asText = (body: string, more: Sent = {}): Sent => ({
  ...more,
  body,
  query: { fileName: "a.txt", ...more.query },
});

/** A body that tells whether anyone read of it. */
function watched() {
  const seen = { read: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.read = true;
        controller.enqueue(new Uint8Array(smallPdf()));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, body };
}

describe("delivering a file", () => {
  test("puts it on the list as the next version, with what it is", async () => {
    const bytes = officeFile(mainTypes.docx);
    const query = { fileName: "Opinio\u0301n (draft).docx", stage: "draft", datedOn: "2031-03-10", share: "false" };
    const { status, said } = await send({ body: new Uint8Array(bytes), query });
    expect(status).toBe(200);
    const version = (await rows("Version")).find(({ id }) => id === said.versionId);
    expect(version).toMatchObject({
      sha256: said.sha256,
      number: said.number,
      fileName: "Opini\u00f3n (draft).docx",
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      bytes: bytes.length,
      pages: null,
      stage: "draft",
      datedOn: "2031-03-10",
      compartment: "issuer",
    });
  });

  test("the same request five times, some at once: one version, one answer", async () => {
    const key = randomUUID();
    const body = any();
    const before = (await rows("Version")).length;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(asText(body, { key }))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(200);
    expect((await rows("Version")).length).toBe(before + 1);
    expect(await send(asText(any(), { key }))).toEqual({ status: 422, said: { code: "idempotency-key-reused" } });
    expect(await send(asText(body, { key, query: { stage: "draft" } }))).toMatchObject({ status: 422 });
    expect((await rows("Version")).length).toBe(before + 1);
  });

  const refusals: [string, () => Sent, number, string][] = [
    ["a stranger without a session", () => ({ who: null }), 401, "not-signed-in"],
    ["a page of another site", () => ({ headers: { "sec-fetch-site": "cross-site" } }), 403, "cross-site"],
    ["a request without a key", () => ({ key: null }), 400, "idempotency-key-missing"],
    ["a key that is none", () => ({ key: "1" }), 400, "idempotency-key-missing"],
    ["a member of another offering", () => ({ who: theirs.people.issuerCounsel }), 404, "not-found"],
    [
      "a document of another offering",
      () => ({ deliverableId: theirs.conditions[0]!.deliverables[0]! }),
      404,
      "not-found",
    ],
    ["another offering with our document", () => ({ offeringId: theirs.offeringId }), 404, "not-found"],
    ["a document that is not there", () => ({ deliverableId: randomUUID() }), 404, "not-found"],
    ["an id that is none", () => ({ deliverableId: "../../x" }), 400, "invalid-input"],
    ["an offering id that is none", () => ({ offeringId: "1" }), 404, "not-found"],
    ["an observer", () => ({ who: observer }), 403, "forbidden"],
    ["whoever does not furnish it", () => ({ who: ours.people.representative }), 403, "forbidden"],
    ["a stage that is none", () => ({ query: { stage: "signed" } }), 400, "invalid-input"],
    ["a date that is none", () => ({ query: { datedOn: "2031-02-30" } }), 400, "invalid-input"],
    ["something nobody asked for", () => ({ query: { by: "somebody else" } }), 400, "invalid-input"],
    ["a name with a path", () => ({ query: { fileName: "../../Opinion.pdf" } }), 400, "file-name-not-allowed"],
    ["a name of 300 letters", () => ({ query: { fileName: `${"n".repeat(296)}.pdf` } }), 400, "file-name-not-allowed"],
    [
      "a name written from right to left",
      () => ({ query: { fileName: "Opinion\u202efdp.exe" } }),
      400,
      "file-name-not-allowed",
    ],
    ["too large by its own word", () => ({ headers: { "content-length": "100000001" } }), 413, "file-too-large"],
  ];
  test.each(refusals)("%s is refused before a byte is read", async (_name, sent, status, code) => {
    const before = await everything();
    const { seen, body } = watched();
    const answered = await send({ ...sent(), body });
    expect(answered).toMatchObject({ status, said: { code } });
    expect(seen.read).toBe(false);
    expect(await everything()).toEqual(before);
  });

  const bodies: [string, Sent, number, string][] = [
    ["nothing", { body: null }, 400, "file-empty"],
    ["no bytes", { body: new Uint8Array() }, 400, "file-empty"],
    ["a web page as a PDF", { body: "<html><script>alert(1)</script></html>" }, 415, "file-not-allowed"],
    ["a program as a PDF", { body: new Uint8Array(Buffer.from(`MZ${"\0".repeat(600)}`)) }, 415, "file-not-allowed"],
    ["half a PDF", { body: new Uint8Array(smallPdf().subarray(0, 200)) }, 422, "file-damaged"],
    ["text as a PDF", { body: any() }, 400, "file-name-not-allowed"],
    ["a PDF as a program", { query: { fileName: "Opinion.pdf.exe" } }, 400, "file-name-not-allowed"],
  ];
  test.each(bodies)("%s is refused and leaves nothing", async (_name, sent, status, code) => {
    const before = await everything();
    expect(await send(sent)).toMatchObject({ status, said: { code } });
    expect(await everything()).toEqual(before);
  });

  test("too much without saying so is refused once it is too much, and the rest runs into nothing", async () => {
    const before = await everything();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000).fill(97));
        if (sent >= 105_000_000) controller.close();
      },
    });
    expect(await send({ body })).toEqual({ status: 413, said: { code: "file-too-large", limitBytes: 100_000_000 } });
    await vi.waitFor(() => expect(sent).toBe(105_000_000));
    expect(await everything()).toEqual(before);
  });

  test("more than six at once of one person are told to come again; then they may", async () => {
    const gates: (() => void)[] = [];
    const slow = () =>
      new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            await new Promise<void>((open) => gates.push(open));
            controller.enqueue(new TextEncoder().encode(any()));
            controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    const query = { fileName: "a.txt" };
    const begun = Array.from({ length: 6 }, () => send({ body: slow(), query }));
    await vi.waitFor(() => expect(gates).toHaveLength(6));
    expect(await send(asText(any()))).toEqual({
      status: 429,
      said: { code: "too-many-requests", retryAfterSeconds: 2 },
    });
    expect((await send(asText(any(), { who: ours.people.counsel }))).status).not.toBe(429);
    for (const open of gates) open();
    expect((await Promise.all(begun)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await send(asText(any()))).status).toBe(200);
  });

  test("what breaks off in the middle leaves nothing", async () => {
    const before = await everything();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10_000).fill(97));
      },
      pull(controller) {
        controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      },
    });
    expect(await send({ body })).toMatchObject({ status: 400, said: { code: "invalid-input" } });
    expect(await everything()).toEqual(before);
  });

  test("after the closing is over nothing is delivered, but a repeated request still gets its answer", async () => {
    const { offeringId, closingId, conditions, people } = await anOffering();
    const place = { offeringId, deliverableId: conditions[0]?.deliverables[0] ?? "", who: people.issuerCounsel };
    const key = randomUUID();
    const body = any();
    const first = await send(asText(body, { ...place, key }));
    const over = await act(asking({ offeringId }, people.representative), {
      act: "terminate",
      closingId,
      ground: "By agreement",
      text: "",
    });
    expect(over.ok).toBe(true);
    expect(await send(asText(body, { ...place, key }))).toEqual(first);
    expect(await send(asText(any(), place))).toMatchObject({ status: 409, said: { code: "closing-over" } });
  });
});

describe("reading a file", () => {
  const words = "0123456789".repeat(10);
  let shared: VersionId;
  let kept: VersionId;
  beforeAll(async () => {
    const delivered = async (share: string) =>
      (await send(asText(words, { query: { fileName: "Memo ü.txt", share } }))).said;
    shared = (await delivered("true")).versionId;
    kept = (await delivered("false")).versionId;
  });

  async function read(
    {
      who = ours.people.representative,
      versionId = shared,
      offeringId = ours.offeringId as string,
      view = "",
    }: {
      who?: Someone | null;
      versionId?: string;
      offeringId?: string;
      view?: string;
    } = {},
    headers: Record<string, string> = {},
    method = "GET",
  ) {
    const request = new Request(`${env.ORIGIN}/api/offerings/x/versions/x/file${view && `?view=${view}`}`, {
      method,
      headers: { ...headers, ...(who && { cookie: await sessionOf(who.personId) }) },
    });
    return file(request, { params: Promise.resolve({ offeringId, versionId }) });
  }

  test("whole, to be saved, with headers under which nothing runs", async () => {
    const response = await read();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(words);
    expect(Object.fromEntries(response.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store, no-transform",
      "content-disposition": `attachment; filename="Memo u.txt"; filename*=UTF-8''Memo%20%C3%BC.txt`,
      "content-length": "100",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "x-file-length": "100",
    });
  });

  test.each([
    ["bytes=0-9", 206, "bytes 0-9/100", "0123456789"],
    ["bytes=95-", 206, "bytes 95-99/100", "56789"],
    ["bytes=-3", 206, "bytes 97-99/100", "789"],
    ["bytes=0-0,5-6", 200, null, words],
    ["bytes=100-", 416, "bytes */100", ""],
  ])("in part: %s", async (range, status, said, text) => {
    const response = await read({}, { range });
    expect([response.status, response.headers.get("content-range"), await response.text()]).toEqual([
      status,
      said,
      text,
    ]);
    if (status !== 416) expect(response.headers.get("content-length")).toBe(String(text.length));
  });

  test("a part of what may have been another state is the whole of this one", async () => {
    expect((await read({}, { range: "bytes=0-9", "if-range": '"x"' })).status).toBe(200);
  });

  test("its head alone has no body", async () => {
    const response = await read({}, {}, "HEAD");
    expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([200, "100", ""]);
  });

  test("is shown only where that was asked, and only what can be", async () => {
    expect((await read({ view: "1" })).headers.get("content-disposition")).toMatch(/^inline;/);
    const body = new Uint8Array(officeFile(mainTypes.docx));
    const { versionId } = (await send({ body, query: { fileName: "a.docx" } })).said;
    expect((await read({ versionId, view: "1" })).headers.get("content-disposition")).toMatch(/^attachment;/);
    expect((await read({ view: "yes" })).status).toBe(400);
  });

  test("its own side reads a private version, every other is told that there is none", async () => {
    expect((await read({ versionId: kept, who: ours.people.issuer })).status).toBe(200);
    const nothing = await (await read({ versionId: randomUUID() })).text();
    for (const who of [ours.people.representative, ours.people.counsel, observer]) {
      const response = await read({ versionId: kept, who });
      expect([response.status, await response.text()]).toEqual([404, nothing]);
    }
  });

  test("once it is shared everyone reads it", async () => {
    const wish = { act: "share" as const, conditionId: ours.conditions[0]!.id, versionId: kept };
    expect((await act(asking(ours, ours.people.issuer), wish)).ok).toBe(true);
    for (const who of [ours.people.representative, ours.people.counsel, observer]) {
      expect((await read({ versionId: kept, who })).status).toBe(200);
    }
  });

  test("a stranger, and a member of another offering, are told nothing", async () => {
    expect((await read({ who: null })).status).toBe(401);
    expect((await read({ who: theirs.people.representative })).status).toBe(404);
    expect((await read({ who: theirs.people.representative, offeringId: theirs.offeringId })).status).toBe(404);
    expect((await read({ offeringId: theirs.offeringId })).status).toBe(404);
    expect((await read({ versionId: "../../etc/passwd" })).status).toBe(400);
  });

  test("who has left reads nothing from the next request on", async () => {
    const leaver = await joined(ours);
    expect((await read({ who: leaver })).status).toBe(200);
    await connected(administratorUrl, (client) =>
      client.query(`UPDATE "Membership" SET "endedAt" = now() WHERE "personId" = $1`, [leaver.personId]),
    );
    expect((await read({ who: leaver })).status).toBe(404);
  });

  test("a file that the disk spoiled is given to nobody", async () => {
    const alarm = vi.spyOn(log, "fatal").mockImplementation(() => {});
    const { versionId, sha256 } = (await send(asText(any()))).said;
    chmodSync(pathOf(sha256), 0o600);
    writeFileSync(pathOf(sha256), "something else");
    const response = await read({ versionId });
    expect([response.status, await response.json()]).toEqual([500, { code: "file-lost" }]);
    expect(alarm).toHaveBeenCalledOnce();
    alarm.mockRestore();
  });
});

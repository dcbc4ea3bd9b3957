import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { sessionOf } from "@/lib/testing/session";
import { loadApi } from "./api";

let server: Server;
let origin: string;
let made: Awaited<ReturnType<typeof anOffering>>;
let cookie: string;

beforeAll(async () => {
  made = await anOffering();
  cookie = await sessionOf(made.people.representative.personId);
  const api = await loadApi("http://localhost");
  server = createServer((request, response) => void api(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((closed) => server.close(closed));
  await db.$disconnect();
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${origin}${path}`, { ...init, headers: { cookie, ...init.headers } });
const checklist = () => `/api/offerings/${made.offeringId}/closings/${made.closingId}/checklist`;

describe("the routes, served without the framework", () => {
  test("a route answers, with what stands in its address", async () => {
    const answer = await get(checklist());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ head: { id: made.closingId }, viewer: { role: "representative" } });
  });

  test("what nobody serves is not found, and another method is refused with those that there are", async () => {
    expect((await get("/api/nothing")).status).toBe(404);
    expect((await get("/api/offerings/%ff/acts", { method: "POST" })).status).toBe(404);
    const refused = await get(checklist(), { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET"]);
    expect(await refused.json()).toEqual({ code: "method-not-allowed" });
  });

  test("HEAD has the status and no body", async () => {
    const answer = await get(checklist(), { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect((await get(checklist(), { method: "HEAD", headers: { cookie: "" } })).status).toBe(401);
  });

  test("a body is taken in, and a cookie given out", async () => {
    const answer = await get("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie: "" },
      body: "{}",
    });
    expect(answer.status).toBeLessThan(500);
    const far = await get("/api/auth/sign-out", { method: "POST", headers: { "sec-fetch-site": "cross-site" } });
    expect(far.status).toBe(403);
  });

  test.each([
    ["gzip", gunzipSync],
    ["zstd", zstdDecompressSync],
    [null, (bytes: Buffer) => bytes],
  ] as const)("compressed as the other side reads it: %s", async (encoding, open) => {
    const { status, headers, body } = await raw(checklist(), encoding ?? "identity");
    expect([status, headers["content-encoding"] ?? null]).toEqual([200, encoding]);
    expect(JSON.parse(open(body).toString())).toMatchObject({ head: { id: made.closingId } });
    expect(headers["content-length"]).toBe(String(body.length));
  });
});

/** The answer as it travels. */
async function raw(path: string, encoding: string) {
  const { request } = await import("node:http");
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const call = request(`${origin}${path}`, { headers: { cookie, "accept-encoding": encoding } }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
      );
    });
    call.on("error", reject);
    call.end();
  });
}

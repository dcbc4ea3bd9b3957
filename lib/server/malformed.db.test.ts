import { mkdtempSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { aFurnishedOffering, type FurnishedOffering } from "@/lib/testing/furnished";
import { Chance, malformed, rawRequests, type Sent } from "@/lib/testing/hostile/requests";
import { innards } from "@/lib/testing/innards";
import { proved, times } from "@/lib/testing/proved";
import { pathOf, rightRequests } from "@/lib/testing/right-requests";
import { type Served, serveRoutes } from "@/lib/testing/served";
import { sessionOf } from "@/lib/testing/session";
import { checkOffering } from "@/lib/use-cases/check-record";
import { buildsAtRest } from "@/lib/use-cases/closing-set-builds";

// Requests of every route with something wrong with them, over HTTP to the server's own way: each gets an answer, none of it a
// fault of ours, none with a word of what is within, and the record holds afterwards.

let served: Served;
let made: FurnishedOffering;
const cookies = new Map<string, string>();
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  env.DATA_FOLDER = mkdtempSync(join(tmpdir(), "malformed-"));
  log.level = "silent";
  made = await aFurnishedOffering();
  served = await serveRoutes();
});
afterAll(async () => {
  agent.destroy();
  await served.close();
  await buildsAtRest();
  await db.$disconnect();
});

const parties = ["representative", "counsel", "issuer", "issuerCounsel"] as const;

/** Right requests of every route, but those that would end the asker's own place there or set a worker to work. */
function requests(): { who: string; sent: Sent }[] {
  return rightRequests(made)
    .filter(({ route }) => !/members\/end|sessions\/end|\/builds$/.test(route))
    .map((right) => {
      const { route, who, body, query, file } = right;
      const [method = ""] = route.split(" ");
      const path = pathOf(right, made.things);
      const sent = {
        method,
        path: query ? `${path}?${new URLSearchParams(query)}` : path,
        headers: {
          "sec-fetch-site": "same-origin",
          "content-type": file ? "application/octet-stream" : "application/json",
        },
        body: file ? Buffer.from(file) : body ? Buffer.from(JSON.stringify(body)) : null,
      };
      return { who, sent };
    });
}

/** The status and the beginning of the answer; null where the request cannot even be written. */
function send({ method, path, headers, body }: Sent): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    try {
      const call = request(`${served.origin}`, { agent, method, path, headers }, (response) => {
        let text = "";
        response.on("data", (piece: Buffer) => {
          if (text.length < 2_000) text += piece.toString("latin1");
          // A stream that opens goes on for ever.
          if (response.headers["content-type"]?.startsWith("text/event-stream")) response.destroy();
        });
        response.on("close", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      // The server may answer before it has read all of a body, and close.
      call.on("error", (fault: NodeJS.ErrnoException) =>
        ["ECONNRESET", "EPIPE"].includes(fault.code ?? "") ? resolve({ status: 0, text: "" }) : reject(fault),
      );
      call.end(body && method !== "GET" && method !== "HEAD" ? body : undefined);
    } catch {
      resolve(null);
    }
  });
}

test("malformed requests are answered, never with a fault of ours", async () => {
  const [seed, count] = [2_004, times(50_000, 1_000_000)];
  const chance = new Chance(seed);
  const right = requests();
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  const renew = async (who: (typeof parties)[number]) => cookies.set(who, await sessionOf(made.people[who].personId));
  for (const who of parties) await renew(who);
  let sentInAll = 0;
  const worker = async () => {
    while (sentInAll < count) {
      const { who, sent } = chance.of(right);
      const cookie = cookies.get(who) ?? "";
      const wish = malformed({ ...sent, headers: { ...sent.headers, cookie } }, chance);
      const answer = await send(wish);
      if (!answer) continue;
      sentInAll++;
      const { status, text } = answer;
      counts[status] = (counts[status] ?? 0) + 1;
      if (status >= 500 || innards.test(text))
        wrong.push(
          `${wish.method} ${wish.path.slice(0, 160)} ${wish.body?.toString().slice(0, 200)}: ${status} ${text.slice(0, 200)}`,
        );
      if (status === 401 && wish.headers.cookie) await renew(who as (typeof parties)[number]);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  expect(wrong.slice(0, 10), `seed ${seed}`).toEqual([]);
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  expect(sentInAll).toBeGreaterThanOrEqual(50_000);
  expect(Object.keys(counts).length).toBeGreaterThan(6);
  proved(
    "7",
    `${sentInAll} malformed requests, seed ${seed}: 0 answered with a fault, 0 with innards ${JSON.stringify(counts)}`,
  );
}, 3_600_000);

test("what no client of ours would send is refused or cut off, and the next is answered", async () => {
  const raw = Object.entries(rawRequests(`127.0.0.1:${served.port}`));
  for (const [name, text] of raw) {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(served.port, "127.0.0.1", () => socket.write(text, "latin1"));
      let heard = "";
      const done = () => resolve(heard);
      socket.on("data", (piece) => (heard += piece.toString("latin1")));
      socket.on("close", done).on("error", done);
      setTimeout(() => socket.destroy(), 300).unref();
    });
    expect(said, name).not.toMatch(/^HTTP\/1\.1 5/);
    expect(said, name).not.toMatch(innards);
    expect((await fetch(`${served.origin}/api/health`)).status, `after ${name}`).toBe(200);
  }
  expect(raw.length).toBeGreaterThanOrEqual(22);
});

// Faults 2, 3 and 4: the server is killed at every marked point of an act, an upload and an export, once each.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crashPoints } from "@/lib/crash-point";
import { db } from "@/lib/db/client";
import { sweepIncoming } from "@/lib/files/store";
import { anOffering } from "@/lib/testing/offering";
import { proved, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { Person } from "./person";
import { counted } from "./record";
import { site } from "./setup";
import type { Serving } from "./site";

let made: Awaited<ReturnType<typeof anOffering>>;
let counsel: Person;
let server: Serving;
const passed: string[] = [];
const rounds = times(1, 5);

beforeAll(async () => {
  made = await anOffering();
  counsel = await Person.signedIn(made.people.counsel);
  server = await site.start();
});
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

const at = (path: string) => `${server.origin}/api/offerings/${made.offeringId}${path}`;

/** Sends the wish to a server that dies at the point, starts another, and sends it again. */
async function throughTheCrash(
  point: (typeof crashPoints)[number],
  send: () => Promise<{ status: number; body: unknown }>,
) {
  site.orderCrash(point);
  const first = await send().catch(() => "cut off" as const);
  await expect.poll(() => site.hasOrder, { message: `Nothing passes ${point}`, timeout: 30_000 }).toBe(false);
  expect(await server.ended).toBe("SIGKILL");
  server = await site.start();
  passed.push(point);
  return first;
}

const acts = crashPoints.filter((point) => point.startsWith("act-"));
const uploads = crashPoints.filter((point) => point.startsWith("upload-"));
const exports = crashPoints.filter((point) => point.startsWith("export-"));

test.each(acts)("F2: an act whose server is killed at %s is done once when it is sent again", async (point) => {
  for (let round = 0; round < rounds; round++) {
    const key = randomUUID();
    const text = `Written at ${point}, ${key}`;
    const note = { act: "note", conditionId: made.conditions[0]?.id, text, shared: true };
    const before = await counted(made.offeringId);

    expect(await throughTheCrash(point, () => counsel.post(at("/acts"), note, key))).toBe("cut off");
    const between = await counted(made.offeringId);
    const wasWritten = point === "act-committed" ? 1 : 0;
    expect(between).toEqual({ ...before, notes: before.notes + wasWritten, events: before.events + wasWritten });

    const answer = await counsel.post(at("/acts"), note, key);
    expect(answer.status).toBe(200);
    expect(await counsel.post(at("/acts"), note, key), "the stored answer").toEqual(answer);
    expect(await counted(made.offeringId)).toEqual({ ...before, notes: before.notes + 1, events: before.events + 1 });
    expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  }
});

test.each(uploads)(
  "F3: an upload whose server is killed at %s leaves no row, and succeeds when sent again",
  async (point) => {
    for (let round = 0; round < rounds; round++) {
      const key = randomUUID();
      const bytes = Buffer.from(`${point} ${key}\n${"A line of the opinion.\n".repeat(20_000)}`);
      const url = () =>
        at(`/deliverables/${made.conditions[0]?.deliverables[0]}/versions?fileName=Opinion.txt&stage=draft&share=true`);
      const before = await counted(made.offeringId);

      expect(await throughTheCrash(point, () => counsel.post(url(), bytes, key))).toBe("cut off");
      expect(await counted(made.offeringId)).toEqual(before);
      expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);

      const answer = await counsel.post(url(), bytes, key);
      expect(answer.status).toBe(200);
      const { versionId, sha256 } = answer.body as { versionId: string; sha256: string };
      expect(sha256).toBe(hashOf(bytes));
      expect((await counsel.download(at(`/versions/${versionId}/file`))).bytes.equals(bytes)).toBe(true);
      expect((await counted(made.offeringId)).versions).toBe(before.versions + 1);
      expect(await sweepIncoming(0), "what the kill left in the folder of incoming files").toBe(1);
      expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
    }
  },
);

test.each(exports)(
  "F4: a closing set whose server is killed at %s is never offered half, and is built in the end",
  async (point) => {
    const key = randomUUID();
    const builds = () => at(`/closings/${made.closingId}/closing-set/builds`);
    const wish = { closingId: made.closingId, reason: "Built while the server is killed." };
    const begin = () => counsel.post(builds(), wish, key);
    await throughTheCrash(point, begin);

    const { body } = await begin();
    const { id, state } = body as { id: string; state: string };
    expect(["waiting", "building"]).toContain(state);
    expect((await counsel.get(`${builds()}/${id}/pdf`)).status).toBe(404);

    // Another process takes a build up when the one before it has been silent for a while; here the while has passed.
    const file = join(String(site.environment.DATA_FOLDER), "closing-sets", made.closingId, id, "build.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), beat: 0 }));
    type View = { state: string; result: { pdf: { sha256: string }; zip: { sha256: string } } };
    const view = async () => (await counsel.get(`${builds()}/${id}`)).body as View;
    await expect.poll(async () => (await view()).state, { timeout: 50_000 }).toBe("done");
    const { result } = await view();
    for (const format of ["pdf", "zip"] as const) {
      const { bytes } = await counsel.download(`${builds()}/${id}/${format}`);
      expect(hashOf(bytes)).toBe(result[format].sha256);
    }
  },
);

test("the server was killed at every marked point of an act, an upload and an export", () => {
  expect(new Set(passed)).toEqual(new Set([...acts, ...uploads, ...exports]));
  expect(new Set(passed).size).toBeGreaterThanOrEqual(15);
  proved("16", `${new Set(passed).size} marked points, ${passed.length} kills, each act done once in the end`);
  proved("F2", `killed at ${acts.length} points of an act, ${rounds} each: done once when sent again`);
  proved(
    "F3",
    `killed at ${uploads.length} points of an upload, ${rounds} each: no row, no file offered, done when sent again`,
  );
  proved("F4", `killed at ${exports.length} points of a closing set: never half, built in the end`);
});

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

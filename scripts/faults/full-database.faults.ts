// Fault 8: the disk of the database is full.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { shutDown } from "../platform/postgres-server";
import { Person } from "./person";
import { notesOf } from "./record";
import { site } from "./setup";
import { mountSmall } from "./tools";

const { folder } = site.cluster;
const aside = mkdtempSync(join(tmpdir(), "section-seven-cluster-"));
let unmount = () => {};
afterAll(async () => {
  await db.$disconnect();
  shutDown(site.cluster);
  unmount();
  rmSync(aside, { recursive: true, force: true });
});

test("F8: with no room for the database acts are refused and nothing is half done, and it goes on by itself once there is room", async () => {
  const made = await anOffering();
  const counsel = await Person.signedIn(made.people.counsel);
  await db.$disconnect();
  // The cluster moves to a disk that is hardly larger than itself.
  shutDown(site.cluster);
  run("cp", "-a", `${folder}/.`, aside);
  const megabytes = Number(run("du", "-sm", aside).split("\t")[0]);
  const disk = mountSmall(folder, megabytes + 40);
  unmount = disk.unmount;
  run("cp", "-a", `${aside}/.`, folder);
  await site.revivePostgres();
  const server = await site.start();
  const url = `${server.origin}/api/offerings/${made.offeringId}/acts`;
  const list = `${server.origin}/api/offerings/${made.offeringId}/closings/${made.closingId}/checklist`;
  const wish = (text: string) => ({ act: "note", conditionId: made.conditions[0]?.id, text, shared: true });
  expect((await counsel.post(url, wish("Before"))).status).toBe(200);

  const ballast = join(folder, "ballast");
  fill(ballast);
  const refused: { key: string; text: string }[] = [];
  const taken: string[] = ["Before"];
  let read = 0;
  // Long texts, so that the tables and the log have to grow.
  for (let round = 0; round < 400 && refused.length < 5; round++) {
    const [key, text] = [randomUUID(), `${round} ${"on and on ".repeat(400)}`.trim()];
    const answer = await counsel.post(url, wish(text), key);
    expect([200, 503]).toContain(answer.status);
    if (answer.status === 200) taken.push(text);
    else refused.push({ key, text });
    if (answer.status === 503 && (await counsel.get(list)).status === 200) read++;
  }
  expect(refused.length).toBe(5);

  rmSync(ballast);
  // Where the log of the database itself had no room the server ended, and is started again as npm start does.
  const reviving = setInterval(() => void site.revivePostgres().catch(() => {}), 300);
  for (const { key, text } of refused) expect((await counsel.insist(url, wish(text), key)).status).toBe(200);
  clearInterval(reviving);
  expect((await notesOf(made.offeringId)).toSorted()).toEqual(
    [...taken, ...refused.map(({ text }) => text)].toSorted(),
  );
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  await server.stop();
  proved(
    "F8",
    `full disk of the database: ${taken.length} acts taken, 5 refused with 503 (the list could be read after ${read} of them), the 5 done once when there was room`,
  );
});

/** Takes all the room that is left. */
function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (const piece of [1 << 20, 4096]) {
      const bytes = Buffer.alloc(piece, 1);
      try {
        for (;;) if (writeSync(file, bytes) < piece) break;
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== "ENOSPC") throw fault;
      }
    }
  } finally {
    closeSync(file);
  }
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

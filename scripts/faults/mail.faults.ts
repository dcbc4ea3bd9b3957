// Fault 21: the mail server is away, says nothing, refuses, or the process dies just after handing a mail over.
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { anOffering } from "@/lib/testing/offering";
import { proved } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { withClient } from "../platform/database";
import { Person } from "./person";
import { site } from "./setup";
import { freePort, type Serving } from "./site";

afterAll(() => db.$disconnect());

test("F21: no act waits for a mail server that is away, silent or refusing, and each mail arrives once it takes them", async () => {
  const port = await freePort();
  let server = await site.start({ environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  const made = await anOffering();
  const counsel = await Person.signedIn(made.people.counsel);
  const invited: string[] = [];
  const waits: number[] = [];
  const invite = async (to: Serving) => {
    const email = `${randomUUID()}@example.com`;
    const wish = {
      partyId: made.people.counsel.partyId,
      email,
      name: "A. Colleague",
      title: "Associate",
      authority: false,
      coordinator: false,
    };
    const started = performance.now();
    expect(await counsel.post(`${to.origin}/api/offerings/${made.offeringId}/invitations`, wish)).toMatchObject({
      status: 200,
    });
    waits.push(performance.now() - started);
    invited.push(email);
  };

  const received: string[] = [];
  let mood: "refusing" | "taking" = "refusing";
  const peer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: (_address, _session, done) => done(mood === "refusing" ? new Error("not now") : null),
    onData: (stream, session, done) => {
      stream.resume();
      stream.on("end", () => {
        for (const { address } of session.envelope.rcptTo) received.push(address);
        done();
      });
    },
  });
  const silent = createServer((socket) => socket.on("error", () => {}));
  const tried = (times: number) =>
    expect.poll(async () => (await mails()).every(({ tries }) => tries >= times), { timeout: 60_000 }).toBe(true);

  await invite(server);
  await tried(1);
  await new Promise<void>((resolve) => silent.listen(port, "127.0.0.1", resolve));
  await invite(server);
  await tried(1);
  await invite(server);
  // What waits for a silent server ends with the process that waits.
  await server.stop();
  silent.close();
  await new Promise<void>((resolve) => peer.listen(port, "127.0.0.1", resolve));
  server = await site.start({ environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  await invite(server);
  await dueNow();
  await tried(1);
  expect(received).toEqual([]);

  mood = "taking";
  site.orderCrash("mail-handed-over");
  await dueNow();
  expect(await server.ended).toBe("SIGKILL");
  server = await site.start({ environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  await dueNow();
  await expect.poll(() => new Set(received).size, { timeout: 60_000 }).toBe(invited.length);
  await expect.poll(async () => (await mails()).every(({ sentAt }) => sentAt !== null)).toBe(true);
  expect(new Set(received)).toEqual(new Set(invited));
  expect(received.length, "one twice at most: that of the process that died").toBeLessThanOrEqual(invited.length + 1);
  await server.stop();
  await new Promise<void>((resolve) => peer.close(resolve));
  expect(await checkOffering(made.offeringId, { files: true })).toEqual([]);
  proved(
    "F21",
    `mail server away, silent, refusing, and a process killed after handing a mail over: ${invited.length} invitations answered within ${Math.round(Math.max(...waits))} ms, each mail arrived`,
  );
});

const mails = () =>
  withClient(site.administratorUrl, async (client) => {
    const { rows } = await client.query<{ tries: number; sentAt: Date | null }>(
      `SELECT "tries", "sentAt" FROM "InvitationMail"`,
    );
    return rows;
  });

/** As if the minutes before the next try had passed. */
const dueNow = () =>
  withClient(site.administratorUrl, (client) =>
    client.query(`UPDATE "InvitationMail" SET "nextTryAt" = now() WHERE "sentAt" IS NULL`),
  );

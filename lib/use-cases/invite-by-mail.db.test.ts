import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { PartyId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { invite, revokeInvitation } from "./invite";
import { mailInvitations } from "./invite-by-mail";

type Received = { from: string; to: string[]; message: string };

let received: Received[] = [];
let refuses = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_, __, answer) => answer(refuses ? new Error("no room") : null),
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
        message: Buffer.concat(chunks).toString("utf8"),
      });
      done();
    });
  },
});
let smtpUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  received = [];
  refuses = false;
  env.SMTP_URL = smtpUrl;
  await sql(`UPDATE "InvitationMail" SET "sentAt" = now() WHERE "sentAt" IS NULL`);
});
afterEach(() => {
  env.SMTP_URL = undefined;
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await db.$disconnect();
});

const sql = (text: string, values: unknown[] = []) =>
  connected(administratorUrl, async (client) => (await client.query(text, values)).rows);

async function invited() {
  const offering = await anOffering();
  const { issuer } = offering.people;
  const made = await invite(asking(offering, issuer), {
    partyId: issuer.partyId as PartyId,
    email: `${randomUUID()}@firm.test`,
    name: "Nell Newcomer",
    title: "Associate",
    authority: true,
    coordinator: false,
  });
  if (!made.ok) throw new Error(made.error.code);
  return { ...made.value, offering };
}

/** Quoted-printable lines put together again. */
const textOf = ({ message }: Received) => message.replace(/=\r\n/g, "").replace(/=3D/g, "=");

describe("an invitation’s mail", () => {
  test("goes to one person, once, and says no more than the code name and the link", async () => {
    const { link, email, mailed } = await invited();
    expect(mailed).toBe(true);
    expect(received).toEqual([]);
    expect(await mailInvitations()).toBe(1);
    expect(await mailInvitations()).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([[email]]);
    const text = textOf(received[0] as Received);
    expect(text).toContain(link);
    expect(text).toContain("Subject: Invitation: Notes due 2036");
    for (const secret of ["Example Corp.", "Nell", "issuer", "Firm of", "Associate"])
      expect(text).not.toContain(secret);
  });

  test("two carriers at once send it once", async () => {
    await invited();
    expect(await Promise.all([mailInvitations(), mailInvitations()]).then(([a, b]) => a + b)).toBe(1);
    expect(received).toHaveLength(1);
  });

  test("that the server does not take waits longer each time, and goes out when it does", async () => {
    const { id } = await invited();
    refuses = true;
    const waits: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await mailInvitations()).toBe(0);
      const [row] = await sql(
        `SELECT round(extract(epoch FROM "nextTryAt" - now()) / 60)::int AS wait, "sentAt" FROM "InvitationMail" WHERE "invitationId" = $1`,
        [id],
      );
      expect(row.sentAt).toBeNull();
      waits.push(row.wait);
      expect(await mailInvitations()).toBe(0);
      await sql(`UPDATE "InvitationMail" SET "nextTryAt" = now() WHERE "invitationId" = $1`, [id]);
    }
    expect(waits).toEqual([1, 2, 4]);
    refuses = false;
    expect(await mailInvitations()).toBe(1);
  });

  test("is not sent for an invitation that was taken back", async () => {
    const { id, offering } = await invited();
    await revokeInvitation(asking(offering, offering.people.issuer), { invitationId: id });
    expect(await mailInvitations()).toBe(0);
    expect(received).toEqual([]);
  });
});

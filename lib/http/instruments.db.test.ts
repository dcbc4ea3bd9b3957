import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST as takeIn } from "@/app/api/offerings/[offeringId]/conditions/[conditionId]/instruments/route";
import { GET as instrument } from "@/app/api/offerings/[offeringId]/instruments/[actId]/route";
import { db } from "@/lib/db/client";
import type { ConditionId, PersonId } from "@/lib/domain/ids";
import { env } from "@/lib/env";
import { storeBytes } from "@/lib/files/store";
import { administratorUrl, connected } from "@/lib/testing/database";
import { smallPdf } from "@/lib/testing/hostile/pdfs";
import { anOffering, asking } from "@/lib/testing/offering";
import { sessionOf } from "@/lib/testing/session";
import { act } from "@/lib/use-cases/act";
import { deliverDocument } from "@/lib/use-cases/deliver-document";

type Made = Awaited<ReturnType<typeof anOffering>>;
type Someone = { personId: PersonId };

let theirs: Made;
beforeAll(async () => {
  theirs = await anOffering();
});
afterAll(() => db.$disconnect());

const rows = (table: string) =>
  connected(administratorUrl, async (client) => (await client.query(`SELECT * FROM "${table}"`)).rows);

describe("the writing of a waiver", () => {
  const take = async (who: Someone, { offeringId, conditions }: Made, key = randomUUID()) => {
    const request = new Request(`${env.ORIGIN}/api/offerings/x/conditions/x/instruments?fileName=Waiver.pdf`, {
      method: "POST",
      headers: {
        "sec-fetch-site": "same-origin",
        cookie: await sessionOf(who.personId),
        "idempotency-key": key,
      },
      body: new Uint8Array(smallPdf({ catalog: `/Id (${offeringId})` })),
    });
    const response = await takeIn(request, { params: Promise.resolve({ offeringId, conditionId: conditions[0]?.id }) });
    return { status: response.status, said: await response.json() };
  };
  const read = async (who: Someone, { offeringId }: Made, actId: string) => {
    const request = new Request(`${env.ORIGIN}/api/offerings/x/instruments/x`, {
      headers: { cookie: await sessionOf(who.personId) },
    });
    return instrument(request, { params: Promise.resolve({ offeringId, actId }) });
  };
  const waive = (made: Made, writing: { sha256: string; name: string } | null) =>
    act(asking(made, made.people.representative), {
      act: "waive",
      conditionId: made.conditions[0]?.id as ConditionId,
      text: "We waive it.",
      scope: "This Time of Delivery",
      instrument: writing,
    });

  test("is taken in from whoever may waive, once, and from nobody else", async () => {
    const made = await anOffering();
    const key = randomUUID();
    const first = await take(made.people.representative, made, key);
    expect(first).toMatchObject({ status: 200, said: { name: "Waiver.pdf" } });
    expect(await take(made.people.representative, made, key)).toEqual(first);
    expect((await rows("Instrument")).filter(({ offeringId }) => offeringId === made.offeringId)).toHaveLength(1);
    for (const who of [made.people.counsel, made.people.issuer, made.people.issuerCounsel]) {
      expect((await take(who, made)).status).toBe(403);
    }
    expect((await take(theirs.people.representative, made)).status).toBe(404);
  });

  test("is read by every party once a waiver names it, and by no stranger", async () => {
    const made = await anOffering();
    const { said } = await take(made.people.representative, made);
    const waived = await waive(made, { ...said, name: "Called otherwise.pdf" });
    if (!waived.ok) throw new Error(waived.error.code);
    for (const who of Object.values(made.people)) {
      const response = await read(who, made, waived.value.id);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-disposition")).toContain('"Waiver.pdf"');
      await response.body?.cancel();
    }
    expect((await read(theirs.people.representative, made, waived.value.id)).status).toBe(404);
    expect((await read(theirs.people.representative, theirs, waived.value.id)).status).toBe(404);
  });

  test("cannot be a file that another side delivered, nor one that is not there", async () => {
    const made = await anOffering();
    const file = await storeBytes(Buffer.from(`Nobody else’s business ${randomUUID()}\n`));
    const deliverableId = made.conditions[0]?.deliverables[0];
    if (!deliverableId) throw new Error("No document");
    const secret = { deliverableId, file, fileName: "a.txt", stage: "draft" as const, share: false };
    expect((await deliverDocument(asking(made, made.people.issuerCounsel), secret)).ok).toBe(true);
    for (const sha256 of [file.sha256, "0".repeat(64)]) {
      expect(await waive(made, { sha256, name: "a.txt" })).toEqual({ ok: false, error: { code: "not-found" } });
    }
    expect((await rows("Waiver")).filter(({ offeringId }) => offeringId === made.offeringId)).toEqual([]);
  });

  test("is a record: added to, never changed", async () => {
    const made = await anOffering();
    await take(made.people.representative, made);
    for (const change of [
      `UPDATE "Instrument" SET "fileName" = 'x'`,
      `DELETE FROM "Instrument"`,
      `TRUNCATE "Instrument"`,
    ]) {
      await expect(connected(administratorUrl, (client) => client.query(change))).rejects.toThrow(/never changed/);
    }
  });
});

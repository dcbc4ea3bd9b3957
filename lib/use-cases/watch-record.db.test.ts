import { chmod, writeFile } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { findActor } from "@/lib/auth/actor";
import type { ActInput } from "@/lib/contracts/acts";
import { db } from "@/lib/db/client";
import { asOnlyOne } from "@/lib/db/only-one";
import { keepRecordCheck, listRecordStandings } from "@/lib/db/record-checks";
import { pathOf, storeBytes } from "@/lib/files/store";
import { tamper } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { deliverDocument } from "./deliver-document";
import { viewStatus } from "./view-status";
import { checkRecords } from "./watch-record";

afterAll(() => db.$disconnect());

/** A Time of Delivery that could be declared closed at once: its one condition is waived, and everyone is on the call. */
async function onTheCall() {
  const offering = await anOffering();
  const { representative, counsel } = offering.people;
  const [{ id } = { id: "" as never }] = offering.conditions;
  const steps: [typeof representative, ActInput][] = [
    [representative, { act: "waive", conditionId: id, text: "We waive it.", scope: "All of it", instrument: null }],
    [counsel, { act: "pre-closing", closingId: offering.closingId }],
    [counsel, { act: "start-call", closingId: offering.closingId }],
  ];
  for (const [who, input] of steps) expect(await act(asking(offering, who), input)).toMatchObject({ ok: true });
  return offering;
}

async function seen({ offeringId, closingId, people }: Awaited<ReturnType<typeof onTheCall>>) {
  const actor = await findActor(people.representative.personId, offeringId);
  const view = await viewStatus(actor!, { closingId });
  if (!view.ok) throw new Error(JSON.stringify(view.error));
  const { damage, may } = view.value;
  return { damage, mayClose: may.close };
}

const standing = async (offeringId: string) =>
  (await listRecordStandings()).find((one) => one.offeringId === offeringId);

test("a round over tampered rows takes the button away and says why; one over mended rows gives it back", async () => {
  const [offering, sound] = [await onTheCall(), await onTheCall()];
  await checkRecords();
  expect(await seen(offering)).toEqual({ damage: [], mayClose: true });

  await tamper(`UPDATE "Waiver" SET text = 'Other words.' WHERE "offeringId" = $1`, offering.offeringId);
  expect(await checkRecords()).toMatchObject({ broken: 1 });
  expect(await seen(offering)).toEqual({
    damage: [
      "The log tells of something that does not stand on the record as it was made.",
      "Something stands on the record that the log does not tell of.",
    ],
    mayClose: false,
  });
  expect(await seen(sound), "nobody else's closing").toEqual({ damage: [], mayClose: true });

  await tamper(`UPDATE "Waiver" SET text = 'We waive it.' WHERE "offeringId" = $1`, offering.offeringId);
  expect(await checkRecords()).toMatchObject({ broken: 0 });
  expect(await seen(offering)).toEqual({ damage: [], mayClose: true });
});

test("what the refused act of closing found is on every screen, without a round", async () => {
  const offering = await onTheCall();
  await tamper(`DELETE FROM "Waiver" WHERE "offeringId" = $1`, offering.offeringId);
  const refused = await act(asking(offering, offering.people.representative), {
    act: "close",
    closingId: offering.closingId,
  });
  const words = ["The log tells of something that does not stand on the record as it was made."];
  expect(refused).toEqual({ ok: false, error: { code: "record-damaged", violations: words } });
  expect(await seen(offering)).toEqual({ damage: words, mayClose: false });
});

test("a document whose bytes change on the disk is found when the documents are read again, and stays found", async () => {
  const offering = await anOffering();
  const file = await storeBytes(Buffer.from("We are of the opinion.\n"));
  const delivery = {
    deliverableId: offering.conditions[0]!.deliverables[0]!,
    file,
    fileName: "opinion.txt",
    stage: "executed" as const,
    share: true,
  };
  expect(await deliverDocument(asking(offering, offering.people.issuerCounsel), delivery)).toMatchObject({ ok: true });
  await checkRecords();
  const path = pathOf(file.sha256);
  await chmod(path, 0o600);
  await writeFile(path, "We are of no opinion.\n");

  await checkRecords();
  expect((await standing(offering.offeringId))?.broken, "not read again so soon").toEqual([]);
  await tamper(
    `UPDATE "RecordCheck" SET "documentsAt" = now() - interval '7 hours' WHERE "offeringId" = $1`,
    offering.offeringId,
  );
  await checkRecords();
  expect((await standing(offering.offeringId))?.broken).toEqual(["document-changed"]);
  await checkRecords();
  expect((await standing(offering.offeringId))?.broken, "a round over the rows alone").toEqual(["document-changed"]);
});

test("only one process goes over the records at a time", async () => {
  expect(await asOnlyOne("recordWatch", () => checkRecords())).toBeNull();
  expect(await checkRecords()).not.toBeNull();
});

test("checks that end at the same moment are both kept, and neither fails", async () => {
  const { offeringId } = await anOffering();
  const keep = (broken: string[]) => keepRecordCheck(offeringId, { at: new Date(), broken, documents: true });
  for (let round = 0; round < 5; round++) await Promise.all([1, 2, 3, 4].map(() => keep([`round-${round}`])));
  const standing = (await listRecordStandings()).find((one) => one.offeringId === offeringId);
  expect(standing?.broken).toEqual(["round-4"]);
});

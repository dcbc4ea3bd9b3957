import { afterAll, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { db } from "@/lib/db/client";
import { tamper } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { checkOffering } from "./check-record";

afterAll(() => db.$disconnect());

/** An offering on which a few things were done, all of it right. */
async function livedIn() {
  const judged = {
    label: "7(x)",
    kind: "other" as const,
    requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
    deliverables: 0,
  };
  const offering = await anOffering({
    conditions: [judged, { ...judged, label: "7(y)" }, { ...judged, label: "7(z)" }],
  });
  const [x, y, z] = offering.conditions.map(({ id }) => id);
  const { representative, counsel } = offering.people;
  const steps: [typeof representative, ActInput][] = [
    [representative, { act: "sign-off", conditionId: x!, basis: "judgment", evidence: [], requirement: 0, detail: {} }],
    [representative, { act: "waive", conditionId: y!, text: "We waive it.", scope: "This one", instrument: null }],
    [representative, { act: "mark", conditionId: z!, mark: "not-applicable", reason: "Not used." }],
    [counsel, { act: "note", conditionId: x!, text: "Only for our side.", shared: false }],
    [counsel, { act: "note", conditionId: x!, text: "For everyone.", shared: true }],
    [counsel, { act: "pre-closing", closingId: offering.closingId }],
    [counsel, { act: "start-call", closingId: offering.closingId }],
  ];
  for (const [who, input] of steps) expect(await act(asking(offering, who), input)).toMatchObject({ ok: true });
  return offering;
}

type Offering = Awaited<ReturnType<typeof livedIn>>;

const codes = async ({ offeringId }: Offering) =>
  [...new Set((await checkOffering(offeringId, { files: true })).map(({ code }) => code))].sort();

test("what the program wrote holds, open and closed", async () => {
  const offering = await livedIn();
  expect(await checkOffering(offering.offeringId, { files: true })).toEqual([]);
  expect(
    await act(asking(offering, offering.people.representative), { act: "close", closingId: offering.closingId }),
  ).toMatchObject({
    ok: true,
  });
  expect(await checkOffering(offering.offeringId, { files: true })).toEqual([]);
});

const tamperings: Record<string, { how: (offering: Offering) => Promise<void>; found: string[] }> = {
  "a statement is reworded": {
    how: ({ offeringId }) =>
      tamper(`UPDATE "SignOff" SET statement = 'Something else.' WHERE "offeringId" = $1`, offeringId),
    found: ["event-without-row", "row-without-event"],
  },
  "a sign-off is given to another person": {
    how: ({ offeringId, people }) =>
      tamper(`UPDATE "SignOff" SET by = $2 WHERE "offeringId" = $1`, offeringId, people.issuer.personId),
    found: ["event-without-row", "row-without-event"],
  },
  "a waiver is removed": {
    how: ({ offeringId }) => tamper(`DELETE FROM "Waiver" WHERE "offeringId" = $1`, offeringId),
    found: ["event-without-row"],
  },
  "a mark is put in by hand": {
    how: ({ offeringId }) =>
      tamper(
        `INSERT INTO "ConditionMark" SELECT gen_random_uuid(), "offeringId", "conditionId", 'failed', 'By hand.', role, by, at, clock FROM "ConditionMark" WHERE "offeringId" = $1`,
        offeringId,
      ),
    found: ["row-without-event"],
  },
  "a private note is reworded": {
    how: ({ offeringId }) =>
      tamper(`UPDATE "Note" SET text = 'Other words.' WHERE "offeringId" = $1 AND compartment <> 'shared'`, offeringId),
    found: ["event-without-row", "row-without-event"],
  },
  "an event is reworded": {
    how: ({ offeringId }) =>
      tamper(
        `UPDATE "Event" SET payload = jsonb_set(payload, '{reason}', '"Other"') WHERE "offeringId" = $1 AND type = 'condition.marked'`,
        offeringId,
      ),
    found: ["chain", "event-without-row", "row-without-event"],
  },
  "an event in the middle is removed": {
    how: ({ offeringId }) =>
      tamper(`DELETE FROM "Event" WHERE "offeringId" = $1 AND type = 'condition.waived'`, offeringId),
    found: ["chain", "row-without-event"],
  },
  "the last event is removed": {
    how: ({ offeringId }) =>
      tamper(`DELETE FROM "Event" WHERE "offeringId" = $1 AND type = 'closing.call-started'`, offeringId),
    found: ["row-without-event"],
  },
  "an event is moved back in time": {
    how: ({ offeringId }) =>
      tamper(
        `UPDATE "Event" SET at = at - interval '1 day' WHERE "offeringId" = $1 AND type = 'closing.pre-closing'`,
        offeringId,
      ),
    found: ["chain", "time-goes-back"],
  },
};

test.each(Object.entries(tamperings))("found, and nothing is closed on it: %s", async (_, { how, found }) => {
  const offering = await livedIn();
  await how(offering);
  expect(await codes(offering)).toEqual(found);
  expect(
    await act(asking(offering, offering.people.representative), { act: "close", closingId: offering.closingId }),
  ).toMatchObject({
    error: { code: "record-damaged" },
  });
});

test("found: a state that is not the one that was closed on", async () => {
  const offering = await livedIn();
  await act(asking(offering, offering.people.representative), { act: "close", closingId: offering.closingId });
  await tamper(
    `UPDATE "Condition" SET label = '7(other)' WHERE "offeringId" = $1 AND label = '7(x)'`,
    offering.offeringId,
  );
  expect(await codes(offering)).toEqual(["state-digest"]);
});

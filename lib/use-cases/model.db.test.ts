import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import { storeBytes } from "@/lib/files/store";
import { PlainModel } from "@/lib/testing/model/plain-model";
import { type Door, listedConditions, Program } from "@/lib/testing/model/program";
import { history, modelConditions, modelDelivery, modelStart } from "@/lib/testing/model/wishes";
import { anOffering, asking } from "@/lib/testing/offering";
import { proved, times } from "@/lib/testing/proved";
import { act } from "./act";
import { checkOffering } from "./check-record";
import { deliverDocument } from "./deliver-document";
import { viewChecklist } from "./view-checklist";

afterAll(() => db.$disconnect());

const files = {
  a: await storeBytes(Buffer.from("The first text of this paper.\n")),
  b: await storeBytes(Buffer.from("The second text of this paper.\n")),
  c: await storeBytes(Buffer.from("The third text of this paper.\n")),
};

/** The program by its use-cases, on a real database. */
const door: Door = {
  async act(offering, who, input) {
    const result = await act(asking(offering, offering.people[who]), input);
    return result.ok ? result.value : null;
  },
  async deliver(offering, deliverableId, { who, bytes, executed, share }) {
    const stage = executed ? ("executed" as const) : ("draft" as const);
    const delivery = { deliverableId, file: files[bytes], fileName: "Paper.txt", stage, share };
    const result = await deliverDocument(asking(offering, offering.people[who]), delivery);
    return result.ok ? result.value : null;
  },
  async look({ offeringId, closingId, people }) {
    const { personId } = people.representative;
    const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, offeringId));
    const view = await viewChecklist(actor as never, { offeringId, closingId } as never);
    if (!view.ok) throw new Error(JSON.stringify(view));
    return view.value;
  },
};

test("random histories on the database lead where the plain rules lead, with a record that holds after each act", async () => {
  const [runs, length] = [times(20, 2_000), 50];
  let wished = 0;
  let granted = 0;
  let checks = 0;
  await fc.assert(
    fc.asyncProperty(history(length), async (wishes) => {
      const plain = new PlainModel(modelConditions, modelStart, modelDelivery);
      const offering = await anOffering({ rehearsal: true, conditions: listedConditions });
      const program = await Program.begin(offering, door);
      for (const [place, wish] of wishes.entries()) {
        const expected = plain.grant(wish);
        expect({ place, wish, granted: await program.grant(wish) }).toEqual({ place, wish, granted: expected });
        expect(program.standings()).toEqual(plain.standings());
        wished++;
        // What was refused, and looking, must have changed nothing: the next check would find it too.
        if (!expected || wish.want === "look") continue;
        granted++;
        expect(await checkOffering(program.offeringId, { files: false })).toEqual([]);
        checks++;
      }
      expect(await checkOffering(program.offeringId, { files: true })).toEqual([]);
    }),
    { numRuns: runs, seed: 11, endOnFailure: true },
  );
  proved("12 on PostgreSQL", `${wished} wishes, ${granted} granted, the record checked after each of them`);
  expect(wished).toBeGreaterThanOrEqual(1_000);
  expect(checks).toBeGreaterThan(180);
}, 3_600_000);

// The model's histories once more, wish by wish over HTTP.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { ChecklistView } from "@/lib/contracts/views";
import { db } from "@/lib/db/client";
import { PlainModel, type Who } from "@/lib/testing/model/plain-model";
import { type Door, listedConditions, Program } from "@/lib/testing/model/program";
import { history, modelConditions, modelDelivery, modelStart } from "@/lib/testing/model/wishes";
import { anOffering } from "@/lib/testing/offering";
import { proved, times } from "@/lib/testing/proved";
import { checkOffering } from "@/lib/use-cases/check-record";
import { Person } from "./person";
import { site } from "./setup";

const server = await site.start();
afterAll(async () => {
  await server.stop();
  await db.$disconnect();
});

const texts = { a: "The first text.\n", b: "The second text.\n", c: "The third text.\n" };
const sessions = new Map<string, Promise<Person>>();

/** The program as its pages speak to it, everyone with a session of their own. */
const door: Door = {
  async act(offering, who, input) {
    const { status, body } = await (await personOf(offering, who)).post(`${at(offering)}/acts`, input);
    return granted(status, body);
  },
  async deliver(offering, deliverableId, { who, bytes, executed, share }) {
    const query = `fileName=Paper.txt&stage=${executed ? "executed" : "draft"}&share=${share}`;
    const url = `${at(offering)}/deliverables/${deliverableId}/versions?${query}`;
    const { status, body } = await (await personOf(offering, who)).post(url, Buffer.from(texts[bytes]), randomUUID());
    return granted(status, body);
  },
  async look(offering) {
    const { body } = await (await personOf(offering, "representative")).get(
      `${at(offering)}/closings/${offering.closingId}/checklist`,
    );
    return body as ChecklistView;
  },
};

type Made = Awaited<ReturnType<typeof anOffering>>;
const at = ({ offeringId }: Made) => `${server.origin}/api/offerings/${offeringId}`;

function personOf(offering: Made, who: Who): Promise<Person> {
  const { personId } = offering.people[who];
  const known = sessions.get(personId) ?? Person.signedIn({ personId });
  sessions.set(personId, known);
  return known;
}

/** A refusal is one that the rules give; anything else is a fault of the program. */
function granted(status: number, body: unknown): { id: string } | null {
  expect([200, 403, 404, 409, 422]).toContain(status);
  return status === 200 ? (body as { id: string }) : null;
}

test("random histories over HTTP lead where the plain rules lead, and leave a record that holds", async () => {
  const [runs, length] = [times(8, 200), 50];
  let granted = 0;
  await fc.assert(
    fc.asyncProperty(history(length), async (wishes) => {
      const plain = new PlainModel(modelConditions, modelStart, modelDelivery);
      const offering = await anOffering({ rehearsal: true, conditions: listedConditions });
      const program = await Program.begin(offering, door);
      for (const [place, wish] of wishes.entries()) {
        const expected = plain.grant(wish);
        expect({ place, wish, granted: await program.grant(wish) }).toEqual({ place, wish, granted: expected });
        expect(program.standings()).toEqual(plain.standings());
        if (expected) granted++;
      }
      expect(await checkOffering(program.offeringId, { files: true })).toEqual([]);
    }),
    { numRuns: runs, seed: 13, endOnFailure: true },
  );
  proved("12 over HTTP", `${runs * length} wishes, ${granted} granted`);
  expect(granted).toBeGreaterThan(50);
}, 3_600_000);

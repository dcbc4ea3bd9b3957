import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import { storeBytes } from "@/lib/files/store";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { deliverDocument } from "./deliver-document";
import { exportLog } from "./export-log";
import { viewChecklist } from "./view-checklist";
import { viewCondition } from "./view-condition";
import { viewLog } from "./view-log";
import { viewLogProof } from "./view-log-proof";

import { viewMyItems, viewPortfolio } from "./view-portfolio";
import { viewStatus } from "./view-status";

afterAll(() => db.$disconnect());

type Offering = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Offering["people"];

/** What shows the present moment, and so is never the same twice: the clock, and the chart of progress up to now. */
const passing = new Set(["clock", "serverTime", "progress"]);

/** Everything that one person can be shown of an offering, as one text; moments that merely pass are left out. */
async function everythingSeenBy(who: Who, { offeringId, closingId, people, conditions }: Offering): Promise<string> {
  const { personId } = people[who];
  const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, offeringId));
  if (!actor) throw new Error("No member");
  const place = { offeringId, closingId };
  const views = [
    await viewChecklist(actor, place as never),
    await viewStatus(actor, place),
    await viewLog(actor, { offeringId } as never),
    ...(await Promise.all(conditions.map(({ id }) => viewCondition(actor, { conditionId: id })))),
    await viewPortfolio(personId, { name: actor.name, email: "", administrator: false }),
    await viewMyItems(personId),
    await exportLog(actor, {}),
    await viewLogProof(actor, { from: 1 }),
  ];
  expect(views.every((view) => view.ok)).toBe(true);
  return JSON.stringify(views, (key, value) => {
    if (passing.has(key)) return null;
    // A file by what is in it.
    return value?.type === "Buffer" ? Buffer.from(value.data).toString("utf8") : value;
  });
}

const freshOffering = () =>
  anOffering({
    conditions: [{ label: "7(c)" }, { label: "7(d)", furnishedBy: ["issuer_counsel", "underwriters_counsel"] }],
  });

const sides = { issuer: ["issuer", "issuerCounsel"], underwriters: ["representative", "counsel"] } as const;

/** So many times one side acts ten times in private; PROVE=1 asks for a thousand. */
const rounds = process.env.PROVE === "1" ? 1_000 : 30;

test(`what one side does in private changes nothing that the other side can see: ${rounds * 10} acts, looked at ${rounds} times`, async () => {
  let offering = await freshOffering();
  let number = 0;
  const conditionOf = () => offering.conditions[number % offering.conditions.length]!;
  const inPrivate = async (who: Who) => {
    number++;
    const condition = conditionOf();
    const canary = `Canary ${number} ${randomUUID()}`;
    if (number % 3 === 0) {
      const file = await storeBytes(Buffer.from(`${canary}\n`));
      const delivered = await deliverDocument(asking(offering, offering.people[who]), {
        deliverableId: condition.deliverables[0]!,
        ...{ file, fileName: `${canary}.txt`, stage: "draft", share: false },
      });
      expect(delivered).toMatchObject({ ok: true });
    } else {
      const noted = await act(asking(offering, offering.people[who]), {
        ...{ act: "note", conditionId: condition.id, text: canary, shared: false },
      });
      expect(noted).toMatchObject({ ok: true });
    }
    return canary;
  };
  const said = { act: "note", conditionId: conditionOf().id, text: "For all", shared: true } as const;
  expect(await act(asking(offering, offering.people.issuer), said)).toMatchObject({ ok: true });
  // The first look works out what the portfolio then keeps; it is kept in another order of words.
  const lookOnce = async () => {
    for (const who of [...sides.issuer, ...sides.underwriters]) await everythingSeenBy(who, offering);
  };
  await lookOnce();
  for (let round = 0; round < rounds; round++) {
    // A hundred versions of one document are more than any closing has, and slow to look at.
    if (round > 0 && round % 30 === 0) {
      offering = await freshOffering();
      await lookOnce();
    }
    const [acting, watching] =
      round % 2 === 0 ? (["issuer", "underwriters"] as const) : (["underwriters", "issuer"] as const);
    const watcher = sides[watching][round % 4 < 2 ? 0 : 1];
    const before = await everythingSeenBy(watcher, offering);
    const canaries: string[] = [];
    for (let count = 0; count < 10; count++) canaries.push(await inPrivate(sides[acting][1]));
    const after = await everythingSeenBy(watcher, offering);
    expect(after).toBe(before);
    for (const canary of canaries) expect(after).not.toContain(canary);
    // Their own side does see it, or nothing would have been shown.
    expect(await everythingSeenBy(sides[acting][0], offering)).toContain(canaries[0]);
  }
  console.log(`Non-interference: ${number} private acts, ${rounds} looks, no byte of another side's view different`);
  expect(number).toBeGreaterThanOrEqual(process.env.PROVE === "1" ? 10_000 : 300);
}, 3_600_000);

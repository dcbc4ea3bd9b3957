import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { loadClosing } from "@/lib/db/load";
import { withScope } from "@/lib/db/scope";
import { type Closing, conditionStates, judgedAt, readiness, stageOf } from "@/lib/domain/closing";
import { type Condition, evidenceNow, undelivered } from "@/lib/domain/condition";
import type { NextStep } from "@/lib/domain/condition-state";
import type { PersonId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import { type ChainedEvent, verifyChain } from "@/lib/log/chain";
import { administratorUrl, connected } from "@/lib/testing/database";
import { asking } from "@/lib/testing/offering";
import { storeDocument } from "@/prisma/demo/documents";
import { makeInvented } from "@/prisma/demo/invented-closings";
import type { Made } from "@/prisma/demo/make-offering";
import { makeSample } from "@/prisma/demo/sample";
import { samplePapers } from "@/prisma/demo/sample-papers";
import { at, sampleParties } from "@/prisma/demo/sample-people";
import { act } from "./act";
import { deliverDocument } from "./deliver-document";
import { viewPortfolio } from "./view-portfolio";
import { viewStatus } from "./view-status";

let sample: Made;
beforeAll(async () => {
  sample = await makeSample();
}, 180_000);
afterAll(() => db.$disconnect());

const person = (name: string) => {
  const id = sample.people.get(at(name));
  if (!id) throw new Error(`Nobody is called ${name}`);
  return id;
};

const does = (name: string, input: ActInput) => act(asking(sample, { personId: person(name) }), input);

/** The act, or the reason why it was refused as an error. */
async function succeeds(result: Promise<{ ok: boolean; error?: unknown }>, what: string): Promise<void> {
  const answer = await result;
  if (!answer.ok) throw new Error(`${what}: ${JSON.stringify(answer.error)}`);
}

const actorOf = (personId: PersonId) =>
  withScope({ personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, personId, sample.offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

async function closingNow(): Promise<Closing> {
  const personId = person("whitfield");
  const scope = { personId, compartments: [{ offeringId: sample.offeringId, compartment: "shared" as const }] };
  const closing = await withScope(scope, (tx) => loadClosing(tx, closingId()));
  if (!closing) throw new Error("No closing");
  return closing;
}

function closingId() {
  const [closing] = sample.closings;
  if (!closing) throw new Error("No closing");
  return closing.id;
}

const standing = (closing: Closing) => readiness(closing, conditionStates(closing, judgedAt(closing, new Date())));

/** Who speaks for a part: its first person with authority. */
function speaker(role: PartyRole): string {
  const people = sampleParties.filter((party) => party.role === role).flatMap((party) => party.people);
  const bound = people.find(({ authority }) => authority);
  if (!bound) throw new Error(`Nobody speaks for ${role}`);
  return bound.email.split("@")[0] ?? "";
}

describe("the sample closing as it is seeded", () => {
  test("is half-way: some conditions settled, one sign-off gone stale, the same-day ones still shut", async () => {
    const closing = await closingNow();
    const { total, settled, ready, percent, blockers } = standing(closing);
    expect({ total, settled, ready }).toEqual({ total: 21, settled: 6, ready: false });
    expect(percent).toBeLessThan(50);
    expect(blockers.filter(({ state }) => state.stale.length > 0).map(({ condition }) => condition.label)).toEqual([
      "7(d)",
    ]);
    const shut = blockers.filter(({ state }) => state.slots.some((slot) => slot.state === "not-yet"));
    expect(shut.map(({ condition }) => condition.label)).toEqual([
      "7 lead-in (1)",
      "7 lead-in (2)",
      "7(a)[3]",
      "7(a)[4]",
      "7(a)[5]",
      "7(f)",
      "7(g)",
      "7(h)",
    ]);
  });

  test("its clock shows Monday 8 March 2004, four in the afternoon, and runs on", async () => {
    const { clocks } = await closingNow();
    expect(clocks).toHaveLength(1);
    expect(clocks[0]?.shows.toISOString()).toBe("2004-03-08T21:00:00.000Z");
  });

  test("the log of every compartment is one unbroken chain", async () => {
    const chains = await chainsOf(sample.offeringId);
    expect([...chains.keys()].sort()).toEqual(["accountants", "issuer", "shared", "underwriters"]);
    for (const events of chains.values()) expect(verifyChain(events)).toEqual([]);
  });

  test("the banker’s page names the price that the pricing terms come to; an observer’s does not", async () => {
    const moneyFor = async (name: string) => {
      const status = await viewStatus(await actorOf(person(name)), { closingId: closingId() });
      return status.ok && status.value.money;
    };
    expect(await moneyFor("carbone")).toMatchObject({
      quantity: "200000000",
      due: "197322000.00",
      net: "197322000.00",
    });
    expect(await moneyFor("iverson")).toBeNull();
  });

  test("nobody confirms market-out on the evening before", async () => {
    const condition = (await closingNow()).conditions.find(({ label }) => label === "7(h)") as Condition;
    expect(await does("carbone", signOff(condition, "judgment"))).toMatchObject({ error: { code: "too-early" } });
  });

  test("ten people can take it to closed, and only once everything is there", async () => {
    await succeeds(
      does("whitfield", { act: "set-clock", closingId: closingId(), shows: "2004-03-09T11:05:00Z" }),
      "clock",
    );
    await succeeds(does("whitfield", { act: "pre-closing", closingId: closingId() }), "pre-closing");
    await succeeds(does("whitfield", { act: "start-call", closingId: closingId() }), "call");
    expect(await does("carbone", { act: "close", closingId: closingId() })).toMatchObject({
      error: { code: "not-ready" },
    });
    await settleEverything();
    await releaseEveryPage();
    expect(await does("whitfield", { act: "close", closingId: closingId() })).toMatchObject({
      error: { code: "forbidden" },
    });
    await succeeds(does("carbone", { act: "close", closingId: closingId() }), "close");

    expect(stageOf(await closingNow())).toBe("closed");
    const status = await viewStatus(await actorOf(person("nordlinger")), { closingId: closingId() });
    expect(status.ok && status.value.readiness).toMatchObject({ percent: 100, ready: true });
    for (const events of (await chainsOf(sample.offeringId)).values()) expect(verifyChain(events)).toEqual([]);
  }, 180_000);
});

/** Whose portfolio it is does not matter to what is in it. */
const nobody = { name: "", email: "", administrator: false };

test("the invented closings stand at every stage, and one agreement has two Times of Delivery", async () => {
  await makeInvented(new Date());
  const portfolio = await viewPortfolio(person("whitfield"), nobody);
  if (!portfolio.ok) throw new Error(portfolio.error.code);
  const { closings } = portfolio.value;
  expect(new Set(closings.map(({ stage }) => stage))).toEqual(
    new Set(["preparing", "pre-closing", "closed", "postponed", "terminated"]),
  );
  const larkspur = closings.filter(({ issuer }) => issuer === "Larkspur Instruments, Inc.");
  expect(larkspur.map(({ label }) => label).sort()).toEqual(["First Closing Date", "Option Closing Date"]);
  const percents = larkspur.map(({ readiness: { percent } }) => percent);
  expect(Math.max(...percents)).toBeGreaterThan(30);
  expect(Math.min(...percents)).toBeLessThan(10);
  expect(closings.find(({ stage }) => stage === "closed")?.readiness).toMatchObject({ percent: 100, ready: true });
}, 180_000);

/** One open condition after the other: its next step, by whose it is, until none is left. */
async function settleEverything(): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const closing = await closingNow();
    const [blocker] = standing(closing).blockers;
    if (!blocker) return;
    const { condition, state } = blocker;
    if (!state.next) throw new Error(`Nothing can be done about ${condition.label}`);
    await takeStep(closing, condition, state.next);
  }
  throw new Error("The conditions do not come to an end");
}

const papers: Record<string, Parameters<typeof storeDocument>[0]> = {
  "Opinion of Debevoise & Plimpton LLP": samplePapers.companyOpinion.executed,
  "Reliance statement for the Representatives": samplePapers.reliance.executed,
  "Bring-down comfort letter": samplePapers.comfort.bringDown,
  "Officers’ certificate": samplePapers.certificate.executed,
  "Cross-receipt": samplePapers.crossReceipt,
};

async function takeStep(closing: Closing, condition: Condition, next: NextStep): Promise<void> {
  const [role] = next.roles;
  if (!role) throw new Error(`Nobody is named for ${condition.label}`);
  const name = speaker(role);
  if (next.do === "deliver") {
    for (const { id, title } of undelivered(condition)) {
      const paper = papers[title];
      if (!paper) throw new Error(`No paper for ${title}`);
      const stored = await storeDocument(paper);
      const delivery = { ...stored, deliverableId: id, stage: "executed" as const, datedOn: paper.date, share: true };
      await succeeds(deliverDocument(asking(sample, { personId: person(name) }), delivery), `${name} ${title}`);
    }
    return;
  }
  const limbs = closing.conditions.filter(({ parentId }) => parentId === condition.id).map(({ label }) => label);
  await succeeds(does(name, signOff(condition, next.basis, limbs)), `${name} ${next.basis} ${condition.label}`);
}

const signOff = (condition: Condition, basis: string, limbs: readonly string[] = []) =>
  ({
    act: "sign-off",
    conditionId: condition.id,
    basis,
    evidence: evidenceNow(condition),
    requirement: condition.requirement,
    detail: { ratings: condition.ratings, ...(basis === "form" && { limbs }) },
  }) as unknown as ActInput;

async function releaseEveryPage(): Promise<void> {
  const steps = ["out", "in-escrow", "release-authorised"] as const;
  for (const page of (await closingNow()).signaturePages) {
    const signer = sampleParties.flatMap(({ people }) => people).find(({ name }) => name === page.signatory);
    const name = signer?.email.split("@")[0] ?? "";
    const done = page.steps.map(({ step }) => step as string);
    for (const step of steps.filter((one) => !done.includes(one))) {
      const move = { act: "move-signature-page", closingId: closingId(), signaturePageId: page.id, step } as const;
      await succeeds(does(name, move), `${page.document} ${name} ${step}`);
    }
  }
}

/** The events of each compartment in their order, past row-level security. */
async function chainsOf(offeringId: string): Promise<Map<string, ChainedEvent[]>> {
  const { rows } = await connected(administratorUrl, (client) =>
    client.query(`SELECT * FROM "Event" WHERE "offeringId" = $1 ORDER BY "seq"`, [offeringId]),
  );
  return Map.groupBy(
    rows.map(({ at: moment, ...event }) => ({ ...event, at: moment.toISOString() })),
    ({ compartment }) => compartment,
  );
}

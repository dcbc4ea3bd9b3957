import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { type CreateOfferingRequest, createOfferingInput } from "@/lib/contracts/offering";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { verifyChain } from "@/lib/log/chain";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { createOffering } from "./create-offering";
import { viewList } from "./view-list";
import { viewSetup } from "./view-setup";

afterAll(() => db.$disconnect());

async function aPerson(administrator: boolean): Promise<PersonId> {
  const id = randomUUID() as string as PersonId;
  await db.user.create({ data: { id, name: "Anna Maker", email: `${id}@example.com`, administrator } });
  return id;
}

/** Every row of a table that belongs to one offering, past row-level security. */
const rows = (table: string, offeringId: string) =>
  connected(administratorUrl, async (client) => {
    const key = table === "Offering" ? "id" : "offeringId";
    return (await client.query(`SELECT * FROM "${table}" WHERE "${key}" = $1`, [offeringId])).rows;
  });

const count = (table: string) =>
  connected(administratorUrl, async (client) =>
    Number((await client.query(`SELECT count(*) FROM "${table}"`)).rows[0].count),
  );

/** Project Larch: notes of an invented company, two underwriters, one Time of Delivery. */
const larch: CreateOfferingRequest = {
  name: "Project Larch",
  issuer: "Larch Mills, Inc.",
  rehearsal: false,
  clock: null,
  agreement: {
    title: "Underwriting Agreement",
    datedOn: "2031-03-04",
    conditionsSection: "6",
    closingTerm: "Closing Date",
    governingLaw: "New York",
    terms: {},
  },
  pricing: {
    datedOn: "2031-03-04",
    terms: {
      securities: {
        kind: "debt",
        title: "5.00% Senior Notes due 2041",
        principal: "300,000,000",
        publicPrice: "99.5",
        purchasePrice: "98.9",
      },
    },
    allocations: [
      { underwriter: "Birch & Co.", amount: "200,000,000" },
      { underwriter: "Elm Securities LLC", amount: "100,000,000" },
    ],
  },
  parties: [
    { name: "Larch Mills, Inc.", role: "issuer" },
    { name: "Birch & Co.", role: "representative" },
    { name: "Oak Ash LLP", role: "underwriters_counsel" },
    { name: "Sorrel LLP", role: "issuer_counsel" },
    { name: "Rowan Trust Company", role: "trustee" },
  ],
  maker: { party: 2, title: "Associate", authority: false },
  closings: [
    {
      label: "Closing Date",
      localDate: "2031-03-11",
      localTime: "10:00",
      zone: "America/New_York",
      location: "Oak Ash LLP, New York",
      terms: {},
    },
  ],
  conditions: { from: "template", template: "senior-notes" },
  source: null,
};

const typed = (change: Partial<CreateOfferingRequest> = {}) => createOfferingInput.parse({ ...larch, ...change });

async function opened(change: Partial<CreateOfferingRequest> = {}) {
  const personId = await aPerson(true);
  const result = await createOffering({ personId, key: randomUUID() }, typed(change));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { personId, ...result.value };
}

const actorOf = (personId: PersonId, offeringId: OfferingId) =>
  withScope({ personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, personId, offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

describe("opening an offering", () => {
  test("writes all of it, with its maker as the keeper of the list for their own party", async () => {
    const { personId, offeringId, closingId, warnings } = await opened();
    expect(warnings).toEqual([]);
    const actor = await actorOf(personId, offeringId);
    expect(actor).toMatchObject({
      partyName: "Oak Ash LLP",
      role: "underwriters_counsel",
      coordinator: true,
      authority: false,
    });
    const setup = await viewSetup(actor);
    expect(setup).toMatchObject({
      value: {
        offering: { name: "Project Larch", issuer: "Larch Mills, Inc.", rehearsal: false },
        agreements: [{ conditionsSection: "6", closingTerm: "Closing Date", datedOn: "2031-03-04", source: null }],
        pricings: [{ total: "300000000", gap: null, allocations: [{ amount: "200000000" }, { amount: "100000000" }] }],
        closings: [{ id: closingId, timeOfDelivery: "2031-03-11T14:00:00.000Z", stage: "preparing", settled: 0 }],
        may: { editTerms: true },
      },
    });
    if (setup.ok) expect(setup.value.parties).toHaveLength(5);
    const list = await viewList(actor, { closingId });
    if (!list.ok) throw new Error(list.error.code);
    expect(list.value.lines.length).toBeGreaterThan(30);
    expect(list.value.lines.map(({ terms }) => terms.label)).toContain("6(b)(iii)");
    expect(list.value.lines.find(({ terms }) => terms.label === "6(b)(iii)")).toMatchObject({
      depth: 1,
      counted: false,
    });
  });

  test("logs its opening and each Time of Delivery in a chain that holds", async () => {
    const { offeringId, closingId } = await opened();
    const events = (await rows("Event", offeringId))
      .sort((a, b) => a.seq - b.seq)
      .map(({ at, ...event }) => ({ ...event, at: at.toISOString() }));
    expect(events.map(({ type, closingId: of }) => [type, of])).toEqual([
      ["offering.created", null],
      ["closing.added", closingId],
    ]);
    expect(events[0].payload).toMatchObject({
      name: "Project Larch",
      pricing: { allocations: [{ amount: "200000000" }, {}] },
    });
    expect(verifyChain(events)).toEqual([]);
  });

  test("the same request sent five times, some at once, opens one offering", async () => {
    const personId = await aPerson(true);
    const who = { personId, key: randomUUID() };
    const before = await count("Offering");
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => createOffering(who, typed())));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await count("Offering")).toBe(before + 1);
    expect(await createOffering(who, typed({ name: "Another" }))).toMatchObject({
      error: { code: "idempotency-key-reused" },
    });
    expect(await count("Offering")).toBe(before + 1);
  });

  test("whoever keeps a list may, whoever does not may not, and a person who is nobody may not", async () => {
    const { people } = await anOffering();
    const open = (personId: PersonId) => createOffering({ personId, key: randomUUID() }, typed());
    expect((await open(people.counsel.personId)).ok).toBe(true);
    const refused = [people.representative.personId, await aPerson(false), randomUUID() as string as PersonId];
    const before = await count("Offering");
    for (const personId of refused) {
      expect(await open(personId)).toMatchObject({ error: { code: "not-an-offering-maker" } });
    }
    expect(await count("Offering")).toBe(before);
  });

  test("strangers see nothing of it, and can do nothing in it", async () => {
    const { offeringId, closingId } = await opened();
    const other = await anOffering();
    const stranger = other.people.counsel;
    expect(await act(asking({ offeringId }, stranger), { act: "pre-closing", closingId })).toMatchObject({
      error: { code: "not-found" },
    });
    const actor = await actorOf(stranger.personId, other.offeringId);
    expect(await viewList(actor, { closingId })).toMatchObject({ error: { code: "not-found" } });
  });

  test("a template is cut to its Times of Delivery, each with conditions of its own", async () => {
    const firm = larch.closings[0]!;
    const { offeringId } = await opened({
      closings: [
        { ...firm, label: "First Closing Date" },
        { ...firm, label: "Option Closing Date", localDate: "2031-03-25", terms: { delivers: "option" } },
      ],
      conditions: { from: "template", template: "common-stock" },
    });
    const conditions = await rows("Condition", offeringId);
    const closings = (await rows("Closing", offeringId)).sort((a, b) => a.place - b.place);
    const [first, second] = closings.map(({ id }) => conditions.filter(({ closingId }) => closingId === id));
    expect(first?.length).toBeGreaterThan(30);
    expect(second?.some(({ title }) => title === "Option exercised")).toBe(true);
    expect(first?.some(({ title }) => title === "Option exercised")).toBe(false);
    expect(new Set(conditions.map(({ id }) => id)).size).toBe(conditions.length);
  });

  test("a drafted list is taken as it stands, limb under clause", async () => {
    const terms = {
      label: "7(a)",
      title: "Opinion",
      text: "As agreed.",
      kind: "opinion" as const,
      mode: "whole" as const,
      furnishedBy: ["issuer_counsel" as const],
      furnishedTo: [],
      requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
      windowHours: null,
      ratings: [],
      deliverables: [{ title: "Opinion", dated: "time-of-delivery" as const }],
    };
    const draft = [
      { depth: 0, terms },
      { depth: 1, terms: { ...terms, label: "7(a)(i)", requires: [], deliverables: [] } },
    ];
    const { offeringId } = await opened({ conditions: { from: "draft", rows: draft } });
    const conditions = (await rows("Condition", offeringId)).sort((a, b) => a.place - b.place);
    expect(conditions.map(({ label }) => label)).toEqual(["7(a)", "7(a)(i)"]);
    expect(conditions[1].parentId).toBe(conditions[0].id);
    expect(await rows("Deliverable", offeringId)).toHaveLength(1);
  });

  test("a rehearsal’s clock begins where it was set, in the zone of the Time of Delivery", async () => {
    const clock = { localDate: "2031-03-10", localTime: "16:00" };
    const { offeringId } = await opened({ rehearsal: true, clock });
    const [setting] = await rows("ClockSetting", offeringId);
    expect(setting.shows.toISOString()).toBe("2031-03-10T20:00:00.000Z");
  });

  test("allocations that do not add up are taken as they stand, and said", async () => {
    const allocations = [{ underwriter: "Birch & Co.", amount: "200,000,000" }];
    const { offeringId, warnings } = await opened({ pricing: { ...larch.pricing, allocations } });
    expect(warnings).toMatchObject([
      { path: "pricing.allocations", message: expect.stringContaining("100,000,000 less") },
    ]);
    expect((await rows("Allocation", offeringId)).map(({ amount }) => amount)).toEqual(["200000000.00"]);
  });

  const closing = larch.closings[0]!;
  test.each<[string, Partial<CreateOfferingRequest>, string]>([
    [
      "an hour that the clocks skip",
      { closings: [{ ...closing, localDate: "2031-03-09", localTime: "02:30" }] },
      "closings.0.localTime",
    ],
    ["a zone that is none", { closings: [{ ...closing, zone: "Europe/Atlantis" }] }, "closings.0.zone"],
    ["a delivery before the pricing", { closings: [{ ...closing, localDate: "2031-03-03" }] }, "closings.0.localDate"],
    [
      "an agreement after its pricing",
      { agreement: { ...larch.agreement, datedOn: "2031-03-05" } },
      "agreement.datedOn",
    ],
    [
      "two Times of Delivery of one name",
      { closings: [closing, { ...closing, localDate: "2031-03-12" }] },
      "closings.1.label",
    ],
    ["a maker of no party", { maker: { ...larch.maker, party: 9 } }, "maker.party"],
    ["a clock without a rehearsal", { clock: { localDate: "2031-03-10", localTime: "16:00" } }, "clock"],
    [
      "a clock after the Time of Delivery",
      { rehearsal: true, clock: { localDate: "2031-03-11", localTime: "10:00" } },
      "clock.localDate",
    ],
    [
      "one part twice",
      { parties: [...larch.parties, { name: "larch mills, inc.", role: "issuer" }] },
      "parties.5.name",
    ],
  ])("%s is refused at its field, and nothing is kept", async (_, change, path) => {
    const personId = await aPerson(true);
    const before = await Promise.all(["Offering", "Party", "Event", "Organisation"].map(count));
    const result = await createOffering({ personId, key: randomUUID() }, typed(change));
    expect(result).toMatchObject({ error: { code: "invalid-input", issues: [{ path }] } });
    expect(await Promise.all(["Offering", "Party", "Event", "Organisation"].map(count))).toEqual(before);
  });

  test.each<[string, unknown, string]>([
    ["no name", { name: "  " }, "name"],
    [
      "an amount of nothing",
      { pricing: { ...larch.pricing, allocations: [{ underwriter: "B", amount: "0" }] } },
      "pricing.allocations.0.amount",
    ],
    ["a number where text belongs", { issuer: 7 }, "issuer"],
    ["a part that is none", { parties: [{ name: "X", role: "king" }] }, "parties.0.role"],
    ["a day that is none", { closings: [{ ...closing, localDate: "2031-02-30" }] }, "closings.0.localDate"],
    ["no Time of Delivery", { closings: [] }, "closings"],
    ["a field that nobody asked for", { personId: randomUUID() }, ""],
    ["three hundred characters", { name: "x".repeat(300) }, "name"],
  ])("the form says of %s which field it is", (_, change, path) => {
    const parsed = createOfferingInput.safeParse({ ...larch, ...(change as object) });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});

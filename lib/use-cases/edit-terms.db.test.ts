import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import {
  type AddClosingRequest,
  addClosingInput,
  type EditTermsRequest,
  editTermsInput,
} from "@/lib/contracts/offering";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { ClosingId, DeliverableId, VersionId } from "@/lib/domain/ids";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { addClosing } from "./add-closing";
import { deliverDocument } from "./deliver-document";
import { editTerms } from "./edit-terms";
import { reuseDocument } from "./reuse-document";
import { viewList } from "./view-list";
import { viewSetup } from "./view-setup";

afterAll(() => db.$disconnect());

type Made = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Made["people"];

const actorOf = (made: Made, who: Who) =>
  withScope({ personId: made.people[who].personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, made.people[who].personId, made.offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

async function setupOf(made: Made) {
  const setup = await viewSetup(await actorOf(made, "counsel"));
  if (!setup.ok) throw new Error(setup.error.code);
  return setup.value;
}

async function listOf(made: Made, closingId: ClosingId) {
  const list = await viewList(await actorOf(made, "counsel"), { closingId });
  if (!list.ok) throw new Error(list.error.code);
  return list.value.lines;
}

const events = (made: Made) =>
  connected(administratorUrl, async (client) => {
    const asked = `SELECT type, payload FROM "Event" WHERE "offeringId" = $1 ORDER BY "position"`;
    return (await client.query(asked, [made.offeringId])).rows;
  });

async function pricingEdit(made: Made): Promise<Extract<EditTermsRequest, { edit: "pricing" }>> {
  const [pricing] = (await setupOf(made)).pricings;
  if (!pricing) throw new Error("No pricing agreement");
  const { id, revision, datedOn } = pricing;
  return {
    edit: "pricing",
    pricingAgreementId: id,
    revision,
    datedOn,
    terms: { securities: { kind: "debt", title: "Notes due 2036", principal: "200,000,000" } },
    allocations: [{ underwriter: "Birch & Co.", amount: "150,000,000" }],
  };
}

describe("editing what was agreed", () => {
  test("one change, one event, with what it was before; a gap in Schedule I is said and not mended", async () => {
    const made = await anOffering();
    const edit = await pricingEdit(made);
    const result = await editTerms(asking(made, made.people.counsel), editTermsInput.parse(edit));
    expect(result).toMatchObject({
      value: { warnings: [{ path: "allocations", message: expect.stringContaining("50,000,000 less") }] },
    });
    const [pricing] = (await setupOf(made)).pricings;
    expect(pricing).toMatchObject({
      total: "150000000",
      allocations: [{ amount: "150000000" }],
      gap: expect.any(String),
    });
    expect(await events(made)).toMatchObject([
      { type: "terms.edited", payload: { of: "pricing", before: { allocations: [] }, after: { allocations: [{}] } } },
    ]);
  });

  test("a form that somebody overtook is refused, and their change stands", async () => {
    const made = await anOffering();
    const edit = editTermsInput.parse(await pricingEdit(made));
    await editTerms(asking(made, made.people.counsel), edit);
    const late = { ...edit, allocations: [] } as typeof edit;
    expect(await editTerms(asking(made, made.people.counsel), late)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect((await setupOf(made)).pricings[0]?.allocations).toHaveLength(1);
  });

  test("the same edit sent twice counts once; the same words again change nothing", async () => {
    const made = await anOffering();
    const edit = editTermsInput.parse(await pricingEdit(made));
    const who = asking(made, made.people.counsel);
    const answers = await Promise.all([editTerms(who, edit), editTerms(who, edit)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(await events(made)).toHaveLength(1);
    const again = editTermsInput.parse({ ...(await pricingEdit(made)) });
    expect(await editTerms(asking(made, made.people.counsel), again)).toMatchObject({
      error: { code: "already-done" },
    });
  });

  test("the name, the agreement and a Time of Delivery are edited the same way", async () => {
    const made = await anOffering();
    const { offering, agreements, closings } = await setupOf(made);
    const { id: agreementId, source: _, ...agreement } = agreements[0]!;
    const edits: EditTermsRequest[] = [
      { edit: "offering", revision: offering.revision, name: "Project Larch", issuer: "Larch Mills, Inc." },
      {
        ...agreement,
        edit: "agreement",
        agreementId,
        title: "Purchase Agreement",
        conditionsSection: "5",
        governingLaw: "New York",
      },
      {
        edit: "closing",
        closingId: made.closingId,
        revision: closings[0]!.revision,
        label: "Closing Date",
        location: "By telephone",
        terms: {},
      },
    ];
    for (const edit of edits) {
      expect(await editTerms(asking(made, made.people.counsel), editTermsInput.parse(edit))).toMatchObject({
        ok: true,
      });
    }
    expect(await setupOf(made)).toMatchObject({
      offering: { name: "Project Larch" },
      agreements: [{ title: "Purchase Agreement", conditionsSection: "5" }],
      closings: [{ label: "Closing Date", location: "By telephone", localDate: "2031-03-11" }],
    });
  });

  test("fees and accounts go into the logs of the two sides that see them, and into no other", async () => {
    const made = await anOffering();
    const edit = async (terms: object) => {
      const [closing] = (await setupOf(made)).closings;
      const { closingId } = made;
      const input = { edit: "closing", closingId, revision: closing!.revision, label: "Closing", location: "", terms };
      expect(await editTerms(asking(made, made.people.counsel), editTermsInput.parse(input))).toMatchObject({
        ok: true,
      });
    };
    const account = { beneficiary: "Example Corp.", accountNumber: "000123454455", routingNumber: "021000021" };
    await edit({ account });
    await edit({ account: { ...account, accountNumber: "000123459999" }, optionTaken: "0" });
    await edit({ account: { ...account, accountNumber: "000123459999" } });

    const rows = await connected(administratorUrl, async (client) => {
      const asked = `SELECT type, compartment, payload FROM "Event" WHERE "offeringId" = $1 ORDER BY "position"`;
      return (await client.query(asked, [made.offeringId])).rows;
    });
    const of = (compartment: string) => rows.filter((row) => row.compartment === compartment);
    expect(JSON.stringify(of("shared"))).not.toMatch(/Example Corp|4455|021000021/);
    expect(of("shared")).toHaveLength(3);
    for (const side of ["issuer", "underwriters"])
      expect(of(side).map(({ type, payload }) => [type, payload.before.account, payload.after.account])).toMatchObject([
        ["terms.money", null, { beneficiary: "Example Corp.", accountNumber: "…4455" }],
        ["terms.money", { accountNumber: "…4455" }, { accountNumber: "…9999" }],
      ]);
    expect(rows).toHaveLength(3 + 2 * 2);
  });

  test("only whoever keeps the list may, and a foreign agreement is not there", async () => {
    const made = await anOffering();
    const edit = editTermsInput.parse(await pricingEdit(made));
    for (const who of ["representative", "issuer", "issuerCounsel"] as const) {
      expect(await editTerms(asking(made, made.people[who]), edit)).toMatchObject({ error: { code: "forbidden" } });
    }
    const other = await anOffering();
    expect(await editTerms(asking(other, other.people.counsel), edit)).toMatchObject({ error: { code: "not-found" } });
    expect(await editTerms(asking(made, other.people.counsel), edit)).toMatchObject({ error: { code: "not-found" } });
    expect(await events(made)).toEqual([]);
  });

  test("a pricing date after the Time of Delivery, or before the agreement, is refused at its field", async () => {
    const made = await anOffering();
    for (const datedOn of ["2031-03-12", "2031-03-03"]) {
      const edit = editTermsInput.parse({ ...(await pricingEdit(made)), datedOn });
      expect(await editTerms(asking(made, made.people.counsel), edit)).toMatchObject({
        error: { code: "invalid-input", issues: [{ path: "datedOn" }] },
      });
    }
  });
});

test("a Time of Delivery is not postponed to an hour that the clocks skip", async () => {
  const made = await anOffering({ localDate: "2031-03-07" });
  const postpone = (newLocalTime: string) =>
    act(asking(made, made.people.representative), {
      act: "postpone",
      closingId: made.closingId,
      ground: "Agreed",
      text: "",
      newLocalDate: "2031-03-09",
      newLocalTime,
    });
  expect(await postpone("02:30")).toMatchObject({ error: { code: "no-such-local-time" } });
  expect(await postpone("03:30")).toMatchObject({ ok: true });
});

describe("a further Time of Delivery", () => {
  const option = async (made: Made, change: Partial<AddClosingRequest> = {}) =>
    addClosingInput.parse({
      pricingAgreementId: (await setupOf(made)).pricings[0]!.id,
      label: "Option Time of Delivery",
      localDate: "2031-03-25",
      localTime: "10:00",
      zone: "America/New_York",
      location: "New York",
      terms: { delivers: "option", optionTaken: "30,000,000" },
      conditions: { from: "closing", closingId: made.closingId },
      ...change,
    });
  const file = { sha256: "c".repeat(64), bytes: 1_000, mediaType: "application/pdf", pages: 2 };
  const delivered = async (made: Made, who: Who = "issuerCounsel", share = true) => {
    const result = await deliverDocument(asking(made, made.people[who]), {
      deliverableId: made.conditions[0]!.deliverables[0]!,
      file,
      fileName: "Opinion.pdf",
      stage: "executed",
      share,
    });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.versionId;
  };

  test("takes over what the first requires, and nothing that was signed or delivered there", async () => {
    const made = await anOffering();
    await delivered(made);
    const evidence = [{ deliverableId: made.conditions[0]!.deliverables[0]!, sha256: file.sha256 }];
    const signed = await act(asking(made, made.people.counsel), {
      act: "sign-off",
      conditionId: made.conditions[0]!.id,
      basis: "form",
      evidence,
      requirement: 0,
      detail: {},
    });
    expect(signed.ok).toBe(true);

    const added = await addClosing(asking(made, made.people.counsel), await option(made));
    if (!added.ok) throw new Error(added.error.code);
    expect(added.value.conditions).toBe(1);
    const [first] = await listOf(made, made.closingId);
    const [second] = await listOf(made, added.value.closingId);
    expect(second?.terms).toMatchObject({ label: "7(c)", requires: first?.terms.requires, kind: "opinion" });
    expect(second?.id).not.toBe(first?.id);
    expect(first?.holding).toMatchObject([{ label: "7(c)", basis: "form" }]);
    expect(second).toMatchObject({ status: "open", holding: [], delivered: [], keptBecause: null });
    expect(second?.reusable).toMatchObject([{ fileName: "Opinion.pdf", from: "Time of Delivery" }]);
  });

  test("a document of the first is used again by an act of its own, which carries no sign-off", async () => {
    const made = await anOffering();
    const versionId = await delivered(made);
    const added = await addClosing(asking(made, made.people.counsel), await option(made));
    if (!added.ok) throw new Error(added.error.code);
    const target = (await listOf(made, added.value.closingId))[0]!.terms.deliverables[0]!.id;
    const reuse = (who: Who) => reuseDocument(asking(made, made.people[who]), { deliverableId: target, versionId });
    expect(await reuse("representative")).toMatchObject({ error: { code: "forbidden" } });
    expect(await reuse("issuerCounsel")).toMatchObject({ value: { sha256: file.sha256, number: 1 } });
    const [line] = await listOf(made, added.value.closingId);
    expect(line).toMatchObject({ status: "delivered", holding: [], delivered: [target], reusable: [] });
  });

  test("a version that is private to its side, or of another offering, is not there", async () => {
    const made = await anOffering();
    const hidden = await delivered(made, "issuerCounsel", false);
    const other = await anOffering();
    const foreign = await delivered(other);
    const added = await addClosing(asking(made, made.people.counsel), await option(made));
    if (!added.ok) throw new Error(added.error.code);
    const target = (await listOf(made, added.value.closingId))[0]!.terms.deliverables[0]!.id;
    for (const versionId of [hidden, foreign, randomUUID() as string as VersionId]) {
      expect(
        await reuseDocument(asking(made, made.people.counsel), { deliverableId: target, versionId }),
      ).toMatchObject({
        error: { code: "not-found" },
      });
    }
    const nowhere = randomUUID() as string as DeliverableId;
    expect(
      await reuseDocument(asking(made, made.people.counsel), { deliverableId: nowhere, versionId: hidden }),
    ).toMatchObject({
      error: { code: "not-found" },
    });
  });

  test("from a template it is cut to what is delivered", async () => {
    const made = await anOffering();
    const conditions = { from: "template" as const, template: "common-stock" as const };
    const added = await addClosing(asking(made, made.people.counsel), await option(made, { conditions }));
    if (!added.ok) throw new Error(added.error.code);
    const titles = (await listOf(made, added.value.closingId)).map(({ terms }) => terms.title);
    expect(titles).toContain("Option exercised");
  });

  test("a rehearsal’s new Time of Delivery goes by the clock that the first one shows", async () => {
    const made = await anOffering({ rehearsal: true });
    await act(asking(made, made.people.counsel), {
      act: "set-clock",
      closingId: made.closingId,
      shows: "2031-03-10T21:00:00Z",
    });
    const added = await addClosing(asking(made, made.people.counsel), await option(made));
    if (!added.ok) throw new Error(added.error.code);
    const list = await viewList(await actorOf(made, "counsel"), { closingId: added.value.closingId });
    expect(list.ok && list.value.head.clock).toMatch(/^2031-03-10T21:0/);
  });

  test("it is refused to others, to strangers, with foreign ids, and where it names no moment", async () => {
    const made = await anOffering();
    const other = await anOffering();
    const add = async (
      change: Partial<AddClosingRequest>,
      who: { personId: Made["people"]["issuer"]["personId"] } = made.people.counsel,
    ) => addClosing(asking(made, who), await option(made, change));
    expect(await add({}, made.people.issuer)).toMatchObject({ error: { code: "forbidden" } });
    expect(await add({}, other.people.counsel)).toMatchObject({ error: { code: "not-found" } });
    expect(await add({ pricingAgreementId: randomUUID() })).toMatchObject({ error: { code: "not-found" } });
    expect(await add({ conditions: { from: "closing", closingId: other.closingId } })).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await add({ localDate: "2031-03-03" })).toMatchObject({ error: { issues: [{ path: "localDate" }] } });
    expect(await add({ localDate: "2031-03-09", localTime: "02:10" })).toMatchObject({
      error: { issues: [{ path: "localTime" }] },
    });
    expect(await add({ label: "Time of Delivery" })).toMatchObject({ error: { issues: [{ path: "label" }] } });
    expect((await setupOf(made)).closings).toHaveLength(1);
    expect(await events(made)).toEqual([]);
  });
});

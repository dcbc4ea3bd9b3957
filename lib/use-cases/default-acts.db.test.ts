import { afterAll, describe, expect, test } from "vitest";
import { agreementTerms, closingTerms, pricingTerms } from "@/lib/contracts/terms";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { scopeOf, withScope } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { recordDefault } from "./default-acts";
import { viewDefault } from "./default-view";
import { settlementFile, viewSettlement } from "./view-settlement";
import { viewSetup } from "./view-setup";
import { viewTimeline } from "./view-timeline";

afterAll(() => db.$disconnect());

type Made = Awaited<ReturnType<typeof anOffering>>;
type Who = keyof Made["people"];

const actorOf = ({ offeringId, people }: Made, who: Who): Promise<Actor> =>
  withScope({ personId: people[who].personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, people[who].personId, offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

const interest = {
  rate: "4.75",
  dayCount: "30/360" as const,
  accruesFrom: "2031-03-11",
  firstCoupon: "2031-09-01",
  maturity: "2041-03-01",
};

const pricing = pricingTerms.parse({
  securities: {
    kind: "debt",
    title: "4.75% Notes due 2041",
    principal: "200,000,000",
    publicPrice: "99.311",
    purchasePrice: "98.661",
    interest,
  },
});

const agreement = agreementTerms.parse({
  businessDay: { clause: "14", calendars: ["ny-bank"] },
  clocks: [
    {
      clause: "4",
      what: "notice of the wire account",
      owner: "issuer",
      anchor: "time-of-delivery",
      direction: "before",
      count: 48,
      unit: "hours",
    },
  ],
  default: {
    clause: "9",
    threshold: "1/11",
    arrangeHours: [36, 36],
    postpone: { count: 7, unit: "calendar-days" },
    stepUp: "if-company-requires",
    surviving: ["6", "8"],
  },
  termination: { clause: "11", surviving: ["6", "8"], withoutReimbursement: ["7(b)"], reimburses: "approved expenses" },
});

/** A rehearsal whose clock shows five past ten on the day, with the terms and amounts of the sample closing. */
async function priced(): Promise<Made> {
  const made = await anOffering({ rehearsal: true });
  const { offeringId, closingId } = made;
  await withScope(scopeOf(await actorOf(made, "counsel")), async (tx) => {
    await tx.agreement.updateMany({ where: { offeringId }, data: { terms: agreement } });
    await tx.pricingAgreement.updateMany({ where: { offeringId }, data: { terms: pricing } });
    await tx.closing.update({
      where: { id: closingId },
      data: { terms: closingTerms.parse({ depository: ["dtc-call-agent"] }) },
    });
    const row = await tx.pricingAgreement.findFirstOrThrow({ where: { offeringId } });
    const lines = [
      ["Alder", "88000000"],
      ["Birch", "88000000"],
      ["Cedar", "24000000"],
    ] as const;
    await tx.allocation.createMany({
      data: lines.map(([underwriter, amount], place) => ({
        offeringId,
        pricingAgreementId: row.id,
        underwriter,
        amount,
        place,
      })),
    });
    const by = made.people.counsel.personId;
    await tx.clockSetting.create({
      data: { offeringId, closingId, shows: new Date("2031-03-11T14:05:00Z"), at: new Date(), by },
    });
  });
  return made;
}

const does = (made: Made, who: Who, input: object) =>
  recordDefault(asking(made, made.people[who]), { closingId: made.closingId, ...input } as never);

const cedarDefaults = { act: "record", underwriter: "Cedar", localDate: "2031-03-11", localTime: "10:00" };

describe("a default, recorded step by step", () => {
  test("Section 9: the clocks run, substitutes count, the Company asks, and the sheet follows", async () => {
    const made = await priced();
    const representative = await actorOf(made, "representative");
    const look = async () => {
      const view = await viewDefault(representative, { closingId: made.closingId });
      if (!view.ok) throw new Error(JSON.stringify(view.error));
      return view.value;
    };

    expect((await does(made, "representative", cedarDefaults)).ok).toBe(true);
    const first = await look();
    expect(first.outcome).toMatchObject({ result: "terminates", left: "24000000" });
    expect(first.clocks.map(({ at }) => at)).toEqual([
      "2031-03-13T02:00:00.000Z",
      "2031-03-14T14:00:00.000Z",
      "2031-03-18T14:00:00.000Z",
    ]);
    expect(first.postponeTo).toMatchObject({ localDate: "2031-03-18", localTime: "10:00" });

    expect((await does(made, "representative", { act: "arrange", name: "Dogwood", amount: "5818182" })).ok).toBe(true);
    expect((await look()).outcome?.result).toBe("company-decides");
    expect((await does(made, "issuer", { act: "company", requires: true })).ok).toBe(true);
    expect((await look()).outcome?.result).toBe("step-up");

    const settlement = await viewSettlement(representative, { closingId: made.closingId });
    if (!settlement.ok) throw new Error("No sheet");
    expect(settlement.value.sheet?.lines.map(({ underwriter, quantity }) => [underwriter, quantity.value])).toEqual([
      ["Alder", "97090909"],
      ["Birch", "97090909"],
      ["Dogwood", "5818182"],
    ]);
    expect(settlement.value.sheet?.total.purchase.value).toBe("197322000.00");
  });

  test("the latest postponed moment is counted from where it was at the default, also after it was put off", async () => {
    const made = await priced();
    await does(made, "representative", cedarDefaults);
    const postponed = await act(asking(made, made.people.representative), {
      act: "postpone",
      closingId: made.closingId,
      ground: "Default under 9",
      text: "",
      newLocalDate: "2031-03-14",
      newLocalTime: "10:00",
    });
    expect(postponed.ok).toBe(true);
    const view = await viewDefault(await actorOf(made, "issuer"), { closingId: made.closingId });
    expect(view.ok && view.value.postponeTo?.localDate).toBe("2031-03-18");
  });

  test("an entry is withdrawn by another, and the outcome is as before it", async () => {
    const made = await priced();
    const recorded = await does(made, "representative", cedarDefaults);
    if (!recorded.ok) throw new Error("Not recorded");
    const { recordId } = recorded.value;
    expect((await does(made, "representative", { act: "withdraw", recordId, reason: "It had paid." })).ok).toBe(true);
    expect(await does(made, "representative", { act: "withdraw", recordId, reason: "Again." })).toMatchObject({
      error: { code: "already-withdrawn" },
    });
    const view = await viewDefault(await actorOf(made, "representative"), { closingId: made.closingId });
    expect(view.ok && view.value.outcome?.result).toBe("no-default");
  });
});

describe("what may not be recorded changes nothing", () => {
  test("only those entitled record: the Representatives a default, the Company what it requires", async () => {
    const made = await priced();
    expect(await does(made, "counsel", cedarDefaults)).toMatchObject({ error: { code: "forbidden" } });
    expect(await does(made, "issuer", cedarDefaults)).toMatchObject({ error: { code: "forbidden" } });
    await does(made, "representative", cedarDefaults);
    const company = { act: "company", requires: true };
    expect(await does(made, "representative", company)).toMatchObject({ error: { code: "forbidden" } });
    expect(await does(made, "issuerCounsel", company)).toMatchObject({ error: { code: "forbidden" } });
  });

  test.each([
    ["someone who is not on Schedule I", { ...cedarDefaults, underwriter: "Nobody" }, "underwriter"],
    ["a default still to come", { ...cedarDefaults, localTime: "11:00" }, "localTime"],
    ["an hour that the clocks skip", { ...cedarDefaults, localDate: "2031-03-09", localTime: "02:30" }, "localTime"],
    ["a substitute before any default", { act: "arrange", name: "Dogwood", amount: "5" }, ""],
  ])("%s", async (_name, input, path) => {
    const made = await priced();
    const refused = await does(made, "representative", input);
    expect(refused).toMatchObject({ error: { code: "invalid-input", issues: [{ path }] } });
    const events = await withScope(scopeOf(await actorOf(made, "representative")), (tx) => tx.event.count());
    expect(events).toBe(0);
  });

  test("more arranged than is in default, and the same default twice", async () => {
    const made = await priced();
    await does(made, "representative", cedarDefaults);
    expect(await does(made, "representative", cedarDefaults)).toMatchObject({ error: { code: "already-done" } });
    expect(await does(made, "issuer", { act: "arrange", name: "Dogwood", amount: "24000001" })).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "amount" }] },
    });
  });
});

describe("views", () => {
  test("a supposition changes nothing", async () => {
    const made = await priced();
    const issuer = await actorOf(made, "issuer");
    const suppose = {
      defaults: ["Cedar"],
      substitutes: [{ name: "Dogwood", amount: "5818181" }],
      companyRequires: true,
    };
    const view = await viewDefault(issuer, { closingId: made.closingId, suppose });
    expect(view.ok && view.value.outcome).toMatchObject({ result: "terminates", left: "18181819" });
    expect(view.ok && view.value.clocks).toHaveLength(3);
    const after = await viewDefault(issuer, { closingId: made.closingId });
    expect(after.ok && after.value.outcome?.result).toBe("no-default");
  });

  test("the timeline has the agreement’s clock, the depository’s, and what a move would do", async () => {
    const made = await priced();
    const asked = { closingId: made.closingId, moveDate: "2031-03-18", moveTime: "10:00" };
    const view = await viewTimeline(await actorOf(made, "issuer"), asked);
    if (!view.ok) throw new Error(JSON.stringify(view.error));
    expect(view.value.clocks.map(({ source, says }) => [source, says])).toEqual([
      ["agreement", "by Sun 9 Mar 2031, 10:00 EDT"],
      ["closing", "by Tue 11 Mar 2031, 10:00 EDT"],
      ["depository", "by Tue 11 Mar 2031, 13:15 EDT"],
    ]);
    expect(view.value.clocks[0]?.practical).toContain("Fri 7 Mar 2031");
    expect(view.value.move?.moved.map(({ says }) => says)).toEqual(Array(3).fill("7 days later"));
  });

  test("with nothing entered, every page says what is missing and none fails", async () => {
    const made = await anOffering();
    const actor = await actorOf(made, "representative");
    const settlement = await viewSettlement(actor, { closingId: made.closingId });
    expect(settlement.ok && settlement.value.gaps.map(({ field }) => field)).toEqual(["Schedule II", "Schedule I"]);
    const timeline = await viewTimeline(actor, { closingId: made.closingId });
    expect(timeline.ok && timeline.value.missing).toHaveLength(2);
    const standing = await viewDefault(actor, { closingId: made.closingId });
    expect(standing.ok && standing.value.missing).toHaveLength(3);
  });

  test("fees and accounts are left out of the terms for those to whom the settlement is not shown", async () => {
    const made = await priced();
    const account = {
      beneficiary: "Example Corp.",
      bank: "First Harbor",
      routingNumber: "",
      accountNumber: "4455",
      reference: "",
    };
    await withScope(scopeOf(await actorOf(made, "counsel")), (tx) =>
      tx.closing.update({ where: { id: made.closingId }, data: { terms: closingTerms.parse({ account }) } }),
    );
    const accountSeen = async (actor: Actor) => {
      const setup = await viewSetup(actor);
      return setup.ok && setup.value.closings[0]?.terms.account?.accountNumber;
    };
    const issuer = await actorOf(made, "issuer");
    expect(await accountSeen(issuer)).toBe("4455");
    expect(await accountSeen({ ...issuer, role: "accountants", side: "accountants" })).toBeUndefined();
    const refused = await viewSettlement(
      { ...issuer, role: "trustee", side: "trustee" },
      { closingId: made.closingId },
    );
    expect(refused).toMatchObject({ error: { code: "forbidden" } });
  });

  test("the sheet as a file, and its price on another day", async () => {
    const made = await priced();
    const issuer = await actorOf(made, "issuer");
    const file = await settlementFile(issuer, { closingId: made.closingId, format: "xlsx" });
    expect(file.ok && file.value.bytes.subarray(0, 2).toString()).toBe("PK");
    const later = await viewSettlement(issuer, { closingId: made.closingId, deliveredOn: "2031-03-18" });
    expect(later.ok && later.value.sheet?.total.accrued.value).toBe("184722.22");
  });
});

import { expect, test } from "vitest";
import type { Closing } from "@/lib/domain/closing";
import { conditionStates } from "@/lib/domain/closing";
import type { DeliverableId, PartyId, SignaturePageId } from "@/lib/domain/ids";
import type { SourceFacts } from "@/lib/exports/inspect-source";
import { anyClosing, anyCondition, anyDeliverable, anySignOff, anyVersion, delivery } from "@/lib/testing/build";
import { faultLine, preflight } from "./preflight";

const names = { role: (role: string) => role, person: () => "Ruth Okafor", moment: (at: Date) => at.toISOString() };
const sha256 = "a".repeat(64);
const readable: SourceFacts = {
  state: "readable",
  pages: 3,
  signed: false,
  ownerPassword: false,
  recovered: false,
  pagesWithoutText: [],
};

function check(closing: Closing, facts: SourceFacts = readable, pages = 3) {
  return preflight({
    closing,
    states: conditionStates(closing, delivery),
    names,
    partyName: () => "Ashgrove Water, Inc.",
    pricedOn: "2004-03-04",
    pagesTaken: new Map([[sha256, pages]]),
    facts: new Map([[sha256, facts]]),
  });
}

const codes = (closing: Closing, facts?: SourceFacts, pages?: number) =>
  check(closing, facts, pages).map(({ code }) => code);

const signed = [anySignOff(), anySignOff({ id: "s2" as never, basis: "judgment", role: "representative" })];
const closed = [
  { step: "closed" as const, ground: null, text: null, by: "p1" as never, at: delivery, clock: delivery },
];
const good = anyClosing({ steps: closed, conditions: [anyCondition({ signOffs: signed })] });
const withVersion = (
  version: Parameters<typeof anyVersion>[0],
  dated: "time-of-delivery" | "pricing-date" | null = "time-of-delivery",
) =>
  anyClosing({
    steps: closed,
    conditions: [
      anyCondition({ signOffs: signed, deliverables: [anyDeliverable({ dated, versions: [anyVersion(version)] })] }),
    ],
  });

test("a closing with everything in order has nothing to work off", () => {
  expect(check(good)).toEqual([]);
});

test("before the closing is declared, that is said", () => {
  expect(codes({ ...good, steps: [] })).toEqual(["not-closed"]);
});

test.each<[string, Closing]>([
  [
    "missing",
    anyClosing({ steps: closed, conditions: [anyCondition({ deliverables: [anyDeliverable({ versions: [] })] })] }),
  ],
  ["missing", withVersion({ sharedAt: null })],
  ["unsigned", withVersion({ stage: "execution" })],
  ["undated", withVersion({ datedOn: null })],
  ["dated-otherwise", withVersion({ datedOn: "2004-03-08" })],
  ["dated-otherwise", withVersion({ datedOn: "2004-03-09" }, "pricing-date")],
  ["not-a-pdf", withVersion({ mediaType: "image/png" })],
])("%s is found", (code, closing) => {
  expect(codes(closing)).toContain(code);
});

test("a document of which the agreement asks no date needs none", () => {
  expect(codes(withVersion({ datedOn: null }, null))).toEqual([]);
});

test("nothing is missing where the condition is waived", () => {
  const waiver = {
    id: "w1" as never,
    text: "Waived.",
    scope: "7(c)",
    instrument: null,
    by: "p1" as never,
    at: delivery,
    withdrawnAt: null,
  };
  const condition = anyCondition({ waivers: [waiver], deliverables: [anyDeliverable({ versions: [] })] });
  expect(codes(anyClosing({ steps: closed, conditions: [condition] }))).toEqual([]);
});

test("a document replaced after it was signed off is named as superseded, with the remedy", () => {
  const versions = [anyVersion(), anyVersion({ id: "v2" as never, number: 2, sha256: "b".repeat(64) })];
  const condition = anyCondition({ signOffs: signed, deliverables: [anyDeliverable({ versions })] });
  const [found] = check(anyClosing({ steps: closed, conditions: [condition] }));
  expect(found).toMatchObject({ code: "superseded", label: "7(c)", fault: true });
  expect(found?.remedy).toContain("signed off again");
});

test("a condition without its sign-offs is open, and says what comes next", () => {
  const [found] = check(anyClosing({ steps: closed, conditions: [anyCondition()] }));
  expect(found).toMatchObject({ code: "condition-open" });
  expect(found?.sentence).toContain("accept the form");
});

test("signature pages whose release nobody authorised are named with their signatory", () => {
  const page = {
    id: "g1" as SignaturePageId,
    partyId: "t1" as PartyId,
    document: "Indenture",
    signatory: "Nadia Ferreira",
    capacity: "Treasurer",
    steps: [{ step: "in-escrow" as const, by: "p1" as never, at: delivery }],
  };
  const [found] = check({ ...good, signaturePages: [page] });
  expect(found).toMatchObject({ code: "not-released", document: "Indenture" });
  expect(found?.sentence).toBe("The signature page of Nadia Ferreira (Ashgrove Water, Inc.) is in escrow.");
});

test.each<[string, SourceFacts, number?]>([
  ["lost", { state: "missing" }],
  ["encrypted", { state: "password" }],
  ["corrupt", { state: "unreadable" }],
  ["corrupt", { state: "html" }],
  ["recovered", { ...readable, recovered: true }],
  ["page-count-changed", readable, 4],
  ["no-text-layer", { ...readable, pagesWithoutText: [1, 2, 3] }],
  ["signature-voided", { ...readable, signed: true }],
])("a file is found to be %s", (code, facts, pages) => {
  expect(codes(good, facts, pages)).toEqual([code]);
});

test("what is only to be known asks for no reason, what is wrong does", () => {
  const [note] = check(good, { ...readable, pagesWithoutText: [2] });
  expect(note).toMatchObject({ fault: false, sentence: "Page 2 has no text that can be searched." });
  const [fault] = check(good, { state: "password" });
  expect(fault?.fault).toBe(true);
  expect(faultLine(fault!)).toBe("7(c), Opinion letter: The file opens only with a password.");
});

test("documents of one title are pointed out", () => {
  const second = anyDeliverable({ id: "d2" as DeliverableId, title: "OPINION LETTER" });
  const evidence = [...(signed[0]?.evidence ?? []), { deliverableId: "d2" as DeliverableId, sha256 }];
  const condition = anyCondition({
    signOffs: signed.map((made) => ({ ...made, evidence })),
    deliverables: [anyDeliverable(), second],
  });
  expect(codes(anyClosing({ steps: closed, conditions: [condition] }))).toEqual(["name-clash"]);
});

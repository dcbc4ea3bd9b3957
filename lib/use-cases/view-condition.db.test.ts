import { afterAll, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { ConditionId } from "@/lib/domain/ids";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { viewChecklist, viewPrintedChecklist } from "./view-checklist";
import { viewCondition } from "./view-condition";

afterAll(() => db.$disconnect());

type Made = Awaited<ReturnType<typeof anOffering>>;
type Person = keyof Made["people"];

const actorOf = async ({ offeringId, people }: Made, key: Person) =>
  withScope({ personId: people[key].personId, compartments: [] }, async (tx) => {
    const actor = await enterAs(tx, people[key].personId, offeringId);
    if (!actor) throw new Error("No member");
    return actor;
  });

/** An opinion on which underwriters' counsel, who keeps the list, commented once for its side and once for all. */
async function commented() {
  const offering = await anOffering({ conditions: [{ label: "7(c)" }] });
  const conditionId = offering.conditions[0]!.id as ConditionId;
  for (const shared of [false, true]) {
    const text = shared ? "For everyone." : "For our side.";
    const note = { act: "note", conditionId, text, shared } as ActInput;
    expect((await act(asking(offering, offering.people.counsel), note)).ok).toBe(true);
  }
  return { offering, conditionId };
}

const textsOf = (seen: Awaited<ReturnType<typeof viewCondition>>) =>
  seen.ok ? seen.value.notes.map(({ text }) => text) : seen.error;

test("through another part's eyes a condition shows what that part may see, and offers nothing", async () => {
  const { offering, conditionId } = await commented();
  const keeper = await actorOf(offering, "counsel");
  expect(textsOf(await viewCondition(keeper, { conditionId }))).toEqual(["For our side.", "For everyone."]);

  const seen = await viewCondition(keeper, { conditionId, as: "issuer" });
  expect(textsOf(seen)).toEqual(["For everyone."]);
  expect(seen.ok && seen.value.history.filter(({ type }) => type === "note.added")).toHaveLength(1);
  expect(seen.ok && seen.value.condition.notes).toBe(1);
  expect(seen.ok && seen.value.condition.may).toMatchObject({ signOff: [], note: false, assign: false });
});

test("only whoever keeps the list looks through other eyes", async () => {
  const { offering, conditionId } = await commented();
  const issuer = await actorOf(offering, "issuer");
  const refused = { ok: false, error: { code: "forbidden", action: "view-as" } };
  expect(await viewCondition(issuer, { conditionId, as: "representative" })).toMatchObject(refused);
  expect(await viewChecklist(issuer, { closingId: offering.closingId, as: "representative" })).toMatchObject(refused);
});

test("on paper stand the comments that all parties share, even for the side that made others", async () => {
  const { offering, conditionId } = await commented();
  const printed = await viewPrintedChecklist(await actorOf(offering, "counsel"), { closingId: offering.closingId });
  expect(printed.ok && printed.value.comments).toMatchObject([{ conditionId, text: "For everyone." }]);
});

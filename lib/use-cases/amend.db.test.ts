import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { type AmendRequest, amendInput } from "@/lib/contracts/amendment";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { amend } from "./amend";
import { viewList } from "./view-list";

afterAll(() => db.$disconnect());

const judged = (label: string) => ({
  label,
  kind: "other" as const,
  requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
  deliverables: 0,
});

type Made = Awaited<ReturnType<typeof anOffering>>;

const signed = (made: Made, place: number) =>
  act(asking(made, made.people.representative), {
    act: "sign-off",
    conditionId: made.conditions[place]!.id,
    basis: "judgment",
    evidence: [],
    requirement: 0,
    detail: {},
  });

async function linesOf(made: Made) {
  const actor = await withScope({ personId: made.people.counsel.personId, compartments: [] }, async (tx) =>
    enterAs(tx, made.people.counsel.personId, made.offeringId),
  );
  const list = actor && (await viewList(actor, { closingId: made.closingId }));
  if (!list?.ok) throw new Error("No list");
  return list.value.lines;
}

const source = { sha256: "d".repeat(64), name: "Amendment No. 1.htm" };
const kept = (made: Made, place: number, change: { label?: string; text?: string } = {}) => ({
  is: "kept" as const,
  conditionId: made.conditions[place]!.id as string,
  requirement: 0,
  label: change.label ?? made.conditions[place]!.label,
  text: change.text ?? null,
});
const fresh = {
  is: "new" as const,
  depth: 0,
  terms: {
    label: "7(b)",
    title: "Listing",
    text: "The shares are listed.",
    kind: "listing" as const,
    mode: "whole" as const,
    furnishedBy: ["issuer" as const],
    furnishedTo: [],
    requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
    windowHours: null,
    ratings: [],
    deliverables: [{ title: "Listing approval", dated: null }],
  },
};

const amending = (made: Made, change: Partial<AmendRequest>, who: { personId: string } = made.people.counsel) =>
  amend(
    asking(made, who as Made["people"]["counsel"]),
    amendInput.parse({ closingId: made.closingId, source, lines: [], removed: [], ...change }),
  );

const events = (made: Made) =>
  connected(administratorUrl, async (client) => {
    const asked = `SELECT type FROM "Event" WHERE "offeringId" = $1 ORDER BY "position"`;
    return (await client.query(asked, [made.offeringId])).rows.map(({ type }) => type as string);
  });

describe("taking an amendment over", () => {
  test("sign-offs on what changed go stale, all others stay; what is new comes in its place; the rest is renumbered", async () => {
    const made = await anOffering({ conditions: ["7(a)", "7(b)", "7(c)", "7(d)"].map(judged) });
    for (const place of [0, 1, 2]) expect((await signed(made, place)).ok).toBe(true);
    const lines = [
      kept(made, 0),
      fresh,
      kept(made, 1, { label: "7(c)", text: "Other words now." }),
      kept(made, 2, { label: "7(d)" }),
    ];
    const removed = [{ conditionId: made.conditions[3]!.id, requirement: 0 }];
    expect(await amending(made, { lines, removed })).toMatchObject({
      value: { changed: 1, added: 1, removed: 1, renumbered: 2 },
    });
    const after = await linesOf(made);
    expect(after.map(({ terms, status }) => [terms.label, status])).toEqual([
      ["7(a)", "satisfied"],
      ["7(b)", "open"],
      ["7(c)", "open"],
      ["7(d)", "satisfied"],
    ]);
    expect(after[2]?.terms.text).toBe("Other words now.");
    expect((await events(made)).slice(3)).toEqual([
      "condition.removed",
      "conditions.renumbered",
      "condition.edited",
      "condition.added",
      "conditions.reordered",
      "agreement.amended",
    ]);
  });

  test("the same request sent twice counts once", async () => {
    const made = await anOffering({ conditions: [judged("7(a)")] });
    const who = asking(made, made.people.counsel);
    const input = amendInput.parse({ closingId: made.closingId, source, lines: [kept(made, 0), fresh], removed: [] });
    const answers = await Promise.all([amend(who, input), amend(who, input)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(await linesOf(made)).toHaveLength(2);
  });

  test("all of it or none: what cannot be taken off keeps the whole amendment out", async () => {
    const made = await anOffering({ conditions: ["7(a)", "7(c)"].map(judged) });
    await signed(made, 1);
    const before = await events(made);
    const lines = [kept(made, 0, { text: "Other words now." })];
    const removed = [{ conditionId: made.conditions[1]!.id, requirement: 0 }];
    expect(await amending(made, { lines, removed })).toMatchObject({ error: { code: "terms-not-valid" } });
    expect((await linesOf(made))[0]?.terms.text).toBe("");
    expect(await events(made)).toEqual(before);
  });

  test("a list that changed under it, or a line left unnamed, is refused", async () => {
    const made = await anOffering({ conditions: ["7(a)", "7(c)"].map(judged) });
    expect(await amending(made, { lines: [kept(made, 0)] })).toMatchObject({ error: { code: "changed-meanwhile" } });
    const twice = [kept(made, 0), kept(made, 0), kept(made, 1)];
    expect(await amending(made, { lines: twice })).toMatchObject({ error: { code: "changed-meanwhile" } });
    const early = { ...kept(made, 0), requirement: 3 };
    expect(await amending(made, { lines: [early, kept(made, 1)] })).toMatchObject({
      error: { code: "requirement-changed" },
    });
  });

  test("it is for whoever keeps the list, and for nobody outside", async () => {
    const made = await anOffering({ conditions: [judged("7(a)")] });
    const other = await anOffering({ conditions: [judged("7(a)")] });
    const lines = [kept(made, 0), fresh];
    for (const who of ["representative", "issuer", "issuerCounsel"] as const) {
      expect(await amending(made, { lines }, made.people[who])).toMatchObject({ error: { code: "forbidden" } });
    }
    expect(await amending(made, { lines }, other.people.counsel)).toMatchObject({ error: { code: "not-found" } });
    expect(await amending(other, { lines, closingId: made.closingId })).toMatchObject({ error: { code: "not-found" } });
    const nowhere = { ...kept(made, 0), conditionId: randomUUID() };
    expect(await amending(made, { lines: [nowhere] })).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(await linesOf(made)).toHaveLength(1);
  });
});

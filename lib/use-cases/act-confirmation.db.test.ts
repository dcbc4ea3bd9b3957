import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { PartyId } from "@/lib/domain/ids";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";

afterAll(() => db.$disconnect());

type Made = Awaited<ReturnType<typeof anOffering>>;

const minutesAgo = (minutes: number) => ({ at: new Date(Date.now() - minutes * 60_000), with: "code" as const });
const waive = (offering: Made): ActInput => ({
  act: "waive",
  conditionId: offering.conditions[0]!.id,
  text: "We waive it.",
  scope: "This Time of Delivery",
  instrument: null,
});

const events = (offering: Made) =>
  withScope(
    {
      personId: offering.people.counsel.personId,
      compartments: [{ offeringId: offering.offeringId, compartment: "shared" }],
    },
    (tx) => tx.event.findMany({ where: { offeringId: offering.offeringId }, orderBy: { seq: "asc" } }),
  );

describe("an act that an open screen alone must not do", () => {
  test("a waiver asks for a confirmation, leaves nothing without one, and is done when repeated with one", async () => {
    const offering = await anOffering();
    const representative = asking(offering, offering.people.representative);
    for (const confirmed of [null, minutesAgo(11)]) {
      expect(await act({ ...representative, confirmed }, waive(offering))).toEqual({
        ok: false,
        error: { code: "step-up-required" },
      });
    }
    expect(await events(offering)).toEqual([]);

    const confirmed = minutesAgo(9);
    expect((await act({ ...representative, confirmed }, waive(offering))).ok).toBe(true);
    const [event] = await events(offering);
    expect(event?.payload).toMatchObject({ confirmed: { at: confirmed.at.toISOString(), with: "code" } });
  });

  test("whoever may not do it is told so, and never asked for a password", async () => {
    const offering = await anOffering();
    const counsel = { ...asking(offering, offering.people.counsel), confirmed: null };
    expect(await act(counsel, waive(offering))).toMatchObject({ error: { code: "forbidden" } });
  });

  test("so does the release of a signature page, but not its way into escrow", async () => {
    const offering = await anOffering();
    const { closingId, people } = offering;
    const partyId = people.issuer.partyId as PartyId;
    const page = await act(asking(offering, people.counsel), {
      act: "add-signature-page",
      closingId,
      partyId,
      document: "Cross-receipt",
      signatory: "Ann Other",
      capacity: "Treasurer",
    });
    if (!page.ok) throw new Error(page.error.code);
    const move = (step: "out" | "in-escrow" | "release-authorised") =>
      act(
        { ...asking(offering, people.issuer), confirmed: null },
        { act: "move-signature-page", closingId, signaturePageId: page.value.id as never, step },
      );
    expect((await move("out")).ok).toBe(true);
    expect((await move("in-escrow")).ok).toBe(true);
    expect(await move("release-authorised")).toMatchObject({ error: { code: "step-up-required" } });
  });

  test("and the closing, but neither the pre-closing nor the call", async () => {
    const judged = {
      label: "7(x)",
      kind: "other" as const,
      requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: false }],
      deliverables: 0,
    };
    const offering = await anOffering({ conditions: [judged] });
    const { closingId, people, conditions } = offering;
    const unconfirmed = () => ({ ...asking(offering, people.representative), confirmed: null });
    const signed = await act(unconfirmed(), {
      act: "sign-off",
      conditionId: conditions[0]!.id,
      basis: "judgment",
      evidence: [],
      requirement: 0,
      detail: {},
    });
    expect(signed.ok).toBe(true);
    expect((await act(unconfirmed(), { act: "pre-closing", closingId })).ok).toBe(true);
    expect((await act(unconfirmed(), { act: "start-call", closingId })).ok).toBe(true);
    expect(await act(unconfirmed(), { act: "close", closingId })).toMatchObject({
      error: { code: "step-up-required" },
    });
    const key = randomUUID();
    expect((await act(asking(offering, people.representative, key), { act: "close", closingId })).ok).toBe(true);
    const closed = await connected(administratorUrl, (client) =>
      client.query(`SELECT 1 FROM "ClosingStep" WHERE "closingId" = $1 AND "step" = 'closed'`, [closingId]),
    );
    expect(closed.rowCount).toBe(1);
  });
});

import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { ActInput } from "@/lib/contracts/acts";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import { enterAs } from "@/lib/db/actors";
import { db } from "@/lib/db/client";
import { withScope } from "@/lib/db/scope";
import type { ConditionId, DeliverableId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import { storeBytes } from "@/lib/files/store";
import { clockStep, PlainModel, type Who, type Wish } from "@/lib/testing/model/plain-model";
import { history, modelConditions, modelDelivery, modelStart } from "@/lib/testing/model/wishes";
import { anOffering, asking } from "@/lib/testing/offering";
import { act } from "./act";
import { checkOffering } from "./check-record";
import { deliverDocument } from "./deliver-document";
import { viewChecklist } from "./view-checklist";

afterAll(() => db.$disconnect());

const files = {
  a: await storeBytes(Buffer.from("The first text of this paper.\n")),
  b: await storeBytes(Buffer.from("The second text of this paper.\n")),
  c: await storeBytes(Buffer.from("The third text of this paper.\n")),
};

/** The program as its users have it, on a real database: use-cases in, the checklist out. */
class Program {
  private readonly seen = new Map<number, Pick<ConditionView, "evidence" | "requirement">>();
  private readonly order = new Map<number, string[]>();
  private delivery = modelDelivery;
  private view!: ChecklistView;

  private constructor(private readonly offering: Awaited<ReturnType<typeof anOffering>>) {}

  static async begin(): Promise<Program> {
    const conditions = modelConditions.map(({ furnishedBy, required, window, documents }, place) => ({
      label: `7(${place})`,
      kind: "other" as const,
      furnishedBy: furnishedBy as PartyRole[],
      requires: required as never,
      windowHours: window,
      deliverables: documents,
    }));
    const program = new Program(await anOffering({ rehearsal: true, conditions }));
    await program.ask("counsel", {
      act: "set-clock",
      closingId: program.closingId,
      shows: new Date(modelStart).toISOString(),
    });
    await program.refresh();
    for (const place of modelConditions.keys()) program.look(place);
    return program;
  }

  get closingId() {
    return this.offering.closingId;
  }

  get offeringId() {
    return this.offering.offeringId;
  }

  standings() {
    return this.view.conditions.map(({ status, stale, expired }) => ({
      state: status as string,
      lapsed: stale.length + expired.length > 0,
    }));
  }

  async grant(wish: Wish): Promise<boolean> {
    if (wish.want === "look") {
      this.look(wish.condition);
      return true;
    }
    if (wish.want === "deliver") return this.deliver(wish);
    const granted = await this.ask(wish.who, this.inputFor(wish));
    if (granted && wish.want === "postpone") this.delivery += wish.days * 86_400_000;
    if (granted) await this.refresh();
    return granted !== null;
  }

  private inputFor(wish: Exclude<Wish, { want: "look" | "deliver" }>): ActInput {
    const { closingId } = this;
    const view = "condition" in wish ? this.view.conditions[wish.condition] : undefined;
    const conditionId = view?.id as ConditionId;
    switch (wish.want) {
      case "sign": {
        const { evidence, requirement } = (wish.seen === "now" ? view : this.seen.get(wish.condition))!;
        return { act: "sign-off", conditionId, basis: wish.basis, evidence: [...evidence], requirement, detail: {} };
      }
      case "withdraw": {
        const actId = this.order.get(wish.condition)?.[wish.nth] ?? "00000000-0000-4000-8000-000000000000";
        return { act: "withdraw", conditionId, actId: actId as never, reason: "As a test." };
      }
      case "waive":
        return { act: "waive", conditionId, text: "x", scope: "x", instrument: null };
      case "mark":
        return { act: "mark", conditionId, mark: wish.as, reason: "x" };
      case "edit": {
        const spec = modelConditions[wish.condition]!;
        const { requirement, label, title, kind, mode, ratings, windowHours, deliverables } = view!;
        const terms = {
          ...{
            label,
            title,
            kind,
            mode,
            ratings: [...ratings],
            windowHours,
            text: `Changed ${requirement + 1} times.`,
          },
          furnishedBy: spec.furnishedBy as PartyRole[],
          furnishedTo: ["representative" as const],
          requires: spec.required as never,
          deliverables: deliverables.map(({ id, title, dated }) => ({ id, title, dated })),
        };
        return { act: "edit-condition", conditionId, requirement, terms };
      }
      case "clock": {
        const clock = new Date(this.view.head.clock).getTime();
        return { act: "set-clock", closingId, shows: new Date(clock + wish.steps * clockStep).toISOString() };
      }
      case "postpone": {
        const moment = new Date(this.delivery + wish.days * 86_400_000).toISOString();
        // The Time of Delivery is at 14:00 UTC, which is 10:00 in New York all through that March.
        return {
          act: "postpone",
          closingId,
          ground: "x",
          text: "",
          newLocalDate: moment.slice(0, 10),
          newLocalTime: "10:00",
        };
      }
      default:
        return { act: wish.want, closingId };
    }
  }

  private async deliver(wish: Extract<Wish, { want: "deliver" }>): Promise<boolean> {
    const deliverableId =
      this.offering.conditions[wish.condition]?.deliverables[0] ??
      ("00000000-0000-4000-8000-000000000000" as DeliverableId);
    const delivered = await deliverDocument(asking(this.offering, this.offering.people[wish.who]), {
      deliverableId,
      file: files[wish.bytes],
      fileName: "Paper.txt",
      stage: wish.executed ? "executed" : "draft",
      share: wish.share,
    });
    await this.refresh();
    return delivered.ok;
  }

  /** The id of what was done; null where it was refused. */
  private async ask(who: Who, input: ActInput): Promise<string | null> {
    const result = await act(asking(this.offering, this.offering.people[who]), input);
    if (!result.ok) return null;
    if ("conditionId" in input && ["sign-off", "waive", "mark"].includes(input.act)) {
      const place = this.view.conditions.findIndex(({ id }) => id === input.conditionId);
      this.order.set(place, [...(this.order.get(place) ?? []), result.value.id]);
    }
    return result.value.id;
  }

  private look(place: number) {
    this.seen.set(place, this.view.conditions[place]!);
  }

  private async refresh() {
    const { personId } = this.offering.people.representative;
    const actor = await withScope({ personId, compartments: [] }, (tx) => enterAs(tx, personId, this.offeringId));
    const view = await viewChecklist(actor!, { offeringId: this.offeringId, closingId: this.closingId } as never);
    if (!view.ok) throw new Error(JSON.stringify(view));
    this.view = view.value;
  }
}

test("random histories on the database lead where the plain rules lead, and leave a record that holds", async () => {
  let granted = 0;
  await fc.assert(
    fc.asyncProperty(history(50), async (wishes) => {
      const plain = new PlainModel(modelConditions, modelStart, modelDelivery);
      const program = await Program.begin();
      for (const [place, wish] of wishes.entries()) {
        const expected = plain.grant(wish);
        expect({ place, wish, granted: await program.grant(wish) }).toEqual({ place, wish, granted: expected });
        expect(program.standings()).toEqual(plain.standings());
        if (expected) granted++;
      }
      expect(await checkOffering(program.offeringId, { files: true })).toEqual([]);
    }),
    { numRuns: 16, seed: 11, endOnFailure: true },
  );
  console.log(`800 wishes on the database, ${granted} granted`);
  expect(granted).toBeGreaterThan(150);
});

import type { ActInput } from "@/lib/contracts/acts";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import type { ConditionId, DeliverableId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import type { anOffering } from "@/lib/testing/offering";
import { clockStep, type Who, type Wish } from "./plain-model";
import { modelConditions, modelDelivery, modelStart } from "./wishes";

type Made = Awaited<ReturnType<typeof anOffering>>;

/** How the program is spoken to: by its use-cases, or over HTTP. Each answers null where it is refused. */
export type Door = {
  act: (offering: Made, who: Who, input: ActInput) => Promise<{ id: string } | null>;
  deliver: (
    offering: Made,
    deliverableId: DeliverableId,
    wish: Extract<Wish, { want: "deliver" }>,
  ) => Promise<object | null>;
  look: (offering: Made) => Promise<ChecklistView>;
};

/** The conditions of the model as an offering has them. */
export const listedConditions = modelConditions.map(({ furnishedBy, required, window, documents }, place) => ({
  label: `7(${place})`,
  kind: "other" as const,
  furnishedBy: furnishedBy as PartyRole[],
  requires: required as never,
  windowHours: window,
  deliverables: documents,
}));

/** The program as its users have it, on a real database: use-cases in, the checklist out. */
export class Program {
  private readonly seen = new Map<number, Pick<ConditionView, "evidence" | "requirement">>();
  private readonly order = new Map<number, string[]>();
  private delivery = modelDelivery;
  private view!: ChecklistView;

  private constructor(
    private readonly offering: Made,
    private readonly door: Door,
  ) {}

  /** Begins in an offering that has the conditions of the model and is a rehearsal. */
  static async begin(offering: Made, door: Door): Promise<Program> {
    const program = new Program(offering, door);
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
    const delivered = await this.door.deliver(this.offering, deliverableId, wish);
    await this.refresh();
    return delivered !== null;
  }

  /** The id of what was done; null where it was refused. */
  private async ask(who: Who, input: ActInput): Promise<string | null> {
    const done = await this.door.act(this.offering, who, input);
    if (!done) return null;
    if ("conditionId" in input && ["sign-off", "waive", "mark"].includes(input.act)) {
      const place = this.view.conditions.findIndex(({ id }) => id === input.conditionId);
      this.order.set(place, [...(this.order.get(place) ?? []), done.id]);
    }
    return done.id;
  }

  private look(place: number) {
    this.seen.set(place, this.view.conditions[place]!);
  }

  private async refresh() {
    this.view = await this.door.look(this.offering);
  }
}

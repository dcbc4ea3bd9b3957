// The rules of a Time of Delivery once more, written from docs and agreement apart from lib/domain, as plainly as can be: what
// a history of wishes leads to. It imports nothing of the program, so that a fault there is not repeated here.

export type Who = "representative" | "counsel" | "issuer" | "issuerCounsel";

/** What somebody wants; conditions are named by their place on the list. */
export type Wish =
  | { want: "look"; condition: number }
  | { want: "deliver"; who: Who; condition: number; bytes: "a" | "b" | "c"; executed: boolean; share: boolean }
  | {
      want: "sign";
      who: Who;
      condition: number;
      basis: "received" | "form" | "fact" | "judgment";
      seen: "now" | "before";
    }
  | { want: "withdraw"; who: Who; condition: number; nth: number }
  | { want: "waive"; who: Who; condition: number }
  | { want: "mark"; who: Who; condition: number; as: "not-applicable" | "failed" }
  | { want: "edit"; who: Who; condition: number }
  | { want: "clock"; who: Who; steps: number }
  | { want: "postpone"; who: Who; days: number }
  | { want: "pre-closing" | "start-call" | "close"; who: Who };

type Required = { basis: string; role: string; sameDay: boolean };

export type PlainCondition = {
  furnishedBy: readonly string[];
  required: readonly Required[];
  window: number | null;
  documents: number;
};

type Given = {
  kind: "sign-off" | "waiver" | "mark";
  basis: string;
  role: string;
  by: Who;
  evidence: string;
  requirement: number;
  clock: number;
  mark?: "not-applicable" | "failed";
  withdrawn: boolean;
};

type Kept = {
  spec: PlainCondition;
  /** The version in force: its bytes and whether it is executed; null while none was shared. */
  inForce: { bytes: string; executed: boolean } | null;
  requirement: number;
  given: Given[];
  seen: { evidence: string; requirement: number };
};

export type Standing = { state: string; lapsed: boolean };

const hour = 3_600_000;
/** The clock moves by fifty minutes, so that with windows of whole hours no act falls within minutes of an edge. */
export const clockStep = 3_000_000;
const roles: Record<Who, string> = {
  representative: "representative",
  counsel: "underwriters_counsel",
  issuer: "issuer",
  issuerCounsel: "issuer_counsel",
};
const withAuthority: readonly Who[] = ["representative", "issuer", "issuerCounsel"];

/** One closing of a few conditions, each with at most one document, lived through wish by wish. */
export class PlainModel {
  private readonly conditions: Kept[];
  private stage: "preparing" | "pre-closing" | "call" | "closed" | "postponed" = "preparing";

  /** Moments in milliseconds of the closing's own clock. */
  constructor(
    specs: readonly PlainCondition[],
    private clock: number,
    private delivery: number,
  ) {
    this.conditions = specs.map((spec) => ({
      spec,
      inForce: null,
      requirement: 0,
      given: [],
      seen: { evidence: "", requirement: 0 },
    }));
  }

  /** Whether the wish is granted; the model then stands as it does after it. */
  grant(wish: Wish): boolean {
    const before = JSON.stringify(this.conditions) + this.stage + this.clock + this.delivery;
    const granted = this.tryTo(wish);
    const after = JSON.stringify(this.conditions) + this.stage + this.clock + this.delivery;
    if (!granted && before !== after) throw new Error("The model changed by what it refused");
    return granted;
  }

  standings(): Standing[] {
    return this.conditions.map((condition) => this.standing(condition));
  }

  isClosed(): boolean {
    return this.stage === "closed";
  }

  private tryTo(wish: Wish): boolean {
    if (wish.want === "look") {
      const condition = this.at(wish.condition);
      condition.seen = { evidence: evidenceOf(condition), requirement: condition.requirement };
      return true;
    }
    const { who } = wish;
    const binds = withAuthority.includes(who);
    const decides = who === "representative" && binds;
    const keeps = who === "counsel";
    if (this.stage === "closed") return false;
    switch (wish.want) {
      case "deliver": {
        const condition = this.at(wish.condition);
        const { furnishedBy, documents } = condition.spec;
        const ofItsSide =
          (who === "counsel" &&
            furnishedBy.some((role) => role.startsWith("underwriters") || role === "representative")) ||
          (who === "issuerCounsel" && furnishedBy.some((role) => role.startsWith("issuer")));
        const may = furnishedBy.length > 0 && (keeps || furnishedBy.includes(roles[who]) || ofItsSide);
        if (!may || documents === 0 || this.isSetAside(condition)) return false;
        if (wish.share) condition.inForce = { bytes: wish.bytes, executed: wish.executed };
        return true;
      }
      case "sign": {
        const condition = this.at(wish.condition);
        const { basis } = wish;
        const named = (...among: string[]) =>
          condition.spec.required.some((r) => r.role === roles[who] && among.includes(r.basis));
        const may =
          basis === "received"
            ? named("received", "form", "judgment")
            : named(basis) && (basis !== "judgment" || binds);
        if (!may || this.isSetAside(condition)) return false;
        const evidence = evidenceOf(condition);
        if (
          wish.seen === "before" &&
          (condition.seen.evidence !== evidence || condition.seen.requirement !== condition.requirement)
        )
          return false;
        // Form is judged on any version that was shared; all else wants the executed paper.
        if (condition.spec.documents > 0 && (basis === "form" ? !condition.inForce : !condition.inForce?.executed))
          return false;
        const sameDay = condition.spec.required.some((r) => r.basis === basis && r.role === roles[who] && r.sameDay);
        if (sameDay && this.clock < this.opens(condition)) return false;
        const holds = condition.given.some(
          (g) => g.kind === "sign-off" && g.basis === basis && g.by === who && this.isLive(condition, g, false),
        );
        if (!sameDay && holds) return false;
        const { requirement } = condition;
        condition.given.push({
          ...{ kind: "sign-off", basis, role: roles[who], by: who, evidence, requirement },
          ...{ clock: this.clock, withdrawn: false },
        });
        return true;
      }
      case "withdraw": {
        const condition = this.at(wish.condition);
        const made = condition.given[wish.nth];
        if (!made || made.withdrawn || made.by !== who) return false;
        made.withdrawn = true;
        return true;
      }
      case "waive": {
        const condition = this.at(wish.condition);
        const set = this.setAsideAs(condition);
        if (!decides || (set !== null && set !== "failed")) return false;
        condition.given.push(this.instrument(condition, "waiver", who));
        return true;
      }
      case "mark": {
        const condition = this.at(wish.condition);
        if (!decides || this.isSetAside(condition)) return false;
        condition.given.push({ ...this.instrument(condition, "mark", who), mark: wish.as });
        return true;
      }
      case "edit": {
        const condition = this.at(wish.condition);
        if (!keeps || this.isSetAside(condition)) return false;
        condition.requirement++;
        return true;
      }
      case "clock":
        if (!keeps) return false;
        this.clock += wish.steps * clockStep;
        return true;
      case "postpone": {
        const moment = this.delivery + wish.days * 24 * hour;
        if (!decides || moment <= Math.max(this.clock, this.delivery)) return false;
        this.delivery = moment;
        this.stage = "postponed";
        return true;
      }
      case "pre-closing":
        if (!(keeps || decides) || !["preparing", "postponed"].includes(this.stage)) return false;
        this.stage = "pre-closing";
        return true;
      case "start-call":
        if (!(keeps || decides) || this.stage !== "pre-closing") return false;
        this.stage = "call";
        return true;
      case "close": {
        const ready = this.standings().every(
          ({ state, lapsed }) => !lapsed && ["satisfied", "waived", "not-applicable"].includes(state),
        );
        if (!decides || this.stage !== "call" || !ready) return false;
        this.stage = "closed";
        return true;
      }
    }
  }

  private at(place: number): Kept {
    const condition = this.conditions[place];
    if (!condition) throw new Error(`No condition ${place}`);
    return condition;
  }

  private instrument(condition: Kept, kind: "waiver" | "mark", by: Who): Given {
    const { requirement } = condition;
    return { kind, basis: "", role: roles[by], by, evidence: "", requirement, clock: this.clock, withdrawn: false };
  }

  /** By instrument: a waiver goes before a mark. */
  private setAsideAs({ given }: Kept): "waived" | "not-applicable" | "failed" | null {
    if (given.some((g) => g.kind === "waiver" && !g.withdrawn)) return "waived";
    return given.findLast((g) => g.kind === "mark" && !g.withdrawn)?.mark ?? null;
  }

  private isSetAside(condition: Kept): boolean {
    return this.setAsideAs(condition) !== null;
  }

  private opens({ spec }: Kept): number {
    return this.delivery - (spec.window ?? 0) * hour;
  }

  /** A sign-off holds on the same bytes, for the same requirement and, where it is bound to the day, within its window. */
  private isLive(condition: Kept, given: Given, sameDay: boolean): boolean {
    if (given.withdrawn || given.requirement !== condition.requirement) return false;
    if (condition.inForce && given.evidence !== evidenceOf(condition)) return false;
    if (!sameDay || condition.spec.window === null) return true;
    return given.clock >= this.opens(condition) && this.clock <= given.clock + condition.spec.window * hour;
  }

  private standing(condition: Kept): Standing {
    const set = this.setAsideAs(condition);
    if (set) return { state: set, lapsed: false };
    const slots = condition.spec.required.map((required) => {
      const given = condition.given.filter(
        (g) => g.kind === "sign-off" && g.basis === required.basis && g.role === required.role && !g.withdrawn,
      );
      const holds = given.some((g) => this.isLive(condition, g, required.sameDay));
      return { ...required, holds, lapsed: !holds && given.length > 0 };
    });
    const lapsed = slots.some((slot) => slot.lapsed);
    const all = (basis: string) => slots.filter((slot) => slot.basis === basis).every((slot) => slot.holds);
    const paper = condition.spec.documents === 0 || condition.inForce?.executed === true;
    if (!paper || !all("fact") || !all("received")) return { state: "open", lapsed };
    if (slots.length > 0 && slots.every((slot) => slot.holds)) return { state: "satisfied", lapsed };
    if (slots.some((slot) => slot.basis === "form") && all("form")) return { state: "form-accepted", lapsed };
    const something =
      condition.spec.documents > 0 || slots.some((slot) => slot.basis === "fact" || slot.basis === "received");
    return { state: something ? "delivered" : "open", lapsed };
  }
}

const evidenceOf = ({ inForce }: Kept) => inForce?.bytes ?? "";

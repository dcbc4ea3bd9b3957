import type { Actor } from "@/lib/domain/actor";
import type { Basis, Condition } from "@/lib/domain/condition";
import { err, ok, type Result } from "@/lib/domain/result";
import { type Compartment, counselRoles, type PartyRole, type Side, usualSide } from "@/lib/domain/role";

/** Everything that a person can want to do in an offering. Every page, route, download and export asks here. */
export const actions = [
  "offering.read",
  "document.deliver",
  "document.read",
  "document.share",
  "condition.sign-off",
  "condition.waive",
  "condition.mark",
  "act.withdraw",
  "note.add",
  "note.read",
  "condition.assign",
  "list.edit",
  "terms.edit",
  "party.add",
  "member.invite",
  "member.end",
  "signature-page.edit",
  "signature-page.move",
  "signature-page.authorise",
  "closing.step",
  "closing.close",
  "closing.postpone",
  "closing.terminate",
  "closing.set-clock",
  "settlement.read",
  "default.record",
  "default.arrange",
  "default.require",
  "closing-set.export",
  "distribution.edit",
  "distribution.send",
  "log.read",
  "view-as",
] as const;

export type Action = (typeof actions)[number];

/** What the act is about, as far as the decision needs it. */
export type Thing = {
  condition?: Pick<Condition, "furnishedBy" | "requires">;
  basis?: Basis;
  /** Whose a version or note is; "shared" once it has crossed the wall. */
  compartment?: Compartment;
  /** The party whose signature page it is, or into which someone is invited. Of one to be added: whether its part has anyone yet who may bind it. */
  party?: { id: string; role: PartyRole; side: Side; hasAuthority: boolean };
};

export type Forbidden = { code: "forbidden"; action: Action };

declare const proof: unique symbol;

/** Proof that an actor may do one thing in one offering. Only `authorize` can make it, and every query asks for it. */
export type Grant<A extends Action = Action> = Readonly<Actor> & { readonly [proof]: A };

/** The one place that decides who may do what. Whether things stand so that it can be done is the domain's to say. */
export function authorize<A extends Action>(actor: Actor, action: A, thing: Thing = {}): Result<Grant<A>, Forbidden> {
  return rules[action](actor, thing) ? ok(actor as Grant<A>) : err({ code: "forbidden", action });
}

type Rule = (actor: Actor, thing: Thing) => boolean;

const anyMember: Rule = () => true;
const participant: Rule = (actor) => actor.role !== "observer";
const coordinator: Rule = (actor) => actor.coordinator;
/** A person who may bind a Representative: the only ones who waive, decide and declare. */
const boundRepresentative: Rule = (actor) => actor.role === "representative" && actor.authority;
const boundIssuer = (actor: Actor) => actor.role === "issuer" && actor.authority;
const isCounsel = (actor: Actor) => counselRoles.includes(actor.role);

const rules: Record<Action, Rule> = {
  "offering.read": anyMember,

  // The furnisher, counsel of the furnisher's side, or whoever keeps the list.
  "document.deliver": (actor, { condition }) =>
    condition !== undefined &&
    condition.furnishedBy.length > 0 &&
    participant(actor, {}) &&
    (actor.coordinator ||
      condition.furnishedBy.includes(actor.role) ||
      (isCounsel(actor) && condition.furnishedBy.some((role) => usualSide[role] === actor.side))),

  // A draft or note is read by the side that made it; by everyone once it is shared.
  "document.read": (actor, { compartment }) => compartment === "shared" || compartment === actor.side,
  "note.read": (actor, { compartment }) => compartment === "shared" || compartment === actor.side,
  "document.share": (actor, { compartment }) => participant(actor, {}) && compartment === actor.side,

  "condition.sign-off": (actor, { condition, basis }) =>
    condition !== undefined && basis !== undefined && maySignOff(actor, condition, basis),

  // Waiver, not applicable and failed are the Representatives' word, and theirs alone.
  "condition.waive": boundRepresentative,
  "condition.mark": boundRepresentative,
  // Whose act it was is the domain's question; an observer has made none.
  "act.withdraw": participant,

  "note.add": (actor, { compartment }) =>
    participant(actor, {}) && (compartment === "shared" || compartment === actor.side),
  "condition.assign": (actor) => actor.coordinator || (participant(actor, {}) && isCounsel(actor)),

  "list.edit": coordinator,
  "terms.edit": coordinator,

  // Who could add a Representative could waive and close by it: once there is one, they say who joins them.
  "party.add": (actor, { party }) =>
    party !== undefined &&
    (party.role === "representative" && party.hasAuthority ? boundRepresentative(actor, {}) : actor.coordinator),

  // The list keeper brings in the first person of a party; from then on that party's own people with authority do.
  "member.invite": (actor, { party }) =>
    party !== undefined && (party.hasAuthority ? actor.authority && actor.partyId === party.id : mayOpen(actor, party)),
  "member.end": (actor, { party }) =>
    party !== undefined && (party.hasAuthority ? actor.authority && actor.partyId === party.id : actor.coordinator),

  "signature-page.edit": coordinator,
  // A page goes out and comes into escrow through the list keeper, counsel of its side, or its party.
  "signature-page.move": (actor, { party }) =>
    party !== undefined &&
    participant(actor, {}) &&
    (actor.coordinator || actor.partyId === party.id || (isCounsel(actor) && actor.side === party.side)),
  // Only the party itself, by someone who may bind it, authorises the release of its page.
  "signature-page.authorise": (actor, { party }) =>
    party !== undefined && actor.authority && actor.partyId === party.id,

  "closing.step": (actor) => actor.coordinator || boundRepresentative(actor, {}),
  "closing.close": boundRepresentative,
  "closing.postpone": boundRepresentative,
  "closing.terminate": boundRepresentative,
  "closing.set-clock": coordinator,

  // The money and the wires are between the underwriters and the issuer.
  "settlement.read": (actor) => actor.side === "underwriters" || actor.side === "issuer",
  "default.record": boundRepresentative,
  // The Representatives first, then the Company, arrange for others to purchase.
  "default.arrange": (actor) => boundRepresentative(actor, {}) || boundIssuer(actor),
  // Whether the other underwriters must take up the rest is the Company's to say.
  "default.require": (actor) => boundIssuer(actor),

  "closing-set.export": participant,
  // Who gets which tabs, and by which link, is with whoever keeps the index.
  "distribution.edit": coordinator,
  "distribution.send": coordinator,
  "log.read": anyMember,
  "view-as": coordinator,
};

/**
 * A sign-off is taken only from a role that the condition names for that basis; judgment only from a person with
 * authority. "Received" may be recorded by anyone who reviews or decides.
 */
function maySignOff(actor: Actor, { requires }: Pick<Condition, "requires">, basis: Basis): boolean {
  const named = (...among: Basis[]) => requires.some((r) => r.role === actor.role && among.includes(r.basis));
  if (basis === "received") return named("received", "form", "judgment");
  if (basis === "judgment") return named("judgment") && actor.authority;
  return named(basis);
}

const mayOpen: (actor: Actor, party: { id: string }) => boolean = (actor, party) =>
  actor.coordinator || (actor.authority && actor.partyId === party.id);

/** The compartments whose rows a person may read. */
export const compartmentsOf = ({ side }: Pick<Actor, "side">): Compartment[] => ["shared", side];

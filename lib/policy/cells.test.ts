import { expect, test } from "vitest";
import type { Actor } from "@/lib/domain/actor";
import type { PersonId } from "@/lib/domain/ids";
import { type Compartment, type PartyRole, partyRoles, type Side } from "@/lib/domain/role";
import { decideWithdrawal } from "@/lib/domain/settling";
import { anyActor, anyClosing, anyCondition, anySignOff } from "@/lib/testing/build";
import {
  type CellAction,
  cellActions,
  closingStates,
  expected,
  type Member,
  members,
  notOffered,
  principals,
  rules,
  standing,
  standsAs,
  type VersionState,
  versionStates,
} from "./cells.table";
import { type Action, actions, authorize, type Thing } from "./policy";

/** Nobody who is not of the offering has a standing in it, and so nothing to show the policy. */
function actorOf(who: string): Actor | null {
  const found = standing[who as Member];
  if (!found) return null;
  const { role, authority, coordinator, side } = found;
  return anyActor(role as PartyRole, { authority, coordinator, side, personId: who as PersonId });
}

const otherSide = (side: Side): Side => (side === "issuer" ? "underwriters" : "issuer");

/** The compartment of the version, as its reader stands to it; undefined where there is none to read. */
function compartmentOf(actor: Actor, version: VersionState): Compartment | undefined {
  if (version === "quarantined") return undefined;
  if (version === "released" || version === "superseded") return "shared";
  return version.endsWith("own side") ? actor.side : otherSide(actor.side);
}

const condition = anyCondition({ furnishedBy: ["issuer_counsel"] });
const issuer = { id: "party of issuer", role: "issuer", side: "issuer", hasAuthority: true } as const;

/** The policy's action for each that is offered, and the thing that it is about. */
const asked: Record<keyof typeof rules, (actor: Actor, version: VersionState) => [Action, Thing?] | null> = {
  list: () => ["offering.read"],
  view: (actor, version) => reads("document.read", actor, version),
  preview: (actor, version) => reads("document.read", actor, version),
  download: (actor, version) => reads("document.read", actor, version),
  upload: () => ["document.deliver", { condition }],
  replace: () => ["document.deliver", { condition }],
  release: (actor, version) => {
    const compartment = compartmentOf(actor, version);
    // A version keeps the compartment of its side when it is shared.
    return compartment
      ? ["document.share", { compartment: compartment === "shared" ? actor.side : compartment }]
      : null;
  },
  "put in escrow": (actor, version) => page(actor, version),
  "take out of escrow": (actor, version) => page(actor, version),
  comment: (actor) => ["note.add", { compartment: actor.side }],
  "read comments": (actor, version) => reads("note.read", actor, version),
  sign: () => ["condition.sign-off", { condition, basis: "judgment" }],
  withdraw: () => ["act.withdraw"],
  waive: () => ["condition.waive", { condition }],
  "withdraw waiver": () => ["act.withdraw"],
  "mark not applicable": () => ["condition.mark", { condition }],
  "add condition": () => ["list.edit"],
  "edit condition": () => ["list.edit"],
  "remove condition": () => ["list.edit"],
  "reorder conditions": () => ["list.edit"],
  "set signers": () => ["list.edit"],
  "set documents": () => ["list.edit"],
  "set time of delivery": () => ["terms.edit"],
  postpone: () => ["closing.postpone"],
  "declare ready": () => ["closing.step"],
  "declare closing": () => ["closing.close"],
  terminate: () => ["closing.terminate"],
  invite: () => ["member.invite", { party: issuer }],
  remove: () => ["member.end", { party: issuer }],
  "set Representative": () => ["party.add", { party: { ...issuer, role: "representative", side: "underwriters" } }],
  "view members": () => ["offering.read"],
  notifications: () => ["offering.read"],
  stream: () => ["offering.read"],
  "export pdf": () => ["closing-set.export"],
  "export zip": () => ["closing-set.export"],
  "export xlsx": () => ["offering.read"],
  "export csv": () => ["offering.read"],
  "read log": () => ["log.read"],
  "end another’s session": () => null,
};

function reads(action: Action, actor: Actor, version: VersionState): [Action, Thing] | null {
  const compartment = compartmentOf(actor, version);
  return compartment ? [action, { compartment }] : null;
}

function page(actor: Actor, version: VersionState): [Action, Thing] {
  const other = otherSide(actor.side);
  const party = version.endsWith("another side")
    ? { id: "someone else’s", role: other === "issuer" ? "issuer" : "representative", side: other, hasAuthority: true }
    : { id: actor.partyId, role: actor.role, side: actor.side, hasAuthority: true };
  return ["signature-page.move", { party: party as Thing["party"] & object }];
}

/** Whose act it was is the domain's question, where everything is not over yet. */
function isTheirs(actor: Actor, closing: string): boolean {
  const made = anySignOff({ basis: "judgment", by: "Representative with authority" as PersonId });
  const wish = { actId: made.id, reason: "As a test.", partyOfMaker: "party of the maker" };
  const situation = { condition: anyCondition({ signOffs: [made] }), closing: anyClosing() };
  const decided = decideWithdrawal(situation, actor, wish);
  return decided.ok || closing === "closed" || closing === "terminated";
}

function isLetThrough(who: string, action: CellAction, version: VersionState, closing: string): boolean {
  const actor = actorOf(who);
  if (!actor || action in notOffered) return false;
  const wish = asked[action as keyof typeof rules](actor, version);
  if (!wish || !authorize(actor, ...wish).ok) return false;
  return wish[0] === "act.withdraw" ? isTheirs(actor, closing) : true;
}

test("the axes are those of the table: 19 principals, 45 actions, 28 states", () => {
  expect([principals.length, cellActions.length, versionStates.length * closingStates.length]).toEqual([19, 45, 28]);
  for (const rule of Object.values(rules)) {
    expect(rule.who).toMatch(/^[y-]{11}$/);
    expect(rule.when).toMatch(/^[+x]{4}$/);
  }
});

test("a new part has its place in the table, and so has a new action of the policy", () => {
  const parts = [...members.map((who) => standing[who].role), ...Object.keys(standsAs)];
  expect([...new Set(parts)].sort()).toEqual([...partyRoles].sort());
  // These have rows in policy.table.ts, and no cell of their own among the forty-five.
  const elsewhere: Action[] = [
    ...([
      "condition.assign",
      "signature-page.edit",
      "signature-page.authorise",
      "closing.set-clock",
      "view-as",
    ] as const),
    ...(["settlement.read", "default.record", "default.arrange", "default.require"] as const),
    ...(["distribution.edit", "distribution.send"] as const),
  ];
  const keeper = actorOf("list keeper") as Actor;
  const inCells = Object.values(asked).map((ask) => ask(keeper, "released")?.[0]);
  const known = new Set([...inCells, ...elsewhere].filter((action) => action !== undefined));
  expect([...known].sort()).toEqual([...actions].sort());
});

test("the policy lets through whom the table lets through, in every cell", () => {
  const wrong: string[] = [];
  const outcomes: Record<string, number> = {};
  let cells = 0;
  for (const who of principals)
    for (const action of cellActions)
      for (const version of versionStates)
        for (const closing of closingStates) {
          cells++;
          const outcome = expected(who, action, version, closing);
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          const may = outcome === "done" || outcome === "not now";
          // What was refused at the door has no compartment to share from; it is not there.
          if (isLetThrough(who, action, version, closing) !== may)
            wrong.push(`${who}, ${action}, ${version}, ${closing}: the table says ${outcome}`);
        }
  expect(wrong.slice(0, 20)).toEqual([]);
  console.log(`Permission cells, pure: ${cells} ${JSON.stringify(outcomes)}`);
  expect(cells).toBeGreaterThanOrEqual(23_940);
});

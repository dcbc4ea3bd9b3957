import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/actor";
import { bases } from "@/lib/domain/condition";
import type { PartyId } from "@/lib/domain/ids";
import { conditionKinds } from "@/lib/domain/kind";
import { kindDefaults } from "@/lib/domain/kind-defaults";
import { type Compartment, type PartyRole, partyRoles, sides, usualSide } from "@/lib/domain/role";
import { anyActor } from "@/lib/testing/build";
import { type Action, actions, authorize, compartmentsOf, type Thing } from "./policy";
import { byKind, byPerson, type Principal, principals, sidesOf } from "./policy.table";

function actorFor(principal: Principal): Actor {
  const [, role, mark, star] = principal.match(/^(.+?)([+-])(\*?)$/) ?? [];
  return anyActor(role as PartyRole, { authority: mark === "+", coordinator: star === "*" });
}

const allowed = (action: Action, thing?: Thing) =>
  principals.filter((principal) => authorize(actorFor(principal), action, thing).ok);

test("the table knows every part that there is", () => {
  expect([...new Set(principals.map((principal) => principal.replace(/[+\-*]+$/, "")))].sort()).toEqual(
    [...partyRoles].sort(),
  );
});

test("every action has rows: by person, by kind, by wall or by party", () => {
  const elsewhere: Action[] = [
    "document.deliver",
    "document.read",
    "document.share",
    "condition.sign-off",
    "note.add",
    "note.read",
    "party.add",
    "member.invite",
    "member.end",
    "signature-page.move",
    "signature-page.authorise",
  ];
  expect([...Object.keys(byPerson), ...elsewhere].sort()).toEqual([...actions].sort());
});

describe("acts that depend on the person", () => {
  test.each(Object.keys(byPerson) as Action[])("%s", (action) => {
    expect(allowed(action)).toEqual(byPerson[action]);
  });
});

describe.each(conditionKinds)("a condition of kind %s", (kind) => {
  const condition = kindDefaults(kind);

  test("is delivered by", () => {
    expect(allowed("document.deliver", { condition })).toEqual(byKind[kind].deliver);
  });

  test.each(bases)("takes a sign-off on %s from", (basis) => {
    expect(allowed("condition.sign-off", { condition, basis })).toEqual(
      principals.filter((principal) => byKind[kind][basis].includes(principal)),
    );
  });
});

describe("the wall", () => {
  const compartments: Compartment[] = ["shared", ...sides];

  test.each(compartments)("what is of %s is read by", (compartment) => {
    const readers = compartment === "shared" ? [...principals] : sidesOf[compartment];
    expect(allowed("document.read", { compartment })).toEqual(readers);
    expect(allowed("note.read", { compartment })).toEqual(readers);
  });

  test.each(sides)("a draft of %s is shared by that side alone, and by no observer", (compartment) => {
    const sharers = sidesOf[compartment].filter((principal) => !principal.startsWith("observer"));
    expect(allowed("document.share", { compartment })).toEqual(sharers);
  });

  test("what is shared already is nobody’s to share again", () => {
    expect(allowed("document.share", { compartment: "shared" })).toEqual([]);
  });

  test.each(sides)("a note goes to one’s own side or to all, never into %s from outside", (compartment) => {
    const writers = sidesOf[compartment].filter((principal) => !principal.startsWith("observer"));
    expect(allowed("note.add", { compartment })).toEqual(writers);
  });

  test("a transaction sees the shared compartment and its own side’s", () => {
    for (const principal of principals) {
      const actor = actorFor(principal);
      expect(compartmentsOf(actor)).toEqual(["shared", usualSide[actor.role]]);
    }
  });
});

describe("a party’s own affairs", () => {
  const issuer = { id: "party of issuer" as PartyId, role: "issuer", side: "issuer" } as const;

  test("the list keeper, or the party’s own people with authority, bring in its first person", () => {
    const party = { ...issuer, hasAuthority: false };
    expect(allowed("member.invite", { party })).toEqual([
      "representative-*",
      "underwriters_counsel-*",
      "issuer+",
      "issuer-*",
    ]);
  });

  test("from then on only the party’s own people with authority do", () => {
    expect(allowed("member.invite", { party: { ...issuer, hasAuthority: true } })).toEqual(["issuer+"]);
    expect(allowed("member.end", { party: { ...issuer, hasAuthority: true } })).toEqual(["issuer+"]);
  });

  test("where nobody of a party has authority, the list keeper ends memberships in it", () => {
    expect(allowed("member.end", { party: { ...issuer, hasAuthority: false } })).toEqual([
      "representative-*",
      "underwriters_counsel-*",
      "issuer-*",
    ]);
  });

  test("the list keeper adds parties, but a further Representative only the Representatives", () => {
    const keepers = ["representative-*", "underwriters_counsel-*", "issuer-*"];
    expect(allowed("party.add", { party: { ...issuer, hasAuthority: true } })).toEqual(keepers);
    const representative = { ...issuer, role: "representative" as const };
    expect(allowed("party.add", { party: { ...representative, hasAuthority: false } })).toEqual(keepers);
    expect(allowed("party.add", { party: { ...representative, hasAuthority: true } })).toEqual(["representative+"]);
  });

  test("a signature page is moved by its party, counsel of its side or the list keeper, and released by the party alone", () => {
    const party = { ...issuer, hasAuthority: true };
    expect(allowed("signature-page.move", { party })).toEqual([
      "representative-*",
      "underwriters_counsel-*",
      "issuer+",
      "issuer-",
      "issuer-*",
      "issuer_counsel+",
      "issuer_general_counsel+",
    ]);
    expect(allowed("signature-page.authorise", { party })).toEqual(["issuer+"]);
  });
});

test("with nothing said about the thing, acts on a thing are refused", () => {
  for (const action of [
    "document.deliver",
    "condition.sign-off",
    "document.share",
    "party.add",
    "member.invite",
    "member.end",
    "signature-page.move",
    "signature-page.authorise",
  ] as const) {
    expect(allowed(action), action).toEqual([]);
  }
  const condition = kindDefaults("opinion");
  expect(allowed("condition.sign-off", { condition })).toEqual([]);
  expect(allowed("condition.sign-off", { basis: "judgment" })).toEqual([]);
});

test("a refusal says what was refused", () => {
  const observer = actorFor("observer-");
  expect(authorize(observer, "condition.waive")).toEqual({
    ok: false,
    error: { code: "forbidden", action: "condition.waive" },
  });
});

test("a note for all is written by everyone who takes part, and by no observer", () => {
  expect(allowed("note.add", { compartment: "shared" })).toEqual(
    principals.filter((principal) => !principal.startsWith("observer")),
  );
});

test("an observer moves no signature page, not even one of their own party", () => {
  const observer = actorFor("observer-");
  const party = { id: observer.partyId, role: "observer", side: "observers", hasAuthority: false } as const;
  expect(authorize(observer, "signature-page.move", { party }).ok).toBe(false);
});

test("where a condition asks for nothing but its receipt, that is recorded by whom it names, and by no one else", () => {
  const requires = [{ basis: "received", role: "trustee", sameDay: false }] as const;
  const condition = { furnishedBy: [], requires };
  const ofTrustee = principals.filter((principal) => /^trustee[+-]/.test(principal));
  expect(allowed("condition.sign-off", { condition, basis: "received" })).toEqual(ofTrustee);
  expect(allowed("condition.sign-off", { condition, basis: "form" })).toEqual([]);
});

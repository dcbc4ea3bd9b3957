import { describe, expect, test } from "vitest";
import type { ConditionTerms } from "./act";
import type { Closing } from "./closing";
import type { Condition, SignOff, Version } from "./condition";
import type { ActId, ClosingId, ConditionId, DeliverableId, OfferingId, PersonId, VersionId } from "./ids";
import {
  decideAdd,
  decideEdit,
  decideRemove,
  decideRenumber,
  decideReorder,
  decideSplit,
  type TermsWish,
  termsOf,
} from "./list-editing";

const at = new Date("2027-02-01T15:00:00Z");
const person = "00000000-0000-4000-8000-000000000001" as PersonId;

function condition(id: string, label: string, more: Partial<Condition> = {}): Condition {
  return {
    id: id as ConditionId,
    closingId: "closing" as ClosingId,
    parentId: null,
    label,
    title: `Title of ${label}`,
    text: "",
    kind: "opinion",
    mode: "whole",
    place: 0,
    furnishedBy: ["issuer_counsel"],
    furnishedTo: ["representative"],
    requires: [
      { basis: "form", role: "underwriters_counsel", sameDay: false },
      { basis: "judgment", role: "representative", sameDay: false },
    ],
    windowHours: null,
    ratings: [],
    requirement: 0,
    deliverables: [],
    signOffs: [],
    waivers: [],
    marks: [],
    assigneeId: null,
    dueAt: null,
    ...more,
  };
}

function closing(conditions: Condition[], step?: "closed"): Closing {
  return {
    id: "closing" as ClosingId,
    offeringId: "offering" as OfferingId,
    label: "Time of Delivery",
    localDate: "2027-02-09",
    localTime: "10:00",
    zone: "America/New_York",
    timeOfDelivery: new Date("2027-02-09T15:00:00Z"),
    location: "",
    steps: step ? [{ step, ground: null, text: null, by: person, at, clock: at }] : [],
    clocks: [],
    signaturePages: [],
    conditions: conditions.map((each, place) => ({ ...each, place })),
  };
}

const opinion = { id: "opinion" as DeliverableId, title: "Opinion", dated: "time-of-delivery" as const };
const delivered: Version = {
  id: "version" as VersionId,
  number: 1,
  sha256: "0".repeat(64),
  fileName: "opinion.pdf",
  mediaType: "application/pdf",
  bytes: 1,
  stage: "draft",
  datedOn: null,
  compartment: "issuer",
  by: person,
  at,
  sharedAt: null,
};

let made = 0;
const newDeliverableId = () => `new-${made++}` as DeliverableId;
const edit = (list: Closing, id: string, change: Partial<TermsWish>, requirement = 0) => {
  const found = list.conditions.find((each) => each.id === id)!;
  const terms = { ...termsOf(found), ...change };
  return decideEdit(list, { conditionId: id as ConditionId, requirement, terms, newDeliverableId });
};
const id = (text: string) => text as ConditionId;

describe("editing a condition", () => {
  const list = closing([
    condition("b", "7(b)"),
    condition("c", "7(c)", { deliverables: [{ ...opinion, versions: [] }] }),
  ]);

  test.each([
    ["its label", { label: "7(z)" }],
    ["its title", { title: "Another title" }],
  ] satisfies [string, Partial<TermsWish>][])("%s: what was signed still holds", (_, change) => {
    expect(edit(list, "c", change)).toMatchObject({ ok: true, value: { requirement: 0, raised: [] } });
  });

  test("a clause that is not on the list, or no longer, is not edited", () => {
    const terms = termsOf(condition("x", "7(x)"));
    expect(decideEdit(list, { conditionId: id("x"), requirement: 0, terms, newDeliverableId })).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });

  const judgment = { basis: "judgment", role: "representative", sameDay: false } as const;
  function required(role: "underwriters_counsel" | "issuer_counsel", sameDay: boolean) {
    return { basis: "form", role, sameDay } as const;
  }
  const raising: [string, Partial<TermsWish>][] = [
    ["its text", { text: "Other words." }],
    ["its kind", { kind: "certificate" }],
    ["how limbs count", { mode: "limbs" }],
    ["who furnishes it", { furnishedBy: ["issuer_general_counsel"] }],
    ["to whom", { furnishedTo: [] }],
    ["who signs off", { requires: [{ basis: "judgment", role: "representative", sameDay: false }] }],
    ["another reviews its form", { requires: [required("issuer_counsel", false), judgment] }],
    ["a review is bound to the day", { windowHours: 4, requires: [required("underwriters_counsel", true), judgment] }],
    ["its window", { windowHours: 4, requires: [{ basis: "judgment", role: "representative", sameDay: true }] }],
    ["a further document", { deliverables: [opinion, { title: "Reliance letter", dated: null }] }],
    ["the date of a document", { deliverables: [{ ...opinion, dated: "pricing-date" }] }],
    ["another document in place of one", { deliverables: [{ title: "Opinion", dated: "time-of-delivery" }] }],
    ["a document less", { deliverables: [] }],
  ];
  test.each(raising)("%s: its sign-offs fall", (_, change) => {
    expect(edit(list, "c", change)).toMatchObject({ ok: true, value: { requirement: 1 } });
  });

  test("another rating to be watched, or the same agency's at another mark: its sign-offs fall", () => {
    const rating = { agency: "Moody's", rating: "Baa1", outlook: "stable" };
    const watched = closing([condition("g", "7(g)", { kind: "no-downgrade", ratings: [rating] })]);
    expect(edit(watched, "g", { ratings: [rating] })).toMatchObject({ error: { code: "already-done" } });
    for (const other of [{ agency: "S&P" }, { rating: "Baa2" }, { outlook: "negative" }]) {
      expect(edit(watched, "g", { ratings: [{ ...rating, ...other }] })).toMatchObject({ value: { requirement: 1 } });
    }
  });

  test("the order in which parts are named is no change", () => {
    const requires = list.conditions[1]!.requires.toReversed();
    expect(edit(list, "c", { requires })).toEqual({ ok: false, error: { code: "already-done", what: "7(c)" } });
  });

  test("what changed is told as it was and as it is", () => {
    expect(edit(list, "c", { title: "Another title" })).toMatchObject({
      value: { type: "condition.edited", before: { title: "Title of 7(c)" }, terms: { title: "Another title" } },
    });
  });

  test("a form filled in before somebody else's change is refused, and nothing is overwritten", () => {
    expect(edit(list, "c", { text: "Mine" }, 3)).toMatchObject({ error: { code: "requirement-changed" } });
  });

  test("a label names one condition, whatever its case and spaces", () => {
    expect(edit(list, "c", { label: "7 (B)" })).toMatchObject({ error: { code: "label-taken", label: "7(b)" } });
  });

  test("a document of which a version exists stays", () => {
    const used = closing([condition("c", "7(c)", { deliverables: [{ ...opinion, versions: [delivered] }] })]);
    expect(edit(used, "c", { deliverables: [] })).toMatchObject({
      error: { code: "deliverable-in-use", title: "Opinion" },
    });
  });

  test("a document without versions may go while another one, with versions, stays", () => {
    const second = { id: "reliance" as DeliverableId, title: "Reliance letter", dated: null };
    const both = [
      { ...opinion, versions: [delivered] },
      { ...second, versions: [] },
    ];
    const used = closing([condition("c", "7(c)", { deliverables: both })]);
    expect(edit(used, "c", { deliverables: [opinion] })).toMatchObject({ ok: true });
    expect(edit(used, "c", { deliverables: [opinion, { ...second, dated: "pricing-date" }] })).toMatchObject({
      value: { terms: { deliverables: [{ id: "opinion" }, { id: "reliance", dated: "pricing-date" }] } },
    });
  });

  test("a document of another condition cannot be taken over", () => {
    const foreign = { id: "elsewhere" as DeliverableId, title: "Opinion", dated: null };
    expect(edit(list, "c", { deliverables: [foreign] })).toMatchObject({ error: { code: "not-found" } });
  });

  test("the list keeper cannot take the judgment away from the Representatives", () => {
    const requires = [{ basis: "form", role: "underwriters_counsel", sameDay: false }] as const;
    expect(edit(list, "c", { requires })).toMatchObject({ error: { code: "terms-not-valid", field: "requires" } });
  });

  test("what a waived condition requires is not changed behind the waiver", () => {
    const waiver = { id: "w" as ActId, text: "x", scope: "x", instrument: null, by: person, at, withdrawnAt: null };
    const waived = closing([condition("c", "7(c)", { waivers: [waiver] })]);
    expect(edit(waived, "c", { text: "Other" })).toMatchObject({ error: { code: "condition-settled" } });
    expect(edit(waived, "c", { title: "Other" })).toMatchObject({ ok: true });
  });

  test("nothing is edited after the closing", () => {
    expect(edit(closing([condition("c", "7(c)")], "closed"), "c", { title: "x" })).toMatchObject({
      error: { code: "closing-over" },
    });
  });

  test("another limb makes the sign-offs of the clause taken whole fall, at every level above", () => {
    const nested = closing([
      condition("d", "7(d)", { requirement: 4 }),
      condition("d7", "7(d)(vii)", { parentId: id("d") }),
      condition("d7a", "7(d)(vii)(a)", { parentId: id("d7") }),
    ]);
    expect(edit(nested, "d7a", { text: "Other" })).toMatchObject({
      value: {
        raised: [
          { conditionId: "d7", requirement: 1 },
          { conditionId: "d", requirement: 5 },
        ],
      },
    });
  });
});

describe("adding a condition", () => {
  const terms: ConditionTerms = { ...termsOf(condition("new", "7(x)")), deliverables: [] };
  const list = closing([
    condition("c", "7(c)"),
    condition("c1", "7(c)(i)", { parentId: id("c") }),
    condition("g", "7(g)", { mode: "limbs" }),
    condition("g1", "7(g)(i)", { parentId: id("g") }),
  ]);
  const add = (parentId: string | null, after: string | null, change: Partial<TermsWish> = {}) =>
    decideAdd(list, {
      conditionId: id("new"),
      parentId: parentId === null ? null : id(parentId),
      after: after === null ? null : id(after),
      terms: { ...terms, ...change },
      newDeliverableId,
    });

  test("it comes right after the one named, else at the end", () => {
    expect(add(null, "c")).toMatchObject({ value: { type: "condition.added", place: 1, raised: [] } });
    expect(add(null, null)).toMatchObject({ value: { place: 4 } });
  });

  test("nobody gives a new line's document its id, or takes another line's", () => {
    const deliverables = [{ id: "made-up" as DeliverableId, title: "Opinion", dated: null }];
    expect(add(null, null, { deliverables })).toEqual({ ok: false, error: { code: "not-found" } });
  });

  test("a further limb raises a clause taken whole, not one taken limb by limb", () => {
    expect(add("c", "c1")).toMatchObject({ value: { raised: [{ conditionId: "c", requirement: 1 }] } });
    expect(add("g", "g1")).toMatchObject({ value: { raised: [] } });
  });

  test("not after a condition that stands elsewhere, and not below one of another closing", () => {
    expect(add("g", "c1")).toMatchObject({ error: { code: "not-found" } });
    expect(add("stranger", null)).toMatchObject({ error: { code: "not-found" } });
    expect(add(null, "stranger")).toMatchObject({ error: { code: "not-found" } });
  });

  test("one that stands by itself keeps the Representatives' judgment; a limb of a clause taken whole needs none", () => {
    for (const parent of [null, "g"]) {
      expect(add(parent, null, { requires: [] })).toMatchObject({
        error: { code: "terms-not-valid", field: "requires" },
      });
    }
    expect(add("c", null, { requires: [] })).toMatchObject({ ok: true });
  });

  test("not under a label that is taken", () => {
    expect(add(null, null, { label: "7(g)" })).toMatchObject({ error: { code: "label-taken" } });
  });

  test("each document that is new gets an id of the server's", () => {
    const result = add(null, null, { deliverables: [{ title: "Certificate", dated: null }] });
    expect(result).toMatchObject({
      value: { terms: { deliverables: [{ title: "Certificate", id: expect.stringMatching(/^new-/) }] } },
    });
  });
});

describe("taking a condition off the list", () => {
  const remove = (list: Closing, which: string, reason = "Entered twice") =>
    decideRemove(list, { conditionId: id(which), reason });

  test("with a reason, while nothing was recorded on it", () => {
    expect(remove(closing([condition("c", "7(c)")]), "c")).toEqual({
      ok: true,
      value: { type: "condition.removed", conditionId: "c", reason: "Entered twice", raised: [] },
    });
    expect(remove(closing([condition("c", "7(c)")]), "c", " ")).toEqual({
      ok: false,
      error: { code: "text-required", field: "reason" },
    });
  });

  test("one that is not on the list, or no longer, is not taken off it", () => {
    expect(remove(closing([condition("c", "7(c)")]), "x")).toMatchObject({ error: { code: "not-found" } });
  });

  test("a document that it calls for is no reason to keep it, until a version of it is there", () => {
    const called = closing([condition("c", "7(c)", { deliverables: [{ ...opinion, versions: [] }] })]);
    expect(remove(called, "c")).toMatchObject({ ok: true });
  });

  test("not once it was signed, delivered for, waived or marked: then it is the Representatives' word", () => {
    const mark = { id: "m" as ActId, mark: "failed" as const, reason: "x", by: person, at, withdrawnAt: at };
    const waiver = { id: "w" as ActId, text: "x", scope: "x", instrument: null, by: person, at, withdrawnAt: null };
    const signed: SignOff = {
      ...{ id: "s" as ActId, basis: "form", role: "underwriters_counsel", by: person, at, clock: at, sameDay: false },
      ...{ statement: "x", evidence: [], requirement: 0, detail: {}, withdrawnAt: at },
    };
    for (const used of [{ marks: [mark] }, { waivers: [waiver] }, { signOffs: [signed] }]) {
      expect(remove(closing([condition("c", "7(c)", used)]), "c")).toMatchObject({
        error: { code: "terms-not-valid", field: "condition", message: expect.stringContaining("Representatives") },
      });
    }
    expect(
      remove(closing([condition("c", "7(c)", { deliverables: [{ ...opinion, versions: [delivered] }] })]), "c"),
    ).toEqual({
      ok: false,
      error: { code: "deliverable-in-use", title: "Opinion" },
    });
  });

  test("not while limbs stand below it", () => {
    const list = closing([condition("c", "7(c)"), condition("c1", "7(c)(i)", { parentId: id("c") })]);
    expect(remove(list, "c")).toMatchObject({
      error: { code: "terms-not-valid", field: "limbs", message: expect.stringContaining("limbs") },
    });
    expect(remove(list, "c1")).toMatchObject({ value: { raised: [{ conditionId: "c", requirement: 1 }] } });
  });
});

describe("the order of the list", () => {
  const list = closing([condition("a", "7(a)"), condition("b", "7(b)"), condition("c", "7(c)")]);
  const reorder = (...order: string[]) => decideReorder(list, order.map(id));

  test("names every condition once, so that a stale screen loses none", () => {
    expect(reorder("c", "b", "a")).toEqual({
      ok: true,
      value: { type: "conditions.reordered", order: ["c", "b", "a"] },
    });
    for (const order of ["c b", "c b b", "c b a b", "c b a d", "c b d"]) {
      expect(reorder(...order.split(" "))).toEqual({ ok: false, error: { code: "wrong-order", ids: 3 } });
    }
  });

  test("a line that stays where it is does not hold the others", () => {
    expect(reorder("a", "c", "b")).toMatchObject({ ok: true });
  });

  test("the order that it has is no change", () => {
    expect(reorder("a", "b", "c")).toEqual({ ok: false, error: { code: "already-done", what: "this order" } });
  });
});

describe("renumbering", () => {
  const list = closing([condition("a", "7(a)"), condition("b", "7(b)"), condition("c", "7(c)")]);
  const renumber = (...labels: [string, string][]) =>
    decideRenumber(
      list,
      labels.map(([which, label]) => ({ conditionId: id(which), label })),
    );

  test("a whole row moves at once, and two may change places", () => {
    expect(renumber(["b", "7(c)"], ["c", "7(d)"])).toMatchObject({
      value: {
        type: "conditions.renumbered",
        labels: [
          { conditionId: "b", before: "7(b)", label: "7(c)" },
          { conditionId: "c", before: "7(c)", label: "7(d)" },
        ],
      },
    });
    expect(renumber(["a", "7(b)"], ["b", "7(a)"])).toMatchObject({ ok: true });
  });

  test("never two of one label", () => {
    expect(renumber(["a", "7(c)"])).toMatchObject({ error: { code: "label-taken", label: "7(c)" } });
    expect(renumber(["a", "7(x)"], ["b", "7 (X)"])).toMatchObject({ error: { code: "label-taken", label: "7 (X)" } });
  });

  test("a condition is named once, and stands on this list", () => {
    expect(renumber(["a", "7(x)"], ["a", "7(y)"])).toEqual({ ok: false, error: { code: "not-found" } });
    expect(renumber(["a", "7(x)"], ["stranger", "7(y)"])).toEqual({ ok: false, error: { code: "not-found" } });
  });

  test("only what changes is recorded, and nothing where nothing does", () => {
    expect(renumber(["a", "7(a)"], ["b", "7(x)"])).toMatchObject({
      value: { labels: [{ conditionId: "b", before: "7(b)", label: "7(x)" }] },
    });
    expect(renumber(["a", "7(a)"])).toEqual({ ok: false, error: { code: "already-done", what: "these labels" } });
  });
});

describe("splitting a clause", () => {
  const limbs = [
    { conditionId: id("c1"), label: "7(c)(i)", title: "Good standing", text: "" },
    { conditionId: id("c2"), label: "7(c)(ii)", title: "Validity", text: "" },
  ];
  const split = (mode: "whole" | "limbs", more: Partial<Condition> = {}, wish: { conditionId?: ConditionId } = {}) =>
    splitOf(closing([condition("a", "7(a)"), condition("c", "7(c)", more)]), { mode, ...wish });
  const splitOf = (list: Closing, wish: Partial<Parameters<typeof decideSplit>[1]>) =>
    decideSplit(list, { conditionId: id("c"), requirement: 0, mode: "whole", limbs, newDeliverableId, ...wish });
  const withPaper = { deliverables: [{ ...opinion, versions: [] }] };

  test("whole: one paper at the clause, limbs to be matched, right below it and in their order", () => {
    expect(split("whole", withPaper)).toMatchObject({
      value: {
        type: "condition.split",
        requirement: 1,
        terms: { mode: "whole", deliverables: [{ id: "opinion" }] },
        raised: [],
        limbs: [
          { place: 2, terms: { mode: "whole", label: "7(c)(i)", title: "Good standing", deliverables: [] } },
          { place: 3, terms: { label: "7(c)(ii)", deliverables: [] } },
        ],
      },
    });
  });

  test("limb by limb: each limb calls for a document of its own, the clause for none", () => {
    const result = split("limbs", withPaper);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.terms.deliverables).toEqual([]);
    const ids = result.value.limbs.flatMap(({ terms }) => terms.deliverables.map((d) => d.id));
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain("opinion");
  });

  test("not limb by limb once a document was delivered for the clause", () => {
    expect(split("limbs", { deliverables: [{ ...opinion, versions: [delivered] }] })).toEqual({
      ok: false,
      error: { code: "deliverable-in-use", title: "Opinion" },
    });
    expect(split("whole", { deliverables: [{ ...opinion, versions: [delivered] }] })).toMatchObject({ ok: true });
  });

  test("not what is not on the list, is over, has changed meanwhile or has limbs already", () => {
    const list = closing([condition("b", "7(b)"), condition("c", "7(c)")]);
    const withLimbs = closing([condition("c", "7(c)"), condition("c9", "7(c)(ix)", { parentId: id("c") })]);
    expect(splitOf(list, { conditionId: id("x") })).toEqual({ ok: false, error: { code: "not-found" } });
    expect(splitOf(closing([condition("c", "7(c)")], "closed"), {})).toMatchObject({ error: { code: "closing-over" } });
    expect(splitOf(list, { requirement: 1 })).toEqual({
      ok: false,
      error: { code: "requirement-changed", label: "7(c)" },
    });
    expect(splitOf(withLimbs, {})).toEqual({ ok: false, error: { code: "already-done", what: "7(c)" } });
  });

  test("no limb takes a label that stands on the list, or another limb's", () => {
    const list = closing([condition("b", "7(C)(II)"), condition("c", "7(c)")]);
    expect(splitOf(list, {})).toEqual({ ok: false, error: { code: "label-taken", label: "7(c)(ii)" } });
    const twice = limbs.map((limb) => ({ ...limb, label: "7(c)(i)" }));
    expect(splitOf(closing([condition("c", "7(c)")]), { limbs: twice })).toEqual({
      ok: false,
      error: { code: "label-taken", label: "7(c)(i)" },
    });
  });

  test("a clause taken whole above it is raised, since its sign-offs speak for the new limbs too", () => {
    const list = closing([condition("b", "7(b)"), condition("c", "7(b)(i)", { parentId: id("b") })]);
    expect(splitOf(list, {})).toMatchObject({ value: { raised: [{ conditionId: "b", requirement: 1 }] } });
  });
});

describe("what is not signed off as such", () => {
  const bare = { requires: [] };
  const limb = condition("c1", "7(c)(i)", { ...bare, parentId: id("c"), place: 1 });
  const rename = (of: Condition, change: Partial<ConditionTerms>) =>
    decideEdit(closing([condition("c", "7(c)"), limb]), {
      conditionId: of.id,
      requirement: 0,
      terms: { ...termsOf(of), ...change },
      newDeliverableId,
    });

  test("a limb of a clause taken whole is edited without sign-offs of its own", () => {
    expect(rename(limb, { title: "Validity of the notes" })).toMatchObject({ value: { requirement: 0 } });
  });

  test("a clause may let limbs stand by themselves that the Representatives decide", () => {
    const list = closing([condition("c", "7(c)"), condition("c1", "7(c)(i)", { parentId: id("c") })]);
    expect(edit(list, "c", { mode: "limbs" })).toMatchObject({ ok: true });
  });

  test("another clause's limbs, and a line that stood by itself before, are not asked about again", () => {
    const list = closing([
      condition("b", "7(b)", bare),
      condition("c", "7(c)"),
      { ...limb, place: 2 },
      condition("d", "7(d)"),
      condition("d1", "7(d)(i)", { parentId: id("d") }),
    ]);
    expect(edit(list, "d", { mode: "limbs" })).toMatchObject({ ok: true });
  });

  test("a clause that summed up its limbs may be taken whole again, with the judgment that it now needs", () => {
    const list = closing([
      condition("c", "7(c)", { ...bare, mode: "limbs" }),
      condition("c1", "7(c)(i)", { parentId: id("c") }),
    ]);
    const { requires } = condition("x", "7(x)");
    expect(edit(list, "c", { mode: "whole", requires })).toMatchObject({ value: { terms: { mode: "whole" } } });
    expect(edit(list, "c", { mode: "whole" })).toMatchObject({ error: { field: "requires" } });
  });

  test("a clause may not let such a limb stand by itself, since nobody could decide it", () => {
    expect(rename(condition("c", "7(c)"), { mode: "limbs" })).toMatchObject({
      error: { code: "terms-not-valid", field: "mode", message: expect.stringContaining("7(c)(i)") },
    });
  });
});

test("nothing about the list changes once the Time of Delivery is closed", () => {
  const over = closing([condition("a", "7(a)"), condition("b", "7(b)")], "closed");
  const terms: TermsWish = { ...termsOf(condition("new", "7(x)")), deliverables: [] };
  const add = { conditionId: id("new"), parentId: null, after: null, terms, newDeliverableId };
  for (const decision of [
    decideAdd(over, add),
    edit(over, "a", { text: "Other words." }),
    decideRemove(over, { conditionId: id("a"), reason: "Entered twice" }),
    decideReorder(over, [id("b"), id("a")]),
    decideRenumber(over, [{ conditionId: id("a"), label: "7(x)" }]),
  ]) {
    expect(decision).toEqual({ ok: false, error: { code: "closing-over", stage: "closed" } });
  }
});

import { describe, expect, test } from "vitest";
import type { ConditionTerms } from "./act";
import type { Closing } from "./closing";
import type { Condition, Version } from "./condition";
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

  const raising: [string, Partial<TermsWish>][] = [
    ["its text", { text: "Other words." }],
    ["its kind", { kind: "certificate" }],
    ["how limbs count", { mode: "limbs" }],
    ["who furnishes it", { furnishedBy: ["issuer_general_counsel"] }],
    ["to whom", { furnishedTo: [] }],
    ["who signs off", { requires: [{ basis: "judgment", role: "representative", sameDay: false }] }],
    ["its window", { windowHours: 4, requires: [{ basis: "judgment", role: "representative", sameDay: true }] }],
    ["a further document", { deliverables: [opinion, { title: "Reliance letter", dated: null }] }],
    ["the date of a document", { deliverables: [{ ...opinion, dated: "pricing-date" }] }],
    ["a document less", { deliverables: [] }],
  ];
  test.each(raising)("%s: its sign-offs fall", (_, change) => {
    expect(edit(list, "c", change)).toMatchObject({ ok: true, value: { requirement: 1 } });
  });

  test("the order in which parts are named is no change", () => {
    const requires = list.conditions[1]!.requires.toReversed();
    expect(edit(list, "c", { requires })).toMatchObject({ ok: false, error: { code: "already-done" } });
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
    expect(add(null, "c")).toMatchObject({ value: { place: 1, raised: [] } });
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
    expect(remove(closing([condition("c", "7(c)")]), "c")).toMatchObject({ ok: true });
    expect(remove(closing([condition("c", "7(c)")]), "c", " ")).toMatchObject({ error: { code: "text-required" } });
  });

  test("not once it was signed, delivered for, waived or marked: then it is the Representatives' word", () => {
    const mark = { id: "m" as ActId, mark: "failed" as const, reason: "x", by: person, at, withdrawnAt: at };
    const waiver = { id: "w" as ActId, text: "x", scope: "x", instrument: null, by: person, at, withdrawnAt: null };
    for (const used of [
      { marks: [mark] },
      { waivers: [waiver] },
      { deliverables: [{ ...opinion, versions: [delivered] }] },
    ]) {
      expect(remove(closing([condition("c", "7(c)", used)]), "c")).toMatchObject({ ok: false });
    }
  });

  test("not while limbs stand below it", () => {
    const list = closing([condition("c", "7(c)"), condition("c1", "7(c)(i)", { parentId: id("c") })]);
    expect(remove(list, "c")).toMatchObject({ error: { field: "limbs" } });
    expect(remove(list, "c1")).toMatchObject({ value: { raised: [{ conditionId: "c", requirement: 1 }] } });
  });
});

describe("the order of the list", () => {
  const list = closing([condition("a", "7(a)"), condition("b", "7(b)")]);
  const reorder = (...order: string[]) => decideReorder(list, order.map(id));

  test("names every condition once, so that a stale screen loses none", () => {
    expect(reorder("b", "a")).toMatchObject({ ok: true });
    for (const order of [["b"], ["b", "b"], ["b", "a", "c"], ["b", "c"]]) {
      expect(reorder(...order)).toMatchObject({ error: { code: "wrong-order", ids: 2 } });
    }
  });

  test("the order that it has is no change", () => {
    expect(reorder("a", "b")).toMatchObject({ error: { code: "already-done" } });
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
  });
});

describe("splitting a clause", () => {
  const limbs = [
    { conditionId: id("c1"), label: "7(c)(i)", title: "Good standing", text: "" },
    { conditionId: id("c2"), label: "7(c)(ii)", title: "Validity", text: "" },
  ];
  const split = (mode: "whole" | "limbs", more: Partial<Condition> = {}) =>
    decideSplit(closing([condition("a", "7(a)"), condition("c", "7(c)", more)]), {
      conditionId: id("c"),
      requirement: 0,
      mode,
      limbs,
      newDeliverableId,
    });
  const withPaper = { deliverables: [{ ...opinion, versions: [] }] };

  test("whole: one paper at the clause, limbs to be matched, right below it and in their order", () => {
    expect(split("whole", withPaper)).toMatchObject({
      value: {
        requirement: 1,
        terms: { mode: "whole", deliverables: [{ id: "opinion" }] },
        limbs: [
          { place: 2, terms: { label: "7(c)(i)", deliverables: [] } },
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
    expect(split("limbs", { deliverables: [{ ...opinion, versions: [delivered] }] })).toMatchObject({
      error: { code: "deliverable-in-use" },
    });
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

  test("a clause may not let such a limb stand by itself, since nobody could decide it", () => {
    expect(rename(condition("c", "7(c)"), { mode: "limbs" })).toMatchObject({
      error: { code: "terms-not-valid", field: "mode", message: expect.stringContaining("7(c)(i)") },
    });
  });
});

import fc from "fast-check";
import type { PlainCondition, Who, Wish } from "./plain-model";

/** A few conditions of every make: a paper that is reviewed, a fact of the day, a judgment of the day, a fact for good. */
export const modelConditions: readonly PlainCondition[] = [
  {
    furnishedBy: ["issuer_counsel"],
    required: [
      { basis: "form", role: "underwriters_counsel", sameDay: false },
      { basis: "judgment", role: "representative", sameDay: false },
    ],
    window: null,
    documents: 1,
  },
  {
    furnishedBy: ["issuer"],
    required: [
      { basis: "fact", role: "issuer", sameDay: true },
      { basis: "form", role: "underwriters_counsel", sameDay: false },
      { basis: "judgment", role: "representative", sameDay: false },
    ],
    window: 4,
    documents: 1,
  },
  {
    furnishedBy: [],
    required: [{ basis: "judgment", role: "representative", sameDay: true }],
    window: 3,
    documents: 0,
  },
];

/** The closing's clock at the start, and the Time of Delivery: never whole hours apart, see clockStep. */
export const modelStart = Date.parse("2031-03-11T07:35:00Z");
export const modelDelivery = Date.parse("2031-03-11T14:00:00Z");

const people: Who[] = ["representative", "counsel", "issuer", "issuerCounsel"];
const who = fc.constantFrom<Who>(...people);
const condition = fc.nat({ max: modelConditions.length - 1 });

const whoIs: Record<string, Who> = {
  representative: "representative",
  underwriters_counsel: "counsel",
  issuer: "issuer",
  issuer_counsel: "issuerCounsel",
};

/** A sign-off that the list asks for, by whom it asks for it. */
const askedFor = fc.constantFrom(
  ...modelConditions.flatMap(({ required }, place) =>
    required.map(({ basis, role }) => ({
      ...{ want: "sign" as const, who: whoIs[role] as Who, condition: place, seen: "now" as const },
      basis: basis as "form" | "fact" | "judgment",
    })),
  ),
);

/** An executed paper, shared, from whoever furnishes it. */
const furnished = fc.constantFrom(
  ...modelConditions.flatMap(({ furnishedBy }, place) =>
    furnishedBy.map((role) => ({
      ...{ want: "deliver" as const, who: whoIs[role] as Who, condition: place, executed: true, share: true },
      bytes: "a" as const,
    })),
  ),
);

/** Any wish of anyone; those that lead somewhere come oftener, so that histories get as far as a closing. */
const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 24, arbitrary: askedFor },
  { weight: 4, arbitrary: furnished },
  { weight: 2, arbitrary: fc.record({ want: fc.constant("look" as const), condition }) },
  {
    weight: 2,
    arbitrary: fc.record({
      want: fc.constant("deliver" as const),
      who,
      condition,
      bytes: fc.constantFrom("a" as const, "b" as const, "c" as const),
      executed: fc.boolean(),
      share: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      want: fc.constant("sign" as const),
      who,
      condition,
      basis: fc.constantFrom("received" as const, "form" as const, "fact" as const, "judgment" as const),
      seen: fc.constantFrom("now" as const, "before" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ want: fc.constant("withdraw" as const), who, condition, nth: fc.nat({ max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ want: fc.constant("waive" as const), who, condition }) },
  {
    weight: 1,
    arbitrary: fc.record({
      want: fc.constant("mark" as const),
      who,
      condition,
      as: fc.constantFrom("not-applicable" as const, "failed" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ want: fc.constant("edit" as const), who, condition }) },
  {
    weight: 4,
    arbitrary: fc.record({ want: fc.constant("clock" as const), who, steps: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ want: fc.constant("postpone" as const), who, days: fc.integer({ min: 1, max: 2 }) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      want: fc.constantFrom("pre-closing" as const, "start-call" as const, "close" as const),
      who: fc.constantFrom<Who>("representative", "counsel"),
    }),
  },
);

export const history = (length: number) => fc.array(wish, { minLength: length, maxLength: length });

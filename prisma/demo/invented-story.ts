import type { Occasion } from "../../lib/demo-documents/occasion";
import type { PartyRole } from "../../lib/domain/role";
import { signedAsSuch } from "./invented-conditions";
import { paperFor } from "./invented-papers";
import type { DemoOffering } from "./make-offering";
import { termsOf } from "./sample-conditions";
import type { DemoParty } from "./sample-people";
import type { Chapter } from "./story";

/** Tells how the parties of an invented offering dealt with its conditions, one Time of Delivery at a time. */
export function storyOf(offering: DemoOffering, place: number, occasion: Occasion) {
  const closing = offering.closings[place];
  if (!closing) throw new Error(`No closing ${place}`);
  const conditions = signedAsSuch(closing.conditions).map(termsOf);

  const partyOf = (role: PartyRole): DemoParty => {
    const party = offering.parties.find((one) => one.role === role);
    if (!party) throw new Error(`${offering.name} has no ${role}`);
    return party;
  };
  /** Who speaks for a part: its first person with authority. */
  const speaks = (role: PartyRole): string => {
    const { people } = partyOf(role);
    return (people.find(({ authority }) => authority) ?? people[0])?.email ?? "";
  };

  type Listed = (typeof conditions)[number];

  /** Each document as a draft, shared or not. */
  const drafted = (at: string, { label, kind, furnishedBy, deliverables }: Listed, share = true): Chapter[] =>
    deliverables.map(({ title, dated }, index) => {
      const by = partyOf(furnishedBy[0] ?? "issuer");
      return {
        at: later(at, index),
        who: speaks(by.role),
        does: "deliver",
        document: `${label} ${index + 1}`,
        stage: "draft",
        share,
        file: paperFor({ occasion, kind, title, dated, by }, "Draft"),
      };
    });

  /** Every document executed and shared; only those of one date where so asked. */
  const executed = (at: string, condition: Listed, only?: Listed["deliverables"][number]["dated"]): Chapter[] =>
    condition.deliverables.flatMap(({ title, dated }, index): Chapter[] => {
      if (only && dated !== only) return [];
      const by = partyOf(condition.furnishedBy[0] ?? "issuer");
      const file = paperFor({ occasion, kind: condition.kind, title, dated, by });
      return [
        {
          at: later(at, index),
          who: speaks(by.role),
          does: "deliver",
          document: `${condition.label} ${index + 1}`,
          stage: "executed",
          share: true,
          datedOn: file.date,
          file,
        },
      ];
    });

  /** Every sign-off that is required, in its order; those bound to the day only where so asked. */
  const signedOff = (at: string, { label, requires, ratings }: Listed, sameDay: boolean): Chapter[] =>
    requires
      .filter((required) => required.sameDay === sameDay)
      .map(({ basis, role }, index) => ({
        at: later(at, 2 + index),
        who: speaks(role),
        does: "sign-off",
        label,
        basis,
        ...(ratings.length > 0 && { detail: { ratings } }),
      }));

  /** All pages by one step. */
  const pages = (at: string, step: "out" | "in-escrow" | "release-authorised"): Chapter[] =>
    (closing.pages ?? []).map(({ party, document, signatory }, index) => {
      const owner = offering.parties.find(({ name }) => name === party);
      const who = owner ? speaks(owner.role) : "";
      const own = owner?.people.find(({ name }) => name === signatory)?.email ?? who;
      return {
        at: later(at, index),
        who: step === "out" ? keeper(offering) : own,
        does: "page",
        document,
        signatory,
        step,
      };
    });

  return { conditions, speaks, keeper: keeper(offering), drafted, executed, signedOff, pages };
}

export type Story = ReturnType<typeof storyOf>;

type Listed = Story["conditions"][number];

export const isSameDay = ({ requires }: Pick<Listed, "requires">) => requires.some(({ sameDay }) => sameDay);

/** Steps that nobody takes before the morning of the delivery, though they state no continuing fact. */
const deliverySteps = ["Purchase price paid", "Cross-receipt", "Notes credited", "Shares credited"];
const isOfTheDay = (condition: Listed) => isSameDay(condition) || deliverySteps.includes(condition.title);

/** All that can be done before the day itself: every document, and every sign-off that is not bound to the day. */
export const dayBefore = (story: Story, day: string, but: readonly Listed["kind"][] = []): Chapter[] =>
  story.conditions
    .filter((condition) => !but.includes(condition.kind) && !deliverySteps.includes(condition.title))
    .flatMap((condition, index) => {
      const at = later(`${day}T11:00`, 12 * index);
      return [...story.executed(at, condition), ...story.signedOff(at, condition, false)];
    });

/** What is left for the morning, from half past eight on: the confirmations, then the delivery against payment. */
export const morningOf = (story: Story, day: string): Chapter[] =>
  story.conditions.filter(isOfTheDay).flatMap((condition, index) => {
    const at = later(`${day}T08:30`, 3 * index);
    return story.signedOff(at, condition, isSameDay(condition));
  });

function keeper(offering: DemoOffering): string {
  const person = offering.parties.flatMap(({ people }) => people).find(({ coordinator }) => coordinator);
  if (!person) throw new Error(`${offering.name} has no list keeper`);
  return person.email;
}

/** A local moment so many minutes later on the same day. */
export function later(at: string, minutes: number): string {
  const [date = "", time = ""] = at.split("T");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const total = 60 * hour + minute + minutes;
  if (total >= 24 * 60) throw new Error(`${at} and ${minutes} minutes is another day`);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date}T${two(Math.floor(total / 60))}:${two(total % 60)}`;
}

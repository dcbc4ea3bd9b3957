import { businessDay, daysFrom, newYorkMoment } from "./business-days";
import { type Calendar, nextDelivery, type Outline, offeringOf } from "./invented-offerings";
import * as outlines from "./invented-outlines";
import { dayBefore, isSameDay, later, morningOf, type Story, storyOf } from "./invented-story";
import { firmDelivery, optionDelivery } from "./invented-terms";
import { makeOffering } from "./make-offering";
import { type Chapter, live } from "./story";

type Tale = (stories: readonly Story[], calendar: Calendar) => readonly Chapter[][];

/** Makes every invented offering, each at another stage, with dates that are near the moment of making. */
export async function makeInvented(now: Date): Promise<void> {
  for (const [outline, calendar, tale] of cases(now)) {
    const { offering, occasions } = offeringOf(outline, calendar);
    const stories = occasions.map((occasion, place) => storyOf(offering, place, occasion));
    const made = await makeOffering(offering);
    for (const [place, chapters] of tale(stories, calendar).entries()) {
      await live(made, place, inOrder(chapters), newYorkMoment);
    }
  }
}

const inOrder = (chapters: readonly Chapter[]) =>
  [...chapters].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

function cases(now: Date): (readonly [Outline, Calendar, Tale])[] {
  const past = (count: number) => businessDay(now, -count);
  const calendar = (pricedOn: string, date: string): Calendar => ({
    pricedOn,
    closings: [{ label: "Closing Date", date, delivers: "firm", terms: firmDelivery }],
  });
  const { larkspur, copperline, meridian, northgate, saltmarsh, tessellate } = outlines;
  const soon = nextDelivery(now);
  return [
    [larkspur, larkspurCalendar(now), wellAdvanced],
    [copperline, calendar(past(3), soon), onTheEve],
    [meridian, calendar(past(0), businessDay(now, 5)), justBegun],
    [northgate, calendar(past(9), past(6)), closed],
    [saltmarsh, calendar(past(4), past(0)), postponed],
    [tessellate, calendar(past(13), past(9)), terminated],
  ];
}

/** Firm shares in two business days, the option shares a week after them. */
function larkspurCalendar(now: Date): Calendar {
  const first = daysFrom(nextDelivery(now), 1);
  return {
    pricedOn: businessDay(now, -2),
    closings: [
      { label: "First Closing Date", date: first, delivers: "firm", terms: firmDelivery },
      { label: "Option Closing Date", date: daysFrom(first, 5), delivers: "option", terms: optionDelivery("900000") },
    ],
  };
}

/** The base closing nearly done; of the option closing only the notice and the papers that are asked for. */
const wellAdvanced: Tale = ([base, option], { pricedOn }) => {
  if (!base || !option) throw new Error("Two Times of Delivery are told of");
  const [letter] = base.conditions.filter(({ kind }) => kind === "comfort-letter");
  const early = daysFrom(pricedOn, 1);
  const last = daysFrom(pricedOn, 2);
  const [opinion] = base.conditions.filter(({ kind }) => kind === "opinion");
  return [
    [
      ...(letter ? base.executed(`${pricedOn}T08:20`, letter, "pricing-date") : []),
      ...assigned(base, `${pricedOn}T09:00`),
      ...(opinion ? base.drafted(`${early}T10:00`, opinion) : []),
      ...(letter ? base.executed(`${last}T10:20`, letter, "time-of-delivery") : []),
      ...(letter ? base.signedOff(`${last}T10:40`, letter, false) : []),
      ...dayBefore(base, last, ["comfort-letter", "officers-certificate"]),
      ...base.pages(`${last}T17:00`, "out"),
      ...base.pages(`${last}T17:30`, "in-escrow"),
    ],
    option.conditions
      .filter(({ title }) => title === "Option exercised")
      .flatMap((condition) => option.signedOff(`${last}T18:00`, condition, false)),
  ];
};

/** Everything that can be done ahead is done: the morning's confirmations are left. */
const onTheEve: Tale = ([story], { pricedOn }) => {
  if (!story) throw new Error("A Time of Delivery is told of");
  const last = daysFrom(pricedOn, 3);
  return [
    [
      ...assigned(story, `${pricedOn}T09:00`),
      ...dayBefore(story, last),
      ...story.pages(`${last}T09:00`, "out"),
      ...story.pages(`${last}T10:00`, "in-escrow"),
      ...story.pages(`${last}T17:20`, "release-authorised"),
      { at: `${last}T17:40`, who: story.keeper, does: "pre-closing" },
    ],
  ];
};

const justBegun: Tale = ([story], { pricedOn }) => {
  if (!story) throw new Error("A Time of Delivery is told of");
  const [letter] = story.conditions.filter(({ kind }) => kind === "comfort-letter");
  const [opinion] = story.conditions.filter(({ kind }) => kind === "opinion");
  return [
    [
      ...(letter ? story.executed(`${pricedOn}T08:15`, letter, "pricing-date") : []),
      ...assigned(story, `${pricedOn}T10:00`),
      ...(opinion ? story.drafted(`${pricedOn}T16:30`, opinion, false) : []),
    ],
  ];
};

const closed: Tale = ([story], { pricedOn, closings: [closing] }) => {
  if (!story || !closing) throw new Error("A Time of Delivery is told of");
  const last = daysFrom(pricedOn, 2);
  return [
    [
      ...assigned(story, `${pricedOn}T09:00`),
      ...dayBefore(story, last),
      ...story.pages(`${last}T09:00`, "out"),
      ...story.pages(`${last}T10:00`, "in-escrow"),
      { at: `${last}T17:00`, who: story.keeper, does: "pre-closing" },
      ...morningOf(story, closing.date),
      ...story.pages(`${closing.date}T09:20`, "release-authorised"),
      { at: `${closing.date}T09:50`, who: story.keeper, does: "start-call" },
      { at: `${closing.date}T10:04`, who: story.speaks("representative"), does: "close" },
    ],
  ];
};

const postponed: Tale = ([story], { pricedOn, closings: [closing] }) => {
  if (!story || !closing) throw new Error("A Time of Delivery is told of");
  const last = daysFrom(pricedOn, 3);
  return [
    [
      ...assigned(story, `${pricedOn}T09:00`),
      ...dayBefore(story, last, ["listing", "comfort-letter", "mechanics"]),
      ...story.pages(`${last}T17:00`, "out"),
      {
        at: `${closing.date}T08:50`,
        who: story.speaks("representative"),
        does: "postpone",
        ground: "Agreed with the Company: the exchange has not approved the listing",
        text: "The exchange asked for a further copy of the conversion terms. Both sides agreed to the new date in writing.",
        newLocalDate: daysFrom(closing.date, 4),
        newLocalTime: "10:00",
      },
    ],
  ];
};

const terminated: Tale = ([story], { pricedOn }) => {
  if (!story) throw new Error("A Time of Delivery is told of");
  const [letter] = story.conditions.filter(({ kind }) => kind === "comfort-letter");
  const last = daysFrom(pricedOn, 3);
  return [
    [
      ...(letter ? story.executed(`${pricedOn}T08:20`, letter, "pricing-date") : []),
      ...assigned(story, `${pricedOn}T09:00`),
      ...story.conditions
        .filter(({ kind }) => kind === "opinion")
        .flatMap((condition, index) => story.drafted(`${daysFrom(pricedOn, 1)}T1${index}:00`, condition)),
      {
        at: `${last}T16:45`,
        who: story.speaks("representative"),
        does: "terminate",
        ground: "Market out",
        text: "Trading in the Company’s shares was halted at noon and has not been taken up again. The Representatives end the agreement.",
      },
    ],
  ];
};

/** The list keeper asks the firms’ people to see to the papers. */
function assigned(story: Story, at: string): Chapter[] {
  const papers = story.conditions.filter((condition) => condition.deliverables.length > 0 && !isSameDay(condition));
  return papers.slice(0, 6).map(({ label, furnishedBy }, index) => ({
    at: later(at, index),
    who: story.keeper,
    does: "assign",
    label,
    to: story.speaks(furnishedBy[0] ?? "issuer"),
  }));
}

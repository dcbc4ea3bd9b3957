// An offering as somebody types it whole, every text of it a canary.
import type { CreateOfferingAnswer, CreateOfferingRequest } from "@/lib/contracts/offering";
import type { PeopleView } from "@/lib/contracts/people";
import { calendarIds } from "@/lib/domain/clock-words";
import { type PartyRole, type Side, usualSide } from "@/lib/domain/role";
import type { Caller } from "./caller";
import type { Garden } from "./garden";
import type { Place } from "./whose.table";

/** A firm that is counsel in several of the offerings; that it is there is known of each to its own people only. */
const firm = "Oak Ash LLP";

export const moment = { localDate: "2031-03-11", localTime: "10:00" };

/** The parts of the working group; whoever makes the offering is of the first. */
export const parts = {
  full: [
    "underwriters_counsel",
    "representative",
    "issuer",
    "issuer_counsel",
    "accountants",
    "trustee",
    "other_counsel",
    "observer",
  ],
  small: ["underwriters_counsel", "issuer"],
} as const satisfies Record<string, readonly PartyRole[]>;

/** Which conditions the list begins with. */
export const lines = ["delivered", "waived", "marked", "filed", "rated", "removed", "split", "edited"] as const;
export type Line = (typeof lines)[number];

/** Every side can deliver for the first of them. */
const furnishers: PartyRole[] = [
  "underwriters_counsel",
  "issuer_counsel",
  "accountants",
  "trustee",
  "other_counsel",
  "issuer",
];

export type Made = {
  name: string;
  offeringId: string;
  closingId: string;
  /** The party of each part. */
  parties: Partial<Record<PartyRole, string>>;
  underwriters: readonly string[];
  agency: string;
};

/** What is paid at a Time of Delivery; "whole" with a fee of a stranger’s and parts of an option besides. */
export function closingTermsOf(word: (place: Place) => string, how: "plain" | "whole"): ClosingTermsRequest {
  const account = (beneficiary: string, bank: string) => ({
    ...{ beneficiary, bank, routingNumber: word("routing number"), accountNumber: word("account number") },
    reference: word("wire’s reference"),
  });
  const paid = word("whom a fee is paid to");
  const fee = { what: word("what a fee is for"), clause: word("fee’s clause"), netted: false };
  const amount = { kind: "fixed", amount: "12,500" } as const;
  const whole = how === "whole";
  return {
    fees: [
      { ...fee, from: "issuer", to: { name: paid }, amount },
      ...(whole ? [{ ...fee, from: { name: word("who pays a fee") }, to: "issuer" as const, amount }] : []),
    ],
    account: account(word("beneficiary"), word("beneficiary’s bank")),
    otherAccounts: [account(paid, word("bank for a fee"))],
    ...(whole && { optionParts: [{ underwriter: word("underwriter"), amount: "0" }] }),
  };
}

type ClosingTermsRequest = CreateOfferingRequest["closings"][number]["terms"];

/** Opens the offering, as its maker does it on the page. */
export async function openOffering(
  garden: Garden,
  maker: Caller,
  name: string,
  size: keyof typeof parts,
): Promise<Made> {
  const word = (place: Place) => garden.plant(place, name);
  const underwriters = [`Alder ${word("underwriter")}`, `Birch ${word("underwriter")}`];
  const agency = word("rating agency");
  const condition = (line: Line) => {
    // Of a line that is taken off the list the log keeps the label alone.
    const kept = (place: Place) => (line === "removed" ? "" : word(place));
    return {
      depth: 0,
      terms: {
        ...{ label: `7(${line}) ${word("condition’s label")}`, title: `To be ${line} ${kept("condition’s title")}` },
        ...{
          text: `The clause. ${kept("condition’s text")}`,
          mode: "whole" as const,
          furnishedTo: ["representative" as const],
        },
        kind:
          line === "rated" ? ("no-downgrade" as const) : line === "filed" ? ("filing" as const) : ("other" as const),
        furnishedBy: line === "delivered" ? furnishers : [],
        requires: [{ basis: "judgment" as const, role: "representative" as const, sameDay: line === "rated" }],
        windowHours: line === "rated" ? 24 : null,
        ratings: line === "rated" ? [{ agency, rating: word("rating"), outlook: word("rating’s outlook") }] : [],
        deliverables: line === "delivered" ? [{ title: `Opinion ${word("document’s title")}`, dated: null }] : [],
      },
    };
  };
  const input: CreateOfferingRequest = {
    ...{ name: `Project ${word("offering’s name")}`, issuer: `${word("issuer")}, Inc.`, rehearsal: true },
    clock: { localDate: moment.localDate, localTime: "09:20" },
    agreement: {
      ...{
        title: `Underwriting Agreement ${word("agreement’s title")}`,
        datedOn: "2031-03-04",
        conditionsSection: "7",
      },
      ...{ closingTerm: word("agreement’s word for the closing"), governingLaw: word("governing law") },
      terms: {
        businessDay: { clause: word("business day’s clause"), calendars: calendarIds.slice(0, 1) },
        clocks: [
          {
            ...{ clause: word("clock’s clause"), what: `Deliver ${word("clock in words")}`, owner: "issuer" },
            ...{ anchor: "time-of-delivery", direction: "before", count: 2, unit: "hours" },
          },
        ],
        default: { clause: word("default rule’s clause"), threshold: "1/11", arrangeHours: [36, 36] },
        termination: { clause: word("termination’s clause"), reimburses: word("what is reimbursed") },
      },
    },
    pricing: {
      datedOn: "2031-03-04",
      terms: {
        funds: word("kind of funds"),
        securities: {
          ...{ kind: "debt", title: `Notes ${word("title of the securities")}`, principal: "200,000,000" },
          ...{ publicPrice: "99.311", purchasePrice: "98.661" },
          interest: {
            ...{ rate: "4.75", dayCount: "30/360", accruesFrom: "2031-03-11", firstCoupon: "2031-09-01" },
            maturity: "2041-03-01",
          },
        },
      },
      allocations: [
        { underwriter: underwriters[0] as string, amount: "176,000,000" },
        { underwriter: underwriters[1] as string, amount: "24,000,000" },
      ],
    },
    parties: parts[size].map((role, place) => ({
      name: place === 0 ? firm : `${word("party")} LLP`,
      role,
    })),
    maker: { party: 0, title: `Associate ${word("person’s title")}`, authority: false },
    closings: [
      {
        ...{ label: word("closing’s label"), ...moment, zone: "America/New_York", location: word("closing’s place") },
        // One that is to be settled has nothing in it that only a person could decide.
        terms: closingTermsOf(word, size === "full" ? "plain" : "whole"),
      },
    ],
    conditions: { from: "draft", rows: lines.map(condition) },
    source: {
      ...{ sha256: "a".repeat(64), name: `${word("agreement’s file name")}.docx` },
      leftOut: [{ label: word("label that was left out"), reason: word("why it was left out") }],
    },
  };
  const { offeringId, closingId } = await maker.wish<CreateOfferingAnswer>("/api/offerings", input);
  const { parties } = await maker.json<PeopleView>(`/api/offerings/${offeringId}/people`);
  const partyOf = Object.fromEntries(parties.map(({ id, role }) => [role, id]));
  return { name, offeringId, closingId, parties: partyOf, underwriters, agency };
}

export const circleOf = (offering: Pick<Made, "name">, role: PartyRole) =>
  `${offering.name} ${usualSide[role] satisfies Side}`;

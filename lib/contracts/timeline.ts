import { z } from "zod";
import type { Bound } from "@/lib/domain/clock-words";
import type { ConditionId } from "@/lib/domain/ids";
import { type PartyRole, partyRoles } from "@/lib/domain/role";
import { localDate, localTime } from "./acts";
import { closingId, offeringId } from "./ids";
import type { ClosingHead, ViewerView } from "./views";

const whose = z.union([z.enum(["all", "mine"]), z.enum(partyRoles)]);

/** With a day and a time, what slips if the Time of Delivery moves there; nothing is moved by asking. */
export const timelineQuery = z
  .strictObject({
    offeringId,
    closingId,
    moveDate: localDate.optional(),
    moveTime: localTime.optional(),
  })
  .refine(({ moveDate, moveTime }) => (moveDate === undefined) === (moveTime === undefined), {
    path: ["moveTime"],
    message: "A move needs a day and a time.",
  });

/** Where a clock comes from. */
export type ClockSource = "agreement" | "practice" | "depository" | "condition" | "default" | "closing";

export type ClockView = {
  id: string;
  source: ClockSource;
  clause: string;
  what: string;
  owner: PartyRole | null;
  /** How that part is called in this offering. */
  ownerName: string;
  /** The instant, and how it is told in the closing's zone, with what it means: "by", "before". */
  at: string;
  says: string;
  bound: Bound;
  period: { from: string; through: string } | null;
  /** The last business moment before it, where it falls on a day that is no business day. */
  practical: string | null;
  derivation: readonly string[];
  cautions: readonly string[];
  conditionId: ConditionId | null;
};

/** A clock whose moment cannot be worked out, and why. */
export type ClockProblemView = Pick<ClockView, "id" | "source" | "clause" | "what" | "ownerName"> & {
  field: string;
  message: string;
};

export type SlipView = { id: string; clause: string; what: string; before: string; after: string; says: string };

export type MoveView = {
  to: string;
  /** The moves of the moment itself, such as a day on which banks are closed. */
  cautions: readonly string[];
  moved: readonly SlipView[];
  kept: readonly SlipView[];
};

export type TimelineView = {
  head: ClosingHead;
  viewer: ViewerView;
  /** In order of time. */
  clocks: readonly ClockView[];
  problems: readonly ClockProblemView[];
  /** What would complete the timeline, a sentence each. */
  missing: readonly string[];
  move: MoveView | null;
  feed: { since: string | null };
  may: { postpone: boolean; editTerms: boolean };
};

export const feedInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("make"), closingId, whose }),
  z.strictObject({ act: z.literal("revoke"), closingId }),
]);

export type FeedInput = z.output<typeof feedInput>;
export type FeedRequest = z.input<typeof feedInput>;

/** The address is told this once. */
export type FeedAnswer = { path: string | null };

import { z } from "zod";
import { readAmount } from "@/lib/domain/allocations";
import type { DefaultOutcome } from "@/lib/domain/default-outcome";
import type { TerminationMemo } from "@/lib/domain/termination-memo";
import { localDate, localTime } from "./acts";
import { closingId, offeringId } from "./ids";
import type { ClockView } from "./timeline";
import type { ClosingHead, ViewerView } from "./views";

const text = (max: number) => z.string().trim().min(1, "This is needed.").max(max, `At most ${max} characters.`);

const amount = z
  .string()
  .refine((typed) => readAmount(typed) !== null, "This is no amount, such as 5,818,182.")
  .transform((typed) => readAmount(typed) ?? "");

const substitute = z.strictObject({ name: text(200), amount });

/** What somebody asks “what if” of: which underwriters default, who else purchases, and what the Company says. */
export const supposition = z.strictObject({
  defaults: z.array(text(200)).max(200),
  substitutes: z.array(substitute).max(200),
  companyRequires: z.boolean().nullable(),
});

export type Supposition = z.output<typeof supposition>;
export type SuppositionRequest = z.input<typeof supposition>;

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "This is not JSON." });
    return z.NEVER;
  }
}

/** `suppose` is a supposition as JSON; without it the page shows what was recorded. Nothing is changed by asking. */
export const defaultQuery = z.strictObject({
  offeringId,
  closingId,
  suppose: z.string().max(40_000).transform(readJson).pipe(supposition).optional(),
});

/** What is recorded about a default. `moment` is local to the closing's zone: from it the hours run. */
export const defaultInput = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("record"),
    closingId,
    underwriter: text(200),
    localDate,
    localTime,
  }),
  z.strictObject({ act: z.literal("arrange"), closingId, ...substitute.shape }),
  z.strictObject({ act: z.literal("company"), closingId, requires: z.boolean() }),
  z.strictObject({ act: z.literal("withdraw"), closingId, recordId: z.uuid(), reason: text(2_000) }),
]);

export type DefaultInput = z.output<typeof defaultInput>;
export type DefaultRequest = z.input<typeof defaultInput>;
export type DefaultAnswer = { position: string; recordId: string };

/** One thing that was recorded, with who did it; withdrawn by whoever may record the like. */
export type DefaultEntryView = { recordId: string; says: string; by: string; at: string; mayWithdraw: boolean };

export type DefaultView = {
  head: ClosingHead;
  viewer: ViewerView;
  /** The clause in words; null where the agreement's default rule is not known. */
  rule: { clause: string; says: readonly string[] } | null;
  kind: "debt" | "shares" | null;
  currency: string;
  /** What each underwriter is to take at this Time of Delivery, before any default. */
  allocations: readonly { underwriter: string; amount: string }[];
  recorded: readonly DefaultEntryView[];
  /** The situation that the outcome is of: as recorded, or as supposed. */
  situation: Supposition;
  supposed: boolean;
  outcome: DefaultOutcome | null;
  /** Why there is no outcome: which field, and what is wrong. */
  problems: readonly { field: string; message: string }[];
  /** The clocks that the recorded defaults started. */
  clocks: readonly ClockView[];
  /** The furthest to which the Time of Delivery may be put off for a default: its moment, day and time. */
  postponeTo: { at: string; says: string; localDate: string; localTime: string } | null;
  memos: readonly { ground: string; memo: TerminationMemo }[];
  missing: readonly string[];
  may: {
    record: boolean;
    arrange: boolean;
    company: boolean;
    postpone: boolean;
    terminate: boolean;
    editTerms: boolean;
  };
};

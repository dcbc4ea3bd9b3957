import { z } from "zod";
import type { DraftTerms } from "@/lib/domain/draft";
import type { ConditionId } from "@/lib/domain/ids";
import type { AgreementFinding } from "./agreement";
import { closingId, conditionId } from "./ids";
import type { HoldingSignOff } from "./list";
import { draftRow } from "./offering";
import type { ClosingHead } from "./views";

/** A line of the list beside the agreement as it now reads. */
export type AmendmentLine =
  | {
      change: "same" | "moved" | "changed" | "removed";
      id: ConditionId;
      depth: number;
      requirement: number;
      title: string;
      before: { label: string; text: string };
      /** Null for a line that the agreement does not have any more. */
      after: { label: string; text: string } | null;
      /** The sign-offs that rest on it now. */
      holding: readonly HoldingSignOff[];
      /** Why it cannot be taken off the list; null where it can. */
      keptBecause: string | null;
    }
  | { change: "added"; depth: number; terms: DraftTerms };

export type AmendmentView = {
  source: { name: string; sha256: string };
  /** The conditions section as the file numbers it; null where it has none. */
  section: string | null;
  findings: readonly AgreementFinding[];
  lines: readonly AmendmentLine[];
};

/** What the page on which an amendment is read begins with. */
export type AmendmentPageView = { head: ClosingHead; mayEdit: boolean };

const label = z.string().trim().min(1).max(60);

/** The list as it is to be, line by line, and what is taken off it. Every line that stands is named once. */
export const amendInput = z.strictObject({
  closingId,
  source: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().trim().min(1).max(255) }),
  lines: z
    .array(
      z.discriminatedUnion("is", [
        z.strictObject({
          is: z.literal("kept"),
          conditionId,
          /** What was on screen. */
          requirement: z.int().min(0),
          label,
          /** The words as the agreement now has them; null: as they are. */
          text: z.string().trim().max(40_000).nullable(),
        }),
        z.strictObject({ is: z.literal("new"), ...draftRow.shape }),
      ]),
    )
    .max(1_000),
  removed: z.array(z.strictObject({ conditionId, requirement: z.int().min(0) })).max(1_000),
});

export type AmendInput = z.output<typeof amendInput>;
export type AmendRequest = z.input<typeof amendInput>;
export type AmendAnswer = { position: string; changed: number; added: number; removed: number; renumbered: number };

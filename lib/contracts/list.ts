import type { ConditionTerms } from "@/lib/domain/act";
import type { Basis } from "@/lib/domain/condition";
import type { ConditionStatus } from "@/lib/domain/condition-state";
import type { ConditionId, DeliverableId, VersionId } from "@/lib/domain/ids";
import type { ClosingHead } from "./views";

/** A sign-off that holds now, and that would have to be given again once what it speaks for is changed. */
export type HoldingSignOff = { label: string; basis: Basis; by: string };

/** A line of the list as its keeper edits it. */
export type ListLine = {
  id: ConditionId;
  parentId: ConditionId | null;
  depth: number;
  /** What the keeper saw; a change is refused where somebody else changed it since. */
  requirement: number;
  terms: ConditionTerms;
  /** Signed off as such: a clause taken whole, or a limb that stands by itself. */
  counted: boolean;
  status: ConditionStatus;
  /** Its own, and those of the clauses taken whole above it. */
  holding: readonly HoldingSignOff[];
  /** Documents with versions stay on the list. */
  delivered: readonly DeliverableId[];
  /** Why it cannot be taken off the list; null where it can. */
  keptBecause: string | null;
  /** Documents of the same title that all parties have from another Time of Delivery. */
  reusable: readonly { deliverableId: DeliverableId; versionId: VersionId; fileName: string; from: string }[];
};

export type ListView = { head: ClosingHead; lines: readonly ListLine[]; position: string; mayEdit: boolean };

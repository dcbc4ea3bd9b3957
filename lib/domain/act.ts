import type { Basis, DocumentStage, Evidence, Rating, RequiredSignOff, SignOffDetail } from "./condition";
import type { ActId, ClosingId, ConditionId, DeliverableId, PersonId, SignaturePageId, VersionId } from "./ids";
import type { ConditionKind } from "./kind";
import type { Compartment, PartyRole } from "./role";

/** What the list keeper may set on a condition. */
export type ConditionTerms = {
  label: string;
  title: string;
  text: string;
  kind: ConditionKind;
  mode: "whole" | "limbs";
  furnishedBy: readonly PartyRole[];
  furnishedTo: readonly PartyRole[];
  requires: readonly RequiredSignOff[];
  windowHours: number | null;
  ratings: readonly Rating[];
  deliverables: readonly DeliverableTerms[];
};

export type DeliverableTerms = {
  id: DeliverableId;
  title: string;
  dated: "time-of-delivery" | "pricing-date" | null;
};

/** A clause taken whole above a changed limb: its sign-offs speak for the limb, so its requirement rises with it. */
export type RaisedClause = { conditionId: ConditionId; requirement: number };

/**
 * All that can happen at a Time of Delivery. Each act is decided by a pure function, recorded once with its event in one
 * transaction, and never changed. A new act is a member here, a `decide…`, and a case in lib/db/record-act.ts.
 */
export type Act =
  | {
      type: "document.delivered";
      conditionId: ConditionId;
      deliverableId: DeliverableId;
      versionId: VersionId;
      number: number;
      sha256: string;
      fileName: string;
      mediaType: string;
      bytes: number;
      pages: number | null;
      stage: DocumentStage;
      datedOn: string | null;
      compartment: Compartment;
      shared: boolean;
    }
  | {
      type: "document.shared";
      conditionId: ConditionId;
      deliverableId: DeliverableId;
      versionId: VersionId;
      sha256: string;
    }
  | {
      type: "condition.signed-off";
      actId: ActId;
      conditionId: ConditionId;
      basis: Basis;
      role: PartyRole;
      sameDay: boolean;
      statement: string;
      evidence: readonly Evidence[];
      requirement: number;
      detail: SignOffDetail;
    }
  | {
      type: "condition.waived";
      actId: ActId;
      conditionId: ConditionId;
      text: string;
      scope: string;
      instrument: { sha256: string; name: string } | null;
    }
  | {
      type: "condition.marked";
      actId: ActId;
      conditionId: ConditionId;
      mark: "not-applicable" | "failed";
      reason: string;
    }
  | {
      type: "act.withdrawn";
      conditionId: ConditionId;
      of: "sign-off" | "waiver" | "mark";
      actId: ActId;
      reason: string;
    }
  | { type: "note.added"; conditionId: ConditionId; compartment: Compartment; text: string }
  | { type: "condition.assigned"; conditionId: ConditionId; assigneeId: PersonId | null }
  | { type: "condition.due-set"; conditionId: ConditionId; dueAt: string | null }
  | {
      type: "condition.added";
      conditionId: ConditionId;
      parentId: ConditionId | null;
      /** Whatever stands at this place or after it moves down by one. */
      place: number;
      terms: ConditionTerms;
      raised: readonly RaisedClause[];
    }
  | {
      type: "condition.edited";
      conditionId: ConditionId;
      before: ConditionTerms;
      terms: ConditionTerms;
      /** The requirement's number after the change; unchanged where only the title or text of a label moved. */
      requirement: number;
      raised: readonly RaisedClause[];
    }
  | {
      type: "condition.split";
      conditionId: ConditionId;
      before: ConditionTerms;
      terms: ConditionTerms;
      requirement: number;
      raised: readonly RaisedClause[];
      /** In their order; they come right below the clause. */
      limbs: readonly { conditionId: ConditionId; place: number; terms: ConditionTerms }[];
    }
  | { type: "condition.removed"; conditionId: ConditionId; reason: string; raised: readonly RaisedClause[] }
  | { type: "conditions.reordered"; order: readonly ConditionId[] }
  | {
      type: "conditions.renumbered";
      labels: readonly { conditionId: ConditionId; before: string; label: string }[];
    }
  | {
      type: "signature-page.added";
      signaturePageId: SignaturePageId;
      partyId: string;
      document: string;
      signatory: string;
      capacity: string;
      place: number;
    }
  | {
      type: "signature-page.moved";
      signaturePageId: SignaturePageId;
      step: "out" | "in-escrow" | "release-authorised" | "withdrawn";
    }
  | { type: "closing.pre-closing" }
  | { type: "closing.call-started" }
  | { type: "closing.closed"; settled: number; waived: number; pages: number; stateDigest: string }
  | { type: "closing.postponed"; ground: string; text: string; newLocalDate: string; newLocalTime: string }
  | { type: "closing.terminated"; ground: string; text: string }
  | { type: "closing.clock-set"; shows: string };

export type ActType = Act["type"];

/** The act's own Time of Delivery, and the compartment in whose log it is recorded. */
export type Placed<A extends Act = Act> = A & { closingId: ClosingId };

/** In whose log an act stands: a private draft or note is known only to the side that made it. */
export function compartmentOf(act: Act): Compartment {
  if (act.type === "document.delivered") return act.shared ? "shared" : act.compartment;
  return act.type === "note.added" ? act.compartment : "shared";
}

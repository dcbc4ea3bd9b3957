import type { ActId, ClosingId, ConditionId, DeliverableId, PersonId, VersionId } from "./ids";
import type { ConditionKind } from "./kind";
import type { Compartment, PartyRole } from "./role";

/** On what a sign-off rests: the paper came in; its form is right; the fact is so; in the decider's judgment. */
export const bases = ["received", "form", "fact", "judgment"] as const;
export type Basis = (typeof bases)[number];

/** A sign-off that a condition needs. `sameDay` ones state a continuing fact and can be given only on the day. */
export type RequiredSignOff = { basis: Basis; role: PartyRole; sameDay: boolean };

/** How far a document has come. Only an executed version counts as delivered. */
export const documentStages = ["draft", "agreed-form", "execution", "executed"] as const;
export type DocumentStage = (typeof documentStages)[number];

/** One uploaded file, known by its SHA-256. */
export type Version = {
  id: VersionId;
  number: number;
  sha256: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  stage: DocumentStage;
  /** The date on the document's face, YYYY-MM-DD, as the person who delivered it gave it. */
  datedOn: string | null;
  compartment: Compartment;
  by: PersonId;
  at: Date;
  /** When it crossed the wall; null while it is private to its side. */
  sharedAt: Date | null;
};

/** A version that crossed the wall: all parties have it. */
export type SharedVersion = Version & { sharedAt: Date };

/** A document that a condition calls for, with its versions in the order of their numbers. */
export type Deliverable = {
  id: DeliverableId;
  title: string;
  dated: "time-of-delivery" | "pricing-date" | null;
  versions: readonly Version[];
};

/** The bytes that a sign-off relied on. */
export type Evidence = { deliverableId: DeliverableId; sha256: string };

export type Rating = { agency: string; rating: string; outlook: string };

/** What a sign-off says beside its basis: ratings as found, particulars of a filing, the limbs matched. */
export type SignOffDetail = { ratings?: readonly Rating[]; filing?: string; limbs?: readonly string[] };

/** A person's recorded statement, never changed; a withdrawal is one more record. */
export type SignOff = {
  id: ActId;
  basis: Basis;
  role: PartyRole;
  by: PersonId;
  /** The real moment, and what the closing's own clock showed then. */
  at: Date;
  clock: Date;
  sameDay: boolean;
  statement: string;
  evidence: readonly Evidence[];
  requirement: number;
  detail: SignOffDetail;
  withdrawnAt: Date | null;
};

export type Waiver = {
  id: ActId;
  text: string;
  scope: string;
  instrument: { sha256: string; name: string } | null;
  by: PersonId;
  at: Date;
  withdrawnAt: Date | null;
};

export type Mark = {
  id: ActId;
  mark: "not-applicable" | "failed";
  reason: string;
  by: PersonId;
  at: Date;
  withdrawnAt: Date | null;
};

/** One clause or limb at one Time of Delivery, with all that was recorded about it. */
export type Condition = {
  id: ConditionId;
  closingId: ClosingId;
  parentId: ConditionId | null;
  /** As counsel writes it: "7(c)(ii)". */
  label: string;
  title: string;
  /** The clause's own words, or a description of them. */
  text: string;
  kind: ConditionKind;
  /** "whole": signed off at the clause, its limbs matched; "limbs": each limb stands by itself. */
  mode: "whole" | "limbs";
  place: number;
  furnishedBy: readonly PartyRole[];
  furnishedTo: readonly PartyRole[];
  requires: readonly RequiredSignOff[];
  /** Hours before the Time of Delivery in which a same-day confirmation may be given, and for which it holds. */
  windowHours: number | null;
  /** The ratings at pricing, for a no-downgrade condition. */
  ratings: readonly Rating[];
  /** Rises with every change to what is required; a sign-off holds only for the requirement it saw. */
  requirement: number;
  deliverables: readonly Deliverable[];
  signOffs: readonly SignOff[];
  waivers: readonly Waiver[];
  marks: readonly Mark[];
  /** Who is to see to it, and by when, as the list keeper asks. */
  assigneeId: PersonId | null;
  dueAt: Date | null;
};

/** The version on which sign-offs rest: the last that was shared with all parties. */
export function inForce(deliverable: Deliverable): SharedVersion | null {
  let latest: SharedVersion | null = null;
  for (const version of deliverable.versions) {
    if (!isShared(version)) continue;
    if (!latest || version.number > latest.number) latest = version;
  }
  return latest;
}

const isShared = (version: Version): version is SharedVersion => version.sharedAt !== null;

/** What a sign-off given now would rest on. */
export const evidenceNow = (condition: Condition): Evidence[] =>
  condition.deliverables.flatMap((deliverable) => {
    const version = inForce(deliverable);
    return version ? [{ deliverableId: deliverable.id, sha256: version.sha256 }] : [];
  });

/** Documents of which no executed version has been shared. */
export const undelivered = (condition: Condition): Deliverable[] =>
  condition.deliverables.filter((deliverable) => inForce(deliverable)?.stage !== "executed");

export const liveWaiver = (condition: Condition) => condition.waivers.findLast((w) => !w.withdrawnAt) ?? null;
export const liveMark = (condition: Condition) => condition.marks.findLast((m) => !m.withdrawnAt) ?? null;

/** The state of a document, a function of its versions and of what was said about them. */
export type DocumentState =
  | "not-started"
  | "draft-circulated"
  | "comments-received"
  | "agreed-form"
  | "execution-version"
  | "executed";

/** `commentedAt` is when the last shared comment on the condition was made. */
export function documentState(deliverable: Deliverable, commentedAt: Date | null): DocumentState {
  const version = inForce(deliverable);
  if (!version) return "not-started";
  if (version.stage === "executed") return "executed";
  if (version.stage === "execution") return "execution-version";
  if (version.stage === "agreed-form") return "agreed-form";
  return commentedAt && commentedAt >= version.sharedAt ? "comments-received" : "draft-circulated";
}

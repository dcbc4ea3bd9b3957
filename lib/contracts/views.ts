import type { ClosingStage, SignaturePageState } from "@/lib/domain/closing";
import type { Basis, DocumentStage, DocumentState, Evidence, Rating, RequiredSignOff } from "@/lib/domain/condition";
import type { ConditionStatus } from "@/lib/domain/condition-state";
import type {
  ActId,
  ClosingId,
  ConditionId,
  DeliverableId,
  OfferingId,
  PartyId,
  PersonId,
  SignaturePageId,
  VersionId,
} from "@/lib/domain/ids";
import type { ConditionKind } from "@/lib/domain/kind";
import type { Compartment, PartyRole, Side } from "@/lib/domain/role";
import type { BinderView } from "./binder";

// What a browser is given: plain values, moments as ISO text, and what this viewer may do.

export type PersonView = { id: PersonId; name: string; party: string; role: PartyRole };

export type ViewerView = PersonView & {
  side: Side;
  partyId: PartyId;
  authority: boolean;
  coordinator: boolean;
  /** Set while a coordinator looks with another part's eyes; then nothing can be done. */
  viewingAs: PartyRole | null;
};

/** The head of every screen of one Time of Delivery. */
export type ClosingHead = {
  offering: { id: OfferingId; name: string; issuer: string; rehearsal: boolean };
  id: ClosingId;
  label: string;
  term: string;
  timeOfDelivery: string;
  localDate: string;
  localTime: string;
  zone: string;
  location: string;
  stage: ClosingStage;
  /** What the closing's own clock shows, and the real moment at which it did. */
  clock: string;
  serverTime: string;
  siblings: readonly { id: ClosingId; label: string; localDate: string }[];
};

export type VersionView = {
  id: VersionId;
  number: number;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  stage: DocumentStage;
  datedOn: string | null;
  compartment: Compartment;
  by: string;
  at: string;
  sharedAt: string | null;
  inForce: boolean;
  mayShare: boolean;
};

export type DeliverableView = {
  id: DeliverableId;
  title: string;
  dated: "time-of-delivery" | "pricing-date" | null;
  state: DocumentState;
  /** The version in force; null while none is shared. */
  inForce: { versionId: VersionId; number: number; fileName: string; sha256: string; stage: DocumentStage } | null;
  /** Versions that this viewer can see but that are still private to the viewer's side. */
  privateVersions: number;
};

export type LapseView = {
  cause: "document-replaced" | "requirement-changed" | "too-old";
  /** A whole sentence: what does not hold any more, with who and when. */
  sentence: string;
};

export type SlotView = RequiredSignOff & {
  state: "awaiting" | "not-yet" | "given" | "stale" | "expired";
  by: string | null;
  at: string | null;
  /** For "given" same-day ones until when it holds; for "not-yet" from when it may be given. */
  until: string | null;
  /** Set when this viewer may take it back. */
  withdrawable: ActId | null;
};

/** What this viewer may do with a condition now; the server asks the same rules again when it is done. */
export type ConditionMay = {
  deliver: boolean;
  /** The bases on which this viewer may sign off now, and the words they would agree to. */
  signOff: readonly { basis: Basis; sameDay: boolean; statement: string }[];
  waive: boolean;
  mark: boolean;
  note: boolean;
  assign: boolean;
  edit: boolean;
};

export type ConditionView = {
  id: ConditionId;
  parentId: ConditionId | null;
  depth: number;
  label: string;
  title: string;
  kind: ConditionKind;
  mode: "whole" | "limbs";
  /** Signed off as such: a clause taken whole, or a limb that stands by itself. */
  counted: boolean;
  status: ConditionStatus;
  stale: readonly LapseView[];
  expired: readonly LapseView[];
  furnishedBy: readonly { role: PartyRole; name: string }[];
  deliverables: readonly DeliverableView[];
  slots: readonly SlotView[];
  /** What happens next, in words, whose it is, from when, and whether it is this viewer's. */
  next: { sentence: string; roles: readonly PartyRole[]; from: string | null; mine: boolean } | null;
  blocking: boolean;
  settledBy: {
    act: "waiver" | "mark";
    id: ActId;
    by: string;
    at: string;
    text: string;
    /** Of a waiver: how far it goes, and the name of the writing where one is attached. */
    scope: string | null;
    instrument: string | null;
    withdrawable: boolean;
  } | null;
  assignee: { id: PersonId; name: string } | null;
  dueAt: string | null;
  notes: number;
  requirement: number;
  evidence: readonly Evidence[];
  ratings: readonly Rating[];
  windowHours: number | null;
  may: ConditionMay;
};

export type ReadinessView = {
  total: number;
  settled: number;
  pagesTotal: number;
  pagesReady: number;
  percent: number;
  ready: boolean;
};

export type SignaturePageView = {
  id: SignaturePageId;
  party: string;
  partyId: PartyId;
  document: string;
  signatory: string;
  capacity: string;
  state: SignaturePageState;
  may: readonly ("out" | "in-escrow" | "release-authorised" | "withdrawn")[];
};

export type ChecklistView = {
  head: ClosingHead;
  viewer: ViewerView;
  readiness: ReadinessView;
  conditions: readonly ConditionView[];
  people: readonly PersonView[];
  /** The newest event that this view has in it; a live message with a higher one makes it old. */
  position: string;
  may: { editList: boolean; viewAs: boolean; exportSet: boolean };
};

/** What stands on screen while the list itself is on its way: the rows that are unfolded at first, each in one line. */
export type ChecklistGlance = {
  head: ClosingHead;
  mayViewAs: boolean;
  rows: readonly { label: string; title: string; level: number; status: ConditionStatus | null }[];
};

/** The checklist as it goes on paper: with the comments that all parties share, oldest first. */
export type PrintedChecklistView = {
  checklist: ChecklistView;
  comments: readonly { conditionId: ConditionId; text: string; by: string; at: string }[];
};

/** One condition with its whole record, for the panel beside the list. */
export type ConditionDetailView = {
  condition: ConditionView;
  closingId: ClosingId;
  text: string;
  versions: readonly (VersionView & { deliverableId: DeliverableId })[];
  notes: readonly { id: string; text: string; by: string; at: string; compartment: Compartment }[];
  history: readonly LogEntryView[];
  /** The terms as the list keeper edits them. */
  terms: {
    furnishedBy: readonly PartyRole[];
    furnishedTo: readonly PartyRole[];
    requires: readonly RequiredSignOff[];
  };
};

export type LogEntryView = {
  id: string;
  seq: number;
  compartment: Compartment;
  type: string;
  sentence: string;
  by: string;
  at: string;
  clock: string | null;
  closingId: ClosingId | null;
  conditionId: ConditionId | null;
  hash: string;
};

/** The banker's page: one Time of Delivery in one look. */
export type StatusView = {
  head: ClosingHead;
  viewer: ViewerView;
  readiness: ReadinessView;
  byStatus: readonly { status: ConditionStatus; count: number }[];
  byKind: readonly { kind: ConditionKind; total: number; settled: number }[];
  byParty: readonly { role: PartyRole; name: string; waitingFor: number; labels: readonly string[] }[];
  blockers: readonly {
    conditionId: ConditionId;
    label: string;
    title: string;
    sentence: string;
    roles: readonly PartyRole[];
    /** What has to be done next, and from when it can be, for what cannot be done before its window opens. */
    todo: Todo | null;
    from: string | null;
    lapsed: boolean;
  }[];
  /** The working group, for a signature page of one of them. */
  parties: readonly { id: PartyId; name: string; role: PartyRole }[];
  signaturePages: readonly SignaturePageView[];
  /** Settled conditions after each recorded act, for the chart. */
  progress: readonly { at: string; clock: string; settled: number; total: number }[];
  steps: readonly { step: string; ground: string | null; text: string | null; by: string; at: string; clock: string }[];
  /** What is delivered and what is due for it, by the settlement sheet; null where it is not this viewer's or not known. */
  money: {
    title: string;
    kind: "debt" | "shares";
    currency: string;
    quantity: string;
    due: string;
    /** What the issuer is wired, after what is netted. */
    net: string;
  } | null;
  /** The newest binders of this viewer's side; none while looking with another's eyes. */
  binders: readonly BinderView[];
  /** What does not hold of the record, in words; nothing is closed while anything stands here. */
  damage: readonly string[];
  position: string;
  may: {
    preClosing: boolean;
    startCall: boolean;
    close: boolean;
    postpone: boolean;
    terminate: boolean;
    setClock: boolean;
    editPages: boolean;
    exportSet: boolean;
  };
};

/** The next act that a condition waits for: a document, or a sign-off on this basis. */
export type Todo = "deliver" | Basis;

export type ChangesView = { since: string; entries: readonly LogEntryView[] };

export type PortfolioView = {
  person: { name: string; email: string; administrator: boolean };
  mayMakeClosing: boolean;
  closings: readonly {
    offeringId: OfferingId;
    closingId: ClosingId;
    offering: string;
    issuer: string;
    label: string;
    rehearsal: boolean;
    stage: ClosingStage;
    timeOfDelivery: string;
    zone: string;
    clock: string;
    serverTime: string;
    readiness: ReadinessView;
    /** The first few blockers: what can be dealt with now before what waits for its window. */
    blockers: readonly { label: string; title: string; sentence: string; roles: readonly PartyRole[] }[];
    blockerCount: number;
    role: PartyRole;
    mine: number;
  }[];
};

/** Everything that waits for one person, over all their closings. */
export type MyItemsView = {
  items: readonly {
    offeringId: OfferingId;
    closingId: ClosingId;
    conditionId: ConditionId;
    offering: string;
    closing: string;
    label: string;
    title: string;
    sentence: string;
    todo: Todo | null;
    from: string | null;
    dueAt: string | null;
    timeOfDelivery: string;
    zone: string;
    /** What the closing's own clock shows, and the real moment at which it did. */
    clock: string;
    serverTime: string;
    rehearsal: boolean;
    assigned: boolean;
  }[];
};

import type { ChainedEvent, ChainHead } from "@/lib/log/chain";
import type { Paper } from "./paper";
import type { StampedAt } from "./seal/time-stamp";

/** A calendar date as ISO 8601, `2026-05-14`. */
export type IsoDate = string;
/** An instant as ISO 8601 with its offset or Z, `2026-05-14T14:00:00Z`. */
export type IsoInstant = string;
/** A SHA-256 digest in lower-case hex. */
export type Sha256 = string;

/**
 * All that a closing set is made from. The same input over the same files gives the same bytes, on any machine, in any
 * time zone or locale; so whatever is printed comes ready-made, and no clock is read.
 */
export type ClosingSetInput = {
  /** What the volume calls itself, "Closing Set". */
  readonly title: string;
  readonly issuer: string;
  /** Each of the securities with its final maturity, as the cover prints them. */
  readonly securities: readonly string[];
  /** The aggregate amount as the cover prints it. */
  readonly amount?: string;
  /** The Time of Delivery as the cover prints it, with its place's time zone. */
  readonly timeOfDelivery: string;
  /** The moment the set speaks as of: metadata and the dates of entries in the ZIP carry it. */
  readonly asOf: IsoInstant;
  /** The mark of a set that is no record of a closing; printed on the cover and on every page. */
  readonly rehearsal?: string;
  readonly parties: readonly { readonly role: string; readonly names: readonly string[] }[];
  readonly parts: readonly PartInput[];
  /** Papers of the program's own, written to their files before the build; documents of the set name those files. */
  readonly papers?: readonly { readonly file: string; readonly paper: Paper }[];
  /** The event log, sign-offs and waivers behind the set. */
  readonly record?: RecordInput;
  /** Faults that stood open when the set was built, and why it was built over them; printed in the volume. */
  readonly openFaults?: { readonly reason: string; readonly faults: readonly string[] };
  /**
   * For a set that has part of the tabs: what it is called. Its record is that of its own tabs, and of the log it has their
   * events alone.
   */
  readonly distribution?: { readonly set: string };
  /** For a supplement: the set it adds to. */
  readonly supplementTo?: { readonly title: string; readonly manifestSha256: Sha256 };
};

export type PartInput = { readonly title: string; readonly tabs: readonly TabInput[] };

export type TabInput = {
  /** As printed: "14", "7(c)(ii)". */
  readonly number: string;
  readonly title: string;
  readonly condition?: { readonly id: string; readonly clause: string };
  /** Why the tab is intentionally omitted; such a tab keeps its number and its slip sheet and has no documents. */
  readonly omitted?: string;
  /** What has to be said about the tab, on its slip sheet: "No document is called for." */
  readonly note?: string;
  readonly documents: readonly DocumentInput[];
};

export type DocumentInput = {
  readonly title: string;
  readonly date?: IsoDate;
  readonly signatories: readonly string[];
  /** Where the bytes are. */
  readonly file: string;
  /** The name it was given with, for its ending; that of `file` where absent. */
  readonly originalName?: string;
  /** The digest on record. Where the bytes have another, the document is not bound and the report says so. */
  readonly sha256?: Sha256;
  readonly mediaType: string;
  /** The page count on record, compared at binding. */
  readonly pages?: number;
  readonly version?: DocumentVersion;
};

/** Which version of which document on the list it is; the log records both with the digest. */
export type DocumentVersion = { readonly id: string; readonly deliverableId: string; readonly label: string };

export type RecordInput = {
  /** The log that all parties share: whole, or for a set with part of the tabs the events about those. */
  readonly events: readonly ChainedEvent[];
  readonly head: ChainHead;
  /** For a set with part of the tabs: the root of the tree over the whole log, and what proves each event to be in it. */
  readonly tree?: LogTree;
  /** The signed note of the log at that head; null where none was there yet. */
  readonly checkpoint: string | null;
  /** Every condition of the Time of Delivery, or every one of the set's own tabs, in the order of the agreement. */
  readonly conditions: readonly ConditionRecord[];
  readonly signOffs: readonly SignOffRecord[];
  readonly waivers: readonly WaiverRecord[];
  readonly marks: readonly MarkRecord[];
};

/** Of a log of so many events: the root over them (hex), and for some events the hashes (RFC 9162) that lead up to it. */
export type LogTree = {
  readonly size: number;
  readonly root: Sha256;
  readonly proofs: readonly { readonly seq: number; readonly hashes: readonly Sha256[] }[];
};

export type ConditionRecord = {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly status: string;
};

/**
 * What every recorded act has. Its event, number `eventSeq` of the log, carries the same in its payload under the same
 * names, the person as its actor and the moment as its own: that is what binds the record to the chain, and the verifier
 * compares them one by one. `withdrawnSeq` is the event that took it back.
 */
type ActRecord = {
  readonly actId: string;
  readonly conditionId: string;
  readonly clause: string;
  readonly person: string;
  readonly party: string;
  readonly at: IsoInstant;
  readonly eventSeq: number;
  readonly withdrawnSeq: number | null;
};

export type SignOffRecord = ActRecord & {
  readonly role: string;
  readonly basis: string;
  readonly statement: string;
  /** The digests of the document versions that it relied on. */
  readonly evidence: readonly { readonly deliverableId: string; readonly sha256: Sha256 }[];
  /** Whether it still held at the moment of the set: its documents not replaced, its requirement not changed, not too old. */
  readonly holds: boolean;
};

export type WaiverRecord = ActRecord & {
  readonly text: string;
  readonly scope: string;
  readonly instrument: { readonly sha256: Sha256; readonly name: string } | null;
};

/** "Not applicable" or "failed", the Representatives' word. */
export type MarkRecord = ActRecord & { readonly mark: string; readonly reason: string };

/** What was met with a document. A fault kept it out of the volume; a note did not, and stands on its slip sheet. */
export type DocumentFinding = { readonly code: FindingCode; readonly fault: boolean; readonly message: string };

export type FindingCode =
  | "missing"
  | "empty"
  | "html"
  | "not-a-pdf"
  | "password"
  | "unreadable"
  | "bytes-changed"
  | "not-a-pdf-document"
  | "rebuilt-cross-references"
  | "second-parser"
  | "damaged-content"
  | "page-count-changed"
  | "signature-voided"
  | "encryption-removed"
  | "form-flattened"
  | "form-drawn-anew"
  | "tags-left-out"
  | "active-content-removed"
  | "attachments-kept";

/** What became of one document. Pages are numbered from 1 as the body's labels show them. */
export type DocumentReport = {
  readonly part: string;
  readonly tab: string;
  readonly title: string;
  readonly file: string;
  readonly sha256: Sha256 | null;
  readonly bytes: number;
  readonly bound: boolean;
  /** Pages of the document in the volume; 0 where it is not bound. */
  readonly pages: number;
  /** The label of its first page, or of the sheet that stands for it. */
  readonly firstPage: number;
  readonly findings: readonly DocumentFinding[];
};

export type ClosingSetReport = {
  readonly documents: readonly DocumentReport[];
  readonly pages: number;
  readonly manifestSha256: Sha256;
  readonly pdf: { readonly path: string; readonly bytes: number; readonly sha256: Sha256 } | null;
  readonly zip: { readonly path: string; readonly bytes: number; readonly sha256: Sha256 } | null;
  readonly seals: SealReport;
};

/** What the set was sealed with besides its digests, and in `notes` what was wanted and could not be had. */
export type SealReport = {
  readonly timeStamp: StampedAt | null;
  readonly signature: (StampedAt & { readonly timeStamp: StampedAt | null }) | null;
  readonly notes: readonly string[];
};

export type ClosingSetProgress = {
  readonly phase: "volume" | "archive";
  readonly documentsDone: number;
  readonly documents: number;
  readonly pages: number;
  readonly bytesDone: number;
  readonly bytes: number;
  /** Seconds left at the speed so far; null while too little is done to say. */
  readonly secondsLeft: number | null;
};

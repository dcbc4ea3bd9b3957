import { z } from "zod";
import type { ConditionId, DeliverableId } from "@/lib/domain/ids";
import { partyRoles } from "@/lib/domain/role";
import { closingId, offeringId } from "./ids";
import type { ClosingHead, ViewerView } from "./views";

/** What a person changed about the tabs of a set, in the order in which they shall stand within their part. */
export const tabEdits = z
  .array(
    z.strictObject({
      key: z.string().min(1).max(100),
      number: z.string().trim().min(1, "A tab needs a number.").max(40).optional(),
      title: z.string().trim().min(1, "A tab needs a title.").max(300).optional(),
      omitted: z.string().trim().min(1, "Say why the tab is omitted.").max(500).optional(),
    }),
  )
  .max(1_000);

export type TabEdit = z.output<typeof tabEdits>[number];

export const indexInput = z.strictObject({ closingId, revision: z.int().min(0), edits: tabEdits });

export type IndexInput = z.output<typeof indexInput>;

/** The index as it was last edited; its revision rises with every change. */
export type SetIndexView = { revision: number; edits: readonly TabEdit[] };

export const buildId = z.string().regex(/^[0-9a-f]{32}$/);

export const buildInput = z.strictObject({
  closingId,
  /** Edits of one's own that are not kept; absent, the set is built by the index as it is kept. */
  edits: tabEdits.optional(),
  /** The set of the distribution that is built; absent, the full set. */
  setId: z.uuid().optional(),
  /** The finished set that this one adds to: then it has the late documents alone, and says what is other. */
  supplementTo: buildId.optional(),
  /** Why the set is built over open faults; printed in it. */
  reason: z.string().trim().max(2_000).default(""),
});

export type BuildInput = z.output<typeof buildInput>;

export const stopInput = z.strictObject({ closingId, buildId });

export const buildQuery = z.strictObject({ offeringId, closingId, buildId });

export const buildFileQuery = z.strictObject({
  offeringId,
  closingId,
  buildId,
  format: z.enum(["pdf", "zip"]),
  view: z.literal("1").optional(),
});

/** What may be wrong with a set before it is built. The first nine keep it from being what it should be; the rest are to be known. */
export const preflightCodes = [
  "not-closed",
  "condition-open",
  "missing",
  "unsigned",
  "undated",
  "dated-otherwise",
  "superseded",
  "not-released",
  "lost",
  "encrypted",
  "corrupt",
  "page-count-changed",
  "not-a-pdf",
  "recovered",
  "no-text-layer",
  "signature-voided",
  "name-clash",
] as const;

export type PreflightCode = (typeof preflightCodes)[number];

/** One thing to work off before the build, and how. A fault asks for a reason where the set is built over it. */
export type PreflightItem = {
  code: PreflightCode;
  fault: boolean;
  conditionId: ConditionId | null;
  deliverableId: DeliverableId | null;
  label: string;
  document: string | null;
  sentence: string;
  remedy: string;
};

export type SetTabView = {
  key: string;
  number: string;
  title: string;
  conditionId: ConditionId | null;
  omitted: string | null;
  note: string | null;
  documents: readonly {
    title: string;
    date: string | null;
    signatories: readonly string[];
    /** As the binder counts them; null of what cannot be bound. */
    pages: number | null;
    sha256: string | null;
    /** The version of a document on the list, to read it by. */
    versionId: string | null;
  }[];
};

export type SetBuildState = "waiting" | "building" | "done" | "failed";

export type SetBuildView = {
  id: string;
  state: SetBuildState;
  by: string;
  at: string;
  /** The event of the log that it has last. */
  head: { seq: number; hash: string };
  asOf: string;
  reason: string;
  /** The build whose set this one adds to. */
  supplementTo: string | null;
  /** The set of the distribution that it is for; null for the full set. */
  set: { id: string; name: string } | null;
  /** The revision of the kept index then in force; with true, it was built by edits that its maker had not kept. */
  indexRevision: number;
  ownEdits: boolean;
  /** SHA-256 of all that it was made from: two builds with one digest have the same bytes. */
  snapshotSha256: string;
  /** Whether its files are still there: the last twenty of a closing are. */
  kept: boolean;
  progress: {
    phase: "volume" | "archive";
    documentsDone: number;
    documents: number;
    pages: number;
    bytesDone: number;
    bytes: number;
    secondsLeft: number | null;
  } | null;
  result: {
    pages: number;
    manifestSha256: string;
    pdf: { bytes: number; sha256: string };
    zip: { bytes: number; sha256: string };
    faults: readonly { title: string; tab: string; message: string }[];
    seals: SetSealsView;
  } | null;
  failure: string | null;
};

type StampedAt = { at: string; by: string };

/** What a set was sealed with besides its digests, and what was wanted and could not be had. */
export type SetSealsView = {
  timeStamp: StampedAt | null;
  signature: (StampedAt & { timeStamp: StampedAt | null }) | null;
  notes: readonly string[];
};

export type ClosingSetView = {
  head: ClosingHead;
  viewer: ViewerView;
  preflight: readonly PreflightItem[];
  parts: readonly { title: string; tabs: readonly SetTabView[] }[];
  index: SetIndexView;
  builds: readonly SetBuildView[];
  log: { seq: number; hash: string };
  may: { build: boolean; saveIndex: boolean };
};

export const exportFormats = [
  "checklist.docx",
  "checklist.xlsx",
  "checklist.csv",
  "working-group.docx",
  "working-group.xlsx",
  "working-group.vcf",
  "memorandum.docx",
  "memorandum.pdf",
  "agenda.docx",
  "agenda.pdf",
] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What is on the screen: the ids of its conditions, so that what a filter shows is what is exported and printed. */
export const shownConditions = z
  .string()
  .max(40_000)
  .transform((text) => text.split(","));

export const exportQuery = z
  .strictObject({
    offeringId,
    closingId,
    format: z.enum(exportFormats),
    only: shownConditions.optional(),
    /** Through whose eyes the checklist is seen. */
    as: z.enum(partyRoles).optional(),
    view: z.literal("1").optional(),
  })
  .refine(({ format, as, only }) => format.startsWith("checklist.") || (as === undefined && only === undefined), {
    error: "Only the checklist is exported in part, or as another part sees it.",
  });

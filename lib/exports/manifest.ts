import type { ChainedEvent, ChainHead } from "@/lib/log/chain";
import type {
  ClosingSetInput,
  ConditionRecord,
  DocumentReport,
  DocumentVersion,
  LogTree,
  MarkRecord,
  SignOffRecord,
  WaiverRecord,
} from "./model";
import { partOfSetNotice } from "./part-of-set";
import type { PlannedPart } from "./plan";

/** The form of manifest.json, described in docs/closing-set.md. A change that old verifiers cannot read takes a new number. */
export const manifestFormat = "section-seven/closing-set/1";
/** The form of a set that has part of the tabs: its events are those of its own tabs, and no whole chain. */
export const partialFormat = "section-seven/closing-set/2";

export type Manifest = {
  format: typeof manifestFormat | typeof partialFormat;
  /** What a set with part of the tabs is called, and what is to be known of its numbers. */
  distribution?: { set: string; notice: string };
  title: string;
  issuer: string;
  securities: readonly string[];
  amount: string | null;
  timeOfDelivery: string;
  asOf: string;
  rehearsal: string | null;
  supplementTo: { title: string; manifestSha256: string } | null;
  openFaults: { reason: string; faults: readonly string[] } | null;
  parts: { title: string; tabs: ManifestTab[] }[];
  conditions: readonly ConditionRecord[];
  signOffs: readonly SignOffRecord[];
  waivers: readonly WaiverRecord[];
  marks: readonly MarkRecord[];
  events: readonly ChainedEvent[];
  head: ChainHead | null;
  /** Form 2 alone: where its events stand in the whole log. */
  tree?: LogTree;
  /** The signed note of the log at its head; null where none was there yet. */
  checkpoint: string | null;
};

export type ManifestTab = {
  number: string;
  title: string;
  condition: { id: string; clause: string } | null;
  omitted: string | null;
  note: string | null;
  documents: ManifestDocument[];
};

export type ManifestDocument = {
  title: string;
  date: string | null;
  signatories: readonly string[];
  /** Within the ZIP; null where the file could not be read and so is in neither. */
  path: string | null;
  mediaType: string;
  bytes: number;
  sha256: string | null;
  version: DocumentVersion | null;
  volume: { bound: boolean; firstPage: number; pages: number };
  findings: { code: string; fault: boolean; message: string }[];
};

/** The manifest of a set, from its input and what became of each document (in the order of the plan). */
export function buildManifest(
  input: ClosingSetInput,
  plan: readonly PlannedPart[],
  reports: readonly DocumentReport[],
): Manifest {
  let next = 0;
  const parts = plan.map((part) => ({
    title: part.input.title,
    tabs: part.tabs.map(
      ({ input: tab, documents }): ManifestTab => ({
        number: tab.number,
        title: tab.title,
        condition: tab.condition ?? null,
        omitted: tab.omitted ?? null,
        note: tab.note ?? null,
        documents: documents.map(({ path, input: document }) => {
          const report = reports[next++]!;
          return {
            title: document.title,
            date: document.date ?? null,
            signatories: document.signatories,
            path: report.sha256 === null ? null : path,
            mediaType: document.mediaType,
            bytes: report.bytes,
            sha256: report.sha256,
            version: document.version ?? null,
            volume: { bound: report.bound, firstPage: report.firstPage, pages: report.pages },
            findings: report.findings.map(({ code, fault, message }) => ({ code, fault, message })),
          };
        }),
      }),
    ),
  }));
  return {
    ...(input.distribution
      ? { format: partialFormat, distribution: { set: input.distribution.set, notice: partOfSetNotice } }
      : { format: manifestFormat }),
    title: input.title,
    issuer: input.issuer,
    securities: input.securities,
    amount: input.amount ?? null,
    timeOfDelivery: input.timeOfDelivery,
    asOf: input.asOf,
    rehearsal: input.rehearsal ?? null,
    supplementTo: input.supplementTo ?? null,
    openFaults: input.openFaults ?? null,
    parts,
    conditions: input.record?.conditions ?? [],
    signOffs: input.record?.signOffs ?? [],
    waivers: input.record?.waivers ?? [],
    marks: input.record?.marks ?? [],
    events: input.record?.events ?? [],
    head: input.record?.head ?? null,
    ...(input.record?.tree && { tree: input.record.tree }),
    checkpoint: input.record?.checkpoint ?? null,
  };
}

/** The bytes of manifest.json: indented for people, properties in the order given here, a line end at the end. */
export function manifestBytes(manifest: Manifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`, "utf8");
}

import "server-only";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { type Tx, withScope } from "./scope";

/** What was asked for when a closing set was begun; none of it ever changes. */
export type BegunBuild = {
  id: string;
  offeringId: OfferingId;
  closingId: ClosingId;
  by: PersonId;
  byName: string;
  at: Date;
  wish: string;
  fileName: string;
  headSeq: number;
  headHash: string;
  asOf: Date;
  snapshotSha256: string;
  indexRevision: number;
  ownEdits: boolean;
  setId: string | null;
  setName: string | null;
  distributionRevision: number | null;
  supplementTo: string | null;
  openFaults: readonly string[];
  reason: string;
};

/** How a build ended: with its files, or with a sentence that says why there are none. */
export type BuildEnd =
  | { failure: string }
  | {
      pages: number;
      manifestSha256: string;
      pdf: { bytes: number; sha256: string };
      zip: { bytes: number; sha256: string };
      faults: readonly { title: string; tab: string; message: string }[];
      seals: BuildSeals;
    };

type StampedAt = { at: string; by: string };

/** What a set was sealed with besides its digests, and in `notes` what was wanted and could not be had. */
export type BuildSeals = {
  timeStamp: StampedAt | null;
  signature: (StampedAt & { timeStamp: StampedAt | null }) | null;
  notes: readonly string[];
};

const unsealed: BuildSeals = { timeStamp: null, signature: null, notes: [] };

export type BuildRow = BegunBuild & {
  endedAt: Date | null;
  end: BuildEnd | null;
};

/** Records that a set is begun. The same one a second time changes nothing. */
export async function recordBuild(tx: Tx, begun: BegunBuild): Promise<void> {
  await tx.setBuild.createMany({
    data: [{ ...begun, openFaults: [...begun.openFaults] }],
    skipDuplicates: true,
  });
}

/** Adds how a build ended, in the name of whoever began it, who may have left meanwhile; once, the first time stands. */
export async function recordBuildEnd(
  { id, offeringId, by }: Pick<BegunBuild, "id" | "offeringId" | "by">,
  end: BuildEnd,
  endedAt: Date,
): Promise<void> {
  const compartments = [{ offeringId, compartment: "shared" as const }];
  await withScope({ personId: by, compartments }, (tx) =>
    tx.setBuild.updateMany({
      where: { id, endedAt: null },
      data: { endedAt, ...columnsOf(end) },
    }),
  );
}

function columnsOf(end: BuildEnd) {
  if ("failure" in end) return { failure: end.failure };
  const { pages, manifestSha256, pdf, zip, faults, seals } = end;
  return {
    pages,
    manifestSha256,
    pdfBytes: pdf.bytes,
    pdfSha256: pdf.sha256,
    zipBytes: zip.bytes,
    zipSha256: zip.sha256,
    faults: [...faults],
    seals: { ...seals, notes: [...seals.notes] },
  };
}

/** The builds of one Time of Delivery, newest first. */
export async function listBuildRows(tx: Tx, closingId: ClosingId): Promise<BuildRow[]> {
  const rows = await tx.setBuild.findMany({
    where: { closingId },
    orderBy: { at: "desc" },
  });
  return rows.map(toBuild);
}

export async function findBuildRow(tx: Tx, closingId: ClosingId, id: string): Promise<BuildRow | null> {
  const row = await tx.setBuild.findFirst({ where: { id, closingId } });
  return row && toBuild(row);
}

type Row = Awaited<ReturnType<Tx["setBuild"]["findMany"]>>[number];

function toBuild(row: Row): BuildRow {
  const { failure, pages, manifestSha256, pdfBytes, pdfSha256, zipBytes, zipSha256, faults, seals, endedAt, ...begun } =
    row;
  const done =
    pages !== null && manifestSha256 !== null && pdfSha256 !== null && zipSha256 !== null
      ? {
          pages,
          manifestSha256,
          pdf: { bytes: Number(pdfBytes), sha256: pdfSha256 },
          zip: { bytes: Number(zipBytes), sha256: zipSha256 },
          faults: faults as { title: string; tab: string; message: string }[],
          seals: (seals as BuildSeals | null) ?? unsealed,
        }
      : null;
  return {
    ...begun,
    offeringId: begun.offeringId as OfferingId,
    closingId: begun.closingId as ClosingId,
    by: begun.by as PersonId,
    openFaults: begun.openFaults as string[],
    endedAt,
    end: failure === null ? done : { failure },
  };
}

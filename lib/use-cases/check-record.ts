import "server-only";
import { loadClosing } from "@/lib/db/load";
import { readRecord, wholeOffering } from "@/lib/db/offering-record";
import { withScope } from "@/lib/db/scope";
import type { OfferingId } from "@/lib/domain/ids";
import { checkStored } from "@/lib/files/store";
import { checkRecord, documentsOf, type Violation } from "@/lib/log/record-check";
import { stateDigest } from "./state-digest";

/**
 * Holds everything recorded in one offering to its own log (lib/log/record-check.ts), as one snapshot over all compartments;
 * with `files` every document is read and hashed too. Answers with what does not hold.
 */
export async function checkOffering(offeringId: OfferingId, look: { files: boolean }): Promise<Violation[]> {
  const { record, closed } = await withScope(wholeOffering(offeringId), async (tx) => {
    const record = await readRecord(tx, offeringId);
    const closed = await Promise.all(
      record.closed.map(async ({ closingId, recorded, at }) => {
        const closing = await loadClosing(tx, closingId);
        return {
          closingId,
          recorded,
          now: closing ? stateDigest({ ...closing, steps: closing.steps.slice(0, -1) }, at) : "",
        };
      }),
    );
    return { record, closed };
  });
  // Documents are only ever added, so they are read after the snapshot, which would not wait for gigabytes.
  const files = look.files ? await lookAtFiles(record.rows) : undefined;
  return checkRecord({ ...record, closed, ...(files && { files }) });
}

async function lookAtFiles(rows: Awaited<ReturnType<typeof readRecord>>["rows"]) {
  const files = new Map<string, Awaited<ReturnType<typeof checkStored>>>();
  for (const sha256 of documentsOf(rows)) files.set(sha256, await checkStored(sha256));
  return files;
}

import "server-only";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem } from "@/lib/contracts/problem";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import type { Paper } from "@/lib/exports/paper";
import { callAgenda } from "./closing-set-agenda";
import { closingMemorandum } from "./closing-set-papers";
import { readClosingSnapshot } from "./closing-set-snapshot";

/** The closing memorandum, or the agenda of the closing call, as Word file or PDF. */
export async function memorandumFile(
  actor: Actor,
  { closingId, what, ending }: { closingId: ClosingId; what: "memorandum" | "agenda"; ending: string },
): Promise<Result<Uint8Array, Problem>> {
  const snapshot = await readClosingSnapshot(actor, { closingId });
  if (!snapshot.ok) return snapshot;
  const paper = what === "memorandum" ? closingMemorandum(snapshot.value) : callAgenda(snapshot.value);
  return ok(ending === "pdf" ? await paperPdf(paper) : await docxOf(paper));
}

async function docxOf(paper: Paper): Promise<Uint8Array> {
  const { paperDocx } = await import("@/lib/exports/paper-docx");
  return paperDocx(paper);
}

/** A paper as PDF. */
export async function paperPdf(paper: Paper): Promise<Uint8Array> {
  const { writePaperPdf } = await import("@/lib/exports/pdf/paper-pdf");
  const folder = await mkdtemp(join(tmpdir(), "paper-"));
  try {
    const path = join(folder, "paper.pdf");
    writePaperPdf(paper, path);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

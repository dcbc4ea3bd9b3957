import "server-only";
import { err, ok, type Result } from "@/lib/domain/result";
import { readInThread } from "./reading-thread";
import type { FileRefusal, Inspected } from "./stored-file";

/** Whether a PDF can be read to its last page and does nothing by itself. One that ends its reader counts as damaged. */
export async function inspectPdf(path: string): Promise<Result<Inspected, FileRefusal>> {
  const found = (await readInThread("look-into-pdf", path)) ?? { code: "file-damaged" as const };
  if (found.code === "pages") return ok({ mediaType: "application/pdf", pages: found.pages });
  return err(found);
}

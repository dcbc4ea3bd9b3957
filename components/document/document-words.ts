import type { DocumentStage } from "@/lib/domain/condition";

/** How far a version has come, as it is called on screen. */
export const stageLabels: Record<DocumentStage, string> = {
  draft: "Draft",
  "agreed-form": "Agreed form",
  execution: "Execution version",
  executed: "Executed",
};

/** The size of a file, as people read it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

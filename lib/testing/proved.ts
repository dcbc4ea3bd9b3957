import { appendFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** Whether this is a run of `npm run prove`, which takes the long counts. */
export const proving = process.env.PROVE === "1";

/** How often to do something: so often in every run of the tests, and so often (times PROVE_SCALE) in a long one. */
export function times(always: number, long: number): number {
  if (!proving) return always;
  return Math.max(always, Math.round(long * Number(process.env.PROVE_SCALE ?? 1)));
}

/** What a test has shown, as `docs/proofs.md` tells it: the row of the figures or the fault, and what was counted. */
export type Proof = { of: string; shown: string; at: string };

export const proofsFile = (long: boolean) =>
  join(resolve(import.meta.dirname, "../../test-results/reports"), `proofs-${long ? "long" : "always"}.jsonl`);

/**
 * Prints what was shown and keeps it for the report (scripts/prove). `of` is the number of the row of figures ("13") or
 * the name of the fault ("F6"); a row that several tests share adds what tells them apart: "12 over HTTP".
 */
export function proved(of: string, shown: string): void {
  console.log(`proved ${of}: ${shown}`);
  const file = proofsFile(proving);
  mkdirSync(resolve(file, ".."), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ of, shown, at: new Date().toISOString() } satisfies Proof)}\n`);
}

/** The value below which so large a part of the others lies; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

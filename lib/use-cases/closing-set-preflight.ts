import "server-only";
import type { PreflightItem } from "@/lib/contracts/closing-set";
import { conditionStates, judgedAt } from "@/lib/domain/closing";
import { inForce } from "@/lib/domain/condition";
import type { SourceFacts } from "@/lib/exports/inspect-source";
import { inspectSources } from "@/lib/exports/inspect-sources";
import { hasStored, pathOf } from "@/lib/files/store";
import type { ClosingSnapshot } from "./closing-set-snapshot";
import { preflight } from "./preflight";

/** Kept for the process: what a digest stands for never changes. */
const cache = globalThis as { factsByDigest?: Map<string, SourceFacts> };
cache.factsByDigest ??= new Map();
const known = cache.factsByDigest;

/** Looks into the documents of a set, and names everything that stands in its way at this moment. */
export async function checkSnapshot(snapshot: ClosingSnapshot, now: Date): Promise<PreflightItem[]> {
  const { closing, parties } = snapshot.scene;
  return preflight({
    closing,
    states: conditionStates(closing, judgedAt(closing, now)),
    names: snapshot.names,
    partyName: (partyId) => parties.find(({ id }) => id === partyId)?.name ?? "a party",
    pricedOn: snapshot.pricedOn,
    pagesTaken: snapshot.pages,
    facts: await factsOf(snapshot),
  });
}

/** What the binder will meet in each document, by digest. */
export async function factsOf({ scene }: ClosingSnapshot): Promise<ReadonlyMap<string, SourceFacts>> {
  return factsOfFiles(
    scene.closing.conditions.flatMap(({ deliverables }) =>
      deliverables.map(inForce).filter((version) => version !== null),
    ),
  );
}

/** What the binder will meet in each of these stored files, by digest. */
export async function factsOfFiles(
  files: readonly { sha256: string; mediaType: string }[],
): Promise<ReadonlyMap<string, SourceFacts>> {
  const facts = new Map<string, SourceFacts>();
  const toRead: string[] = [];
  for (const { sha256, mediaType } of files) {
    const found = known.get(sha256);
    if (!(await hasStored(sha256))) facts.set(sha256, { state: "missing" });
    else if (mediaType !== "application/pdf") facts.set(sha256, { state: "not-a-pdf" });
    else if (found) facts.set(sha256, found);
    else toRead.push(sha256);
  }
  const read = toRead.length > 0 ? await inspectSources(toRead.map(pathOf)) : new Map<string, SourceFacts>();
  if (known.size > 5_000) known.clear();
  for (const sha256 of toRead) {
    const found = read.get(pathOf(sha256)) ?? { state: "unreadable" as const };
    // What was found unreadable is tried again the next time: the fault may have been the moment's.
    if (found.state !== "unreadable") known.set(sha256, found);
    facts.set(sha256, found);
  }
  return facts;
}

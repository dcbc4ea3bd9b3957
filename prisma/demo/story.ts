import type { ActInput } from "../../lib/contracts/acts";
import { enterAs } from "../../lib/db/actors";
import { backOff } from "../../lib/db/back-off";
import { classify } from "../../lib/db/classify";
import { db } from "../../lib/db/client";
import { loadClosing, loadClosingOf } from "../../lib/db/load";
import type { Basis } from "../../lib/domain/condition";
import { type DocumentStage, evidenceNow, type SignOffDetail } from "../../lib/domain/condition";
import type { ConditionId, SignaturePageId } from "../../lib/domain/ids";
import { actOn } from "../../lib/use-cases/act";
import { deliverOn } from "../../lib/use-cases/deliver-document";
import { type DemoDocument, storeDocument } from "./documents";
import type { Made } from "./make-offering";

/** One thing that somebody did, at a moment of the closing's clock: "2004-03-05T14:00". */
export type Chapter = { at: string; who: string } & (
  | { does: "deliver"; document: string; stage: DocumentStage; share: boolean; datedOn?: string; file: DemoDocument }
  | { does: "share-last"; document: string }
  | { does: "sign-off"; label: string; basis: Basis; detail?: SignOffDetail }
  | { does: "mark"; label: string; mark: "not-applicable" | "failed"; reason: string }
  | { does: "waive"; label: string; text: string; scope: string }
  | { does: "note"; label: string; text: string; shared: boolean }
  | { does: "assign"; label: string; to: string }
  | { does: "due"; label: string; by: string }
  | { does: "page"; document: string; signatory: string; step: "out" | "in-escrow" | "release-authorised" }
  | { does: "pre-closing" | "start-call" | "close" }
  | { does: "postpone"; ground: string; text: string; newLocalDate: string; newLocalTime: string }
  | { does: "terminate"; ground: string; text: string }
);

/**
 * Lives through a story by the same road as everybody: each act is permitted, decided, recorded and logged at its moment.
 * `real` turns a moment of the closing's clock into the real one at which it is recorded.
 */
export async function live(made: Made, closing: number, chapters: readonly Chapter[], real: (at: string) => Date) {
  const scene = made.closings[closing];
  if (!scene) throw new Error(`No closing ${closing}`);
  for (const chapter of chapters) {
    const personId = made.people.get(chapter.who);
    if (!personId) throw new Error(`Nobody is called ${chapter.who}`);
    const stored = chapter.does === "deliver" ? await storeDocument(chapter.file) : null;
    const result = await untilWritten(() =>
      db.$transaction(
        async (tx) => {
          const actor = await enterAs(tx, personId, made.offeringId);
          if (!actor) throw new Error(`${chapter.who} is no member`);
          const at = real(chapter.at);
          const road = { tx, actor, real: at, confirmed: { at, with: "password" as const } };
          if (chapter.does === "deliver" && stored) {
            const { stage, share, datedOn } = chapter;
            const { file, fileName } = stored;
            const deliverableId = needed(scene.documents, chapter.document);
            return deliverOn(road, { deliverableId, file, fileName, stage, share, ...(datedOn && { datedOn }) });
          }
          return actOn(road, await inputFor(tx, made, scene, chapter as Told));
        },
        { isolationLevel: "Serializable", timeout: 30_000 },
      ),
    );
    if (!result.ok) throw new Error(`${chapter.at} ${chapter.who} ${chapter.does}: ${JSON.stringify(result.error)}`);
  }
}

/** So long a chapter is tried again (milliseconds) before it is given up. */
const patienceMs = 30_000;

/** Other work on the same database may come between two of our statements; then nothing was written, and it is tried again. */
async function untilWritten<T>(write: () => Promise<T>): Promise<T> {
  const started = Date.now();
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (Date.now() - started > patienceMs || classify(error) !== "conflict") throw error;
      await backOff(tries);
    }
  }
}

type Scene = Made["closings"][number];
type Told = Exclude<Chapter, { does: "deliver" }>;

async function inputFor(
  tx: Parameters<typeof loadClosing>[0],
  made: Made,
  scene: Scene,
  chapter: Told,
): Promise<ActInput> {
  const closingId = scene.id;
  const conditionId = "label" in chapter ? needed(scene.conditions, chapter.label) : ("" as ConditionId);
  switch (chapter.does) {
    case "share-last": {
      const deliverableId = needed(scene.documents, chapter.document);
      const closing = await loadClosing(tx, closingId);
      const owner = closing?.conditions.find(({ deliverables }) => deliverables.some(({ id }) => id === deliverableId));
      const version = owner?.deliverables.find(({ id }) => id === deliverableId)?.versions.at(-1);
      if (!owner || !version) throw new Error(`Nothing to share of ${chapter.document}`);
      return { act: "share", conditionId: owner.id, versionId: version.id };
    }
    case "sign-off": {
      const closing = await loadClosingOf(tx, conditionId, "its own");
      const condition = closing?.conditions.find(({ id }) => id === conditionId);
      if (!closing || !condition) throw new Error(`No condition ${chapter.label}`);
      const limbs = closing.conditions.filter(({ parentId }) => parentId === conditionId).map(({ label }) => label);
      const detail = { ...(chapter.basis === "form" && limbs.length > 0 && { limbs }), ...chapter.detail };
      const { requirement } = condition;
      return {
        act: "sign-off",
        conditionId,
        basis: chapter.basis,
        evidence: evidenceNow(condition),
        requirement,
        detail,
      } as ActInput;
    }
    case "mark":
      return { act: "mark", conditionId, mark: chapter.mark, reason: chapter.reason };
    case "waive":
      return { act: "waive", conditionId, text: chapter.text, scope: chapter.scope, instrument: null };
    case "note":
      return { act: "note", conditionId, text: chapter.text, shared: chapter.shared };
    case "assign":
      return { act: "assign", conditionId, assigneeId: needed(made.people, chapter.to) };
    case "due":
      return { act: "set-due", conditionId, dueAt: chapter.by };
    case "page": {
      const closing = await loadClosing(tx, closingId);
      const page = closing?.signaturePages.find(
        (p) => p.document === chapter.document && p.signatory === chapter.signatory,
      );
      if (!page) throw new Error(`No page of ${chapter.document} for ${chapter.signatory}`);
      return { act: "move-signature-page", closingId, signaturePageId: page.id as SignaturePageId, step: chapter.step };
    }
    case "postpone": {
      const { ground, text, newLocalDate, newLocalTime } = chapter;
      return { act: "postpone", closingId, ground, text, newLocalDate, newLocalTime };
    }
    case "terminate":
      return { act: "terminate", closingId, ground: chapter.ground, text: chapter.text };
    case "pre-closing":
    case "start-call":
    case "close":
      return { act: chapter.does, closingId };
  }
}

function needed<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demonstration names ${String(key)}, which is not there`);
  return value;
}

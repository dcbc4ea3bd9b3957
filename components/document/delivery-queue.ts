import type { DeliveredView } from "@/lib/contracts/documents";
import type { DocumentStage } from "@/lib/domain/condition";

/** A document that may be delivered here. `suggestedDate` is the date that an executed one should bear. */
export type DeliverableChoice = { id: string; title: string; suggestedDate?: string | null };

/** What is said about a file when it is delivered. */
export type DeliveryChoice = { deliverableId: string; stage: DocumentStage; datedOn: string; share: boolean };

export type DeliveryState =
  | { is: "ready" }
  | { is: "waiting" }
  | { is: "sending"; share: number }
  | { is: "delivered"; number: number }
  | { is: "refused"; sentence: string };

/** One file in the queue. Its key stays the same over retries, so that it is delivered once, however often it is sent. */
export type QueuedFile = { id: string; key: string; file: File; choice: DeliveryChoice; state: DeliveryState };

export type QueueChange =
  | { do: "add"; files: readonly QueuedFile[] }
  | { do: "choose"; id: string; choice: Partial<DeliveryChoice>; newKey: string }
  | { do: "wait"; id: string }
  | { do: "begin"; id: string }
  | { do: "progress"; id: string; share: number }
  | { do: "delivered"; id: string; delivered: DeliveredView }
  | { do: "refused"; id: string; sentence: string }
  | { do: "cancelled"; id: string }
  | { do: "remove"; id: string };

/** The queue after a change. A file that is said to be something else is another wish, and gets another key. */
export function changeQueue(queue: readonly QueuedFile[], change: QueueChange): readonly QueuedFile[] {
  if (change.do === "add") return [...queue, ...change.files];
  if (change.do === "remove") return queue.filter(({ id }) => id !== change.id);
  return queue.map((queued) => (queued.id === change.id ? changed(queued, change) : queued));
}

function changed(queued: QueuedFile, change: Exclude<QueueChange, { do: "add" | "remove" }>): QueuedFile {
  switch (change.do) {
    case "choose":
      return { ...queued, key: change.newKey, choice: { ...queued.choice, ...change.choice }, state: { is: "ready" } };
    case "wait":
      return { ...queued, state: { is: "waiting" } };
    case "begin":
      return { ...queued, state: { is: "sending", share: 0 } };
    case "progress":
      return queued.state.is === "sending" ? { ...queued, state: { is: "sending", share: change.share } } : queued;
    case "delivered":
      return { ...queued, state: { is: "delivered", number: change.delivered.number } };
    case "refused":
      return { ...queued, state: { is: "refused", sentence: change.sentence } };
    case "cancelled":
      return { ...queued, state: { is: "ready" } };
  }
}

/** The document that a file is most likely a version of: the one whose title shares most words with its name. */
export function likeliest(fileName: string, deliverables: readonly DeliverableChoice[]): DeliverableChoice | undefined {
  const named = new Set(wordsOf(fileName));
  const score = ({ title }: DeliverableChoice) => wordsOf(title).filter((word) => named.has(word)).length;
  let best = deliverables[0];
  for (const deliverable of deliverables) if (best && score(deliverable) > score(best)) best = deliverable;
  return best;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [];

/** How far a document has come, as its file's name tells it. */
export function likelyStage(fileName: string, usual: DocumentStage): DocumentStage {
  if (/\b(executed|signed|conformed)\b/i.test(fileName.replaceAll("_", " "))) return "executed";
  if (/\bexecution\b/i.test(fileName.replaceAll("_", " "))) return "execution";
  if (/\b(draft|redline|comments?)\b/i.test(fileName.replaceAll("_", " "))) return "draft";
  return usual;
}

/** The address to which a file goes, with what is said about it. */
export function deliveryPath(offeringId: string, fileName: string, choice: DeliveryChoice): string {
  const { deliverableId, stage, datedOn, share } = choice;
  const query = new URLSearchParams({ fileName, stage, share: String(share), ...(datedOn && { datedOn }) });
  return `/api/offerings/${offeringId}/deliverables/${deliverableId}/versions?${query}`;
}

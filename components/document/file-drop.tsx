"use client";

import { Upload } from "lucide-react";
import { type DragEvent, useEffect, useId, useReducer, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { CheckField } from "@/components/ui/field";
import { ProblemError } from "@/lib/client/api";
import { sendFilePatiently } from "@/lib/client/send-file";
import type { DeliveredView } from "@/lib/contracts/documents";
import { fileByteLimit } from "@/lib/contracts/file-limit";
import { problemSentence } from "@/lib/contracts/problem-words";
import type { DocumentStage } from "@/lib/domain/condition";
import {
  changeQueue,
  type DeliverableChoice,
  deliveryPath,
  likeliest,
  likelyStage,
  type QueuedFile,
} from "./delivery-queue";
import { DeliveryRow } from "./delivery-row";

export type { DeliverableChoice } from "./delivery-queue";

type FileDropProps = {
  offeringId: string;
  /** The documents that this person may deliver here, at least one. */
  deliverables: readonly DeliverableChoice[];
  /** The one that the files are for unless their names say otherwise. */
  preferred?: string | undefined;
  /** What a file is taken for unless its name says otherwise; and whether it is shared with all parties at once. */
  usualStage?: DocumentStage;
  usualShare?: boolean;
  /** Called for each file once it is on the list. */
  onDelivered?: (delivered: DeliveredView & { deliverableId: string; fileName: string }) => void;
  className?: string;
};

const atOnce = 2;
const accepted = ".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.txt,.eml,.msg";

/**
 * Takes several files at once, dropped or chosen, asks of each what it is, and delivers them with progress. Each can be
 * cancelled, and sent again after a failure without being delivered twice.
 */
export function FileDrop(props: FileDropProps) {
  const { offeringId, deliverables, preferred, usualStage = "executed", usualShare = true, onDelivered } = props;
  const [queue, change] = useReducer(changeQueue, []);
  const [over, setOver] = useState(false);
  const [said, setSaid] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const cancels = useRef(new Map<string, AbortController>());
  const hintId = useId();
  const sending = queue.filter(({ state }) => state.is === "sending" || state.is === "waiting").length;
  const ready = queue.filter(({ state }) => state.is === "ready");
  useWarningOnLeaving(sending > 0);

  const add = (files: FileList | null) => {
    const first = deliverables.find(({ id }) => id === preferred);
    const known = first ? [first, ...deliverables.filter(({ id }) => id !== preferred)] : deliverables;
    const queued = [...(files ?? [])].map((file): QueuedFile => {
      const deliverable = likeliest(file.name, known);
      const stage = likelyStage(file.name, usualStage);
      const datedOn = stage === "executed" ? (deliverable?.suggestedDate ?? "") : "";
      const choice = { deliverableId: deliverable?.id ?? "", stage, datedOn, share: usualShare };
      const sentence = refusalBeforeSending(file);
      const state = sentence ? ({ is: "refused", sentence } as const) : ({ is: "ready" } as const);
      return { id: crypto.randomUUID(), key: crypto.randomUUID(), file, choice, state };
    });
    if (queued.length > 0) change({ do: "add", files: queued });
  };

  const deliver = async ({ id, key, file, choice }: QueuedFile) => {
    const controller = cancels.current.get(id) ?? new AbortController();
    cancels.current.set(id, controller);
    try {
      controller.signal.throwIfAborted();
      change({ do: "begin", id });
      const path = deliveryPath(offeringId, file.name, choice);
      const onProgress = (share: number) => change({ do: "progress", id, share });
      const delivered = await sendFilePatiently<DeliveredView>({
        path,
        file,
        key,
        onProgress,
        signal: controller.signal,
      });
      change({ do: "delivered", id, delivered });
      setSaid(`${file.name} is delivered as version ${delivered.number}.`);
      onDelivered?.({ ...delivered, deliverableId: choice.deliverableId, fileName: file.name });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return change({ do: "cancelled", id });
      const sentence = error instanceof ProblemError ? error.message : problemSentence({ code: "unexpected" });
      change({ do: "refused", id, sentence });
      setSaid(`${file.name} was not delivered: ${sentence}`);
    } finally {
      cancels.current.delete(id);
    }
  };

  const deliverAll = async () => {
    const waiting = [...ready];
    for (const { id } of waiting) {
      cancels.current.set(id, new AbortController());
      change({ do: "wait", id });
    }
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await deliver(next);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };

  return (
    <div className={classNames("flex flex-col gap-3", props.className)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is only a second way; the button below is the first. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          "flex flex-col items-center gap-2 rounded-lg border-2 border-dashed px-4 py-5 text-center",
          over ? "border-accent bg-accent-soft" : "border-line-strong bg-sunken",
        )}
      >
        <Upload aria-hidden className="size-6 text-muted" />
        <Button onClick={() => input.current?.click()} aria-describedby={hintId}>
          Choose files
        </Button>
        <p id={hintId} className="text-sm text-muted">
          or drop them here, several at once: PDF, Word, Excel, PowerPoint, pictures, text or mails, up to 100 MB each.
        </p>
        <input
          ref={input}
          type="file"
          multiple
          accept={accepted}
          aria-label="Files to deliver"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            add(event.target.files);
            event.target.value = "";
          }}
        />
      </div>
      {ready.length > 1 && (
        <CheckField
          label="Share all of them with all parties now"
          checked={ready.every(({ choice }) => choice.share)}
          onChange={({ target }) => {
            for (const { id } of ready) {
              change({ do: "choose", id, choice: { share: target.checked }, newKey: crypto.randomUUID() });
            }
          }}
        />
      )}
      {queue.length > 0 && (
        <ul className="flex flex-col gap-2" aria-label="Files to deliver">
          {queue.map((queued) => (
            <DeliveryRow
              key={queued.id}
              queued={queued}
              deliverables={deliverables}
              onChoose={(choice) => change({ do: "choose", id: queued.id, choice, newKey: crypto.randomUUID() })}
              onSend={() => void deliver(queued)}
              onCancel={() => cancels.current.get(queued.id)?.abort()}
              onRemove={() => change({ do: "remove", id: queued.id })}
            />
          ))}
        </ul>
      )}
      {(ready.length > 0 || sending > 0) && (
        <Button look="primary" busy={sending > 0} disabled={ready.length === 0} onClick={() => void deliverAll()}>
          {sending > 0 ? "Delivering" : ready.length === 1 ? "Deliver this file" : `Deliver ${ready.length} files`}
        </Button>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** What the server would say as well, but only after everything was sent. */
function refusalBeforeSending(file: File): string | null {
  if (file.size === 0) return problemSentence({ code: "file-empty" });
  if (file.size > fileByteLimit) return problemSentence({ code: "file-too-large", limitBytes: fileByteLimit });
  return null;
}

/** Asks before the page is left while something is on its way. */
function useWarningOnLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}

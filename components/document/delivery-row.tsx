"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { documentStages } from "@/lib/domain/condition";
import type { DeliverableChoice, DeliveryChoice, QueuedFile } from "./delivery-queue";
import { sizeWords, stageLabels } from "./document-words";

type RowProps = {
  queued: QueuedFile;
  deliverables: readonly DeliverableChoice[];
  onChoose: (choice: Partial<DeliveryChoice>) => void;
  onSend: () => void;
  onCancel: () => void;
  onRemove: () => void;
};

/** One file: what it is while that can still be said, then how far it has come. */
export function DeliveryRow({ queued, deliverables, onChoose, onSend, onCancel, onRemove }: RowProps) {
  const { file, choice, state } = queued;
  const title = deliverables.find(({ id }) => id === choice.deliverableId)?.title ?? "";
  return (
    <li className="rounded-md border bg-surface p-3">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 text-base font-medium break-words">
          <bdi>{file.name}</bdi> <span className="text-sm font-normal text-muted">{sizeWords(file.size)}</span>
        </p>
        {state.is === "sending" || state.is === "waiting" ? (
          <Button size="small" aria-label={`Cancel ${file.name}`} onClick={onCancel}>
            Cancel
          </Button>
        ) : (
          <IconButton
            label={state.is === "delivered" ? `Dismiss ${file.name}` : `Take ${file.name} away`}
            onClick={onRemove}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      {state.is === "ready" && <Choices file={file} choice={choice} deliverables={deliverables} onChoose={onChoose} />}
      {state.is === "waiting" && <p className="mt-1 text-sm text-muted">Waits for its turn</p>}
      {state.is === "sending" && <Sending name={file.name} share={state.share} />}
      {state.is === "delivered" && (
        <p className="mt-1 flex items-center gap-1.5 text-sm text-settled">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          Delivered as version {state.number} of {title}
        </p>
      )}
      {state.is === "refused" && (
        <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
          <p className="flex min-w-0 items-start gap-1.5 text-sm text-failed">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {state.sentence}
          </p>
          <Button size="small" aria-label={`Try ${file.name} again`} onClick={onSend}>
            Try again
          </Button>
        </div>
      )}
    </li>
  );
}

function Choices({
  file,
  choice,
  deliverables,
  onChoose,
}: Pick<RowProps, "deliverables" | "onChoose"> & { file: File; choice: DeliveryChoice }) {
  return (
    <fieldset className="mt-2 grid gap-2.5 sm:grid-cols-2">
      <legend className="sr-only">What {file.name} is</legend>
      {deliverables.length > 1 && (
        <SelectField
          label="Document"
          className="sm:col-span-2"
          value={choice.deliverableId}
          onChange={(event) => onChoose({ deliverableId: event.target.value })}
          options={deliverables.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <SelectField
        label="How far it has come"
        value={choice.stage}
        onChange={(event) => {
          const stage = documentStages.find((known) => known === event.target.value);
          if (stage) onChoose({ stage });
        }}
        options={documentStages.map((stage) => ({ value: stage, label: stageLabels[stage] }))}
      />
      <TextField
        label="Date on its face (if it has one)"
        type="date"
        value={choice.datedOn}
        onChange={(event) => onChoose({ datedOn: event.target.value })}
      />
      <CheckField
        className="sm:col-span-2"
        label="Share it with all parties now"
        hint="Otherwise your side alone sees it until somebody of your side shares it."
        checked={choice.share}
        onChange={(event) => onChoose({ share: event.target.checked })}
      />
    </fieldset>
  );
}

function Sending({ name, share }: { name: string; share: number }) {
  const percent = Math.round(share * 100);
  const words = percent < 100 ? `${percent} %` : "Being checked";
  return (
    <div className="mt-2 flex items-center gap-2.5">
      <div
        role="progressbar"
        aria-label={`${name} on its way`}
        aria-valuenow={percent}
        aria-valuetext={words}
        className="h-2 min-w-0 flex-1 overflow-hidden rounded-full bg-sunken"
      >
        <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <span className="text-sm text-muted tabular-nums">{words}</span>
    </div>
  );
}

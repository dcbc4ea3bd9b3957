"use client";

import { useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemError } from "@/lib/client/api";
import { sendFile } from "@/lib/client/send-file";
import type { InstrumentView } from "@/lib/contracts/documents";
import { problemSentence } from "@/lib/contracts/problem-words";
import type { ConditionId } from "@/lib/domain/ids";
import { useClosing } from "./desk";

/** The writing that goes with a waiver: kept on the server under its hash before the waiver names it. */
export type Writing =
  | { state: "none" }
  | { state: "sending"; name: string; share: number }
  | ({ state: "kept" } & InstrumentView)
  | { state: "refused"; name: string; sentence: string };

export function InstrumentField({
  conditionId,
  writing,
  onChange,
}: {
  conditionId: ConditionId;
  writing: Writing;
  onChange: (writing: Writing) => void;
}) {
  const { place } = useClosing();
  const id = useId();
  const sending = useRef<AbortController | null>(null);

  const take = async (file: File | undefined) => {
    sending.current?.abort();
    if (!file) return onChange({ state: "none" });
    const controller = new AbortController();
    sending.current = controller;
    const { name } = file;
    onChange({ state: "sending", name, share: 0 });
    try {
      const query = new URLSearchParams({ fileName: name });
      const kept = await sendFile<InstrumentView>({
        path: `/api/offerings/${place.offeringId}/conditions/${conditionId}/instruments?${query}`,
        file,
        key: crypto.randomUUID(),
        onProgress: (share) => onChange({ state: "sending", name, share }),
        signal: controller.signal,
      });
      onChange({ state: "kept", ...kept });
    } catch (error) {
      if (controller.signal.aborted) return;
      const sentence = error instanceof ProblemError ? error.message : problemSentence({ code: "unexpected" });
      onChange({ state: "refused", name, sentence });
    }
  };

  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        The writing
      </label>
      <p id={`${id}-hint`} className="mb-1 text-sm text-muted">
        The signed letter or mail in which the Representatives waive, if there is one yet.
      </p>
      {writing.state === "kept" ? (
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border px-3 py-1.5">
          <p className="min-w-0 wrap-anywhere">
            <bdi>{writing.name}</bdi>{" "}
            <span className="text-sm text-muted">kept, SHA-256 {writing.sha256.slice(0, 12)}…</span>
          </p>
          <Button size="small" onClick={() => onChange({ state: "none" })}>
            Take away
          </Button>
        </div>
      ) : (
        <input
          id={id}
          type="file"
          aria-describedby={`${id}-hint`}
          className={inputClass}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      )}
      <div aria-live="polite">
        {writing.state === "sending" && (
          <p className="mt-1 text-sm text-muted">
            {writing.name} is on its way: {Math.round(writing.share * 100)} %
          </p>
        )}
      </div>
      {writing.state === "refused" && (
        <Notice tone="error" title={`${writing.name} was not taken`} className="mt-2">
          {writing.sentence}
        </Notice>
      )}
    </div>
  );
}

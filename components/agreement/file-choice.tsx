"use client";

import { FileText } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { useReady } from "@/lib/client/ready";

/** Where an agreement's file is dropped or chosen, that it is being read, and why it was not. */
export function FileChoice({
  label,
  reading,
  refused,
  onFile,
}: {
  label: string;
  /** The name of the file that is being read. */
  reading: string | null;
  refused: string | null;
  onFile: (file: File) => void;
}) {
  const id = useId();
  const ready = useReady();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div className="max-w-3xl">
      <section
        aria-label={label}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          "rounded-lg border border-dashed px-6 py-12 text-center",
          over ? "border-accent bg-accent-soft" : "border-line-strong",
        )}
      >
        <FileText aria-hidden className="mx-auto size-8 text-muted" />
        <p className="mt-3">Drop the file here, or choose it.</p>
        <p className="mt-1 text-sm text-muted">
          As filed or as signed: plain text, HTML, DOCX, or a PDF with a text layer, up to 20 MB. It is read by rules,
          not kept.
        </p>
        <label
          htmlFor={id}
          className={classNames(
            buttonClass("primary"),
            "mt-4 cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          )}
        >
          {reading ? "Reading it" : "Choose a file"}
          <input
            id={id}
            type="file"
            accept=".txt,.htm,.html,.docx,.pdf,text/plain,text/html,application/pdf"
            disabled={!ready || reading !== null}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) onFile(file);
              event.target.value = "";
            }}
            className="sr-only"
          />
        </label>
        <p role="status" className="mt-3 text-sm text-muted">
          {reading ? `${reading} is being read.` : ""}
        </p>
      </section>
      {refused && (
        <Notice tone="error" title="This file was not read" className="mt-4">
          {refused}
        </Notice>
      )}
    </div>
  );
}

"use client";

import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import type { PdfLibrary } from "./pdf-library";

export type PageSize = { width: number; height: number };

/** Sharper than this costs memory that a phone does not have. */
const mostPoints = 16_000_000;

/** One page of a PDF at a scale: its picture, and over it its text. Drawn when it comes near the screen, and not before. */
export function PdfPage({
  library,
  document,
  number,
  scale,
  size,
  onSize,
}: {
  library: PdfLibrary;
  document: PDFDocumentProxy;
  number: number;
  scale: number;
  /** In points of the page; what is expected until the page itself has told. */
  size: PageSize;
  onSize: (number: number, size: PageSize) => void;
}) {
  const picture = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"drawing" | "drawn" | "failed">("drawing");

  useEffect(() => {
    let gone = false;
    const undo: (() => void)[] = [];
    const draw = async () => {
      const page = await document.getPage(number);
      if (gone || !picture.current || !text.current) return;
      const natural = page.getViewport({ scale: 1 });
      onSize(number, { width: natural.width, height: natural.height });
      const viewport = page.getViewport({ scale });
      const canvas = picture.current;
      const wanted = window.devicePixelRatio || 1;
      const sharpness = Math.min(wanted, Math.sqrt(mostPoints / (viewport.width * viewport.height)));
      canvas.width = Math.floor(viewport.width * sharpness);
      canvas.height = Math.floor(viewport.height * sharpness);
      const rendering = page.render({
        canvas,
        viewport,
        ...(sharpness !== 1 && { transform: [sharpness, 0, 0, sharpness, 0, 0] }),
      });
      undo.push(() => rendering.cancel());
      text.current.replaceChildren();
      const layer = new library.TextLayer({
        textContentSource: page.streamTextContent(),
        container: text.current,
        viewport,
      });
      undo.push(() => layer.cancel());
      await Promise.all([rendering.promise, layer.render()]);
      if (!gone) setState("drawn");
    };
    draw().catch(() => {
      if (!gone) setState("failed");
    });
    return () => {
      gone = true;
      for (const step of undo) step();
    };
  }, [library, document, number, scale, onSize]);

  return (
    <section
      aria-label={`Page ${number}`}
      aria-busy={state === "drawing"}
      data-page={number}
      data-state={state}
      className="relative mx-auto bg-surface shadow-raised"
      style={
        {
          width: Math.floor(size.width * scale),
          height: Math.floor(size.height * scale),
          "--total-scale-factor": scale,
          "--scale-round-x": "1px",
          "--scale-round-y": "1px",
        } as React.CSSProperties
      }
    >
      <canvas ref={picture} aria-hidden className="absolute inset-0 size-full" />
      <div ref={text} className="pdf-text" />
      {state === "failed" && (
        <p className="absolute inset-x-4 top-4 rounded-md bg-failed-soft p-2 text-sm text-failed">
          This page cannot be shown here. Download the document to see it.
        </p>
      )}
    </section>
  );
}

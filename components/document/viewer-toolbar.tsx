"use client";

import { ChevronLeft, ChevronRight, MoveHorizontal, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { pageAfter, scaleAfter, typedPage } from "./viewer-keys";

/** Where one is in a document and how large it is shown, and the ways to change that. */
export function ViewerToolbar({
  page,
  pages,
  scale,
  fits,
  onPage,
  onScale,
}: {
  page: number;
  pages: number;
  scale: number;
  fits: boolean;
  onPage: (page: number) => void;
  onScale: (scale: number | "width") => void;
}) {
  return (
    <div
      role="toolbar"
      aria-label="Reading"
      className="no-print flex flex-wrap items-center justify-center gap-x-4 gap-y-1 border-b bg-surface px-2 py-1"
    >
      <div className="flex items-center gap-1">
        <IconButton
          label="Previous page"
          disabled={page <= 1}
          onClick={() => onPage(pageAfter(page, pages, "previous"))}
        >
          <ChevronLeft aria-hidden className="size-4" />
        </IconButton>
        <PageField key={page} page={page} pages={pages} onPage={onPage} />
        <IconButton label="Next page" disabled={page >= pages} onClick={() => onPage(pageAfter(page, pages, "next"))}>
          <ChevronRight aria-hidden className="size-4" />
        </IconButton>
      </div>
      <div className="flex items-center gap-1">
        <IconButton label="Smaller" onClick={() => onScale(scaleAfter(scale, "out"))}>
          <ZoomOut aria-hidden className="size-4" />
        </IconButton>
        <span className="w-12 text-center text-sm text-muted tabular-nums">{Math.round(scale * 100)} %</span>
        <IconButton label="Larger" onClick={() => onScale(scaleAfter(scale, "in"))}>
          <ZoomIn aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Fit the width" aria-pressed={fits} onClick={() => onScale("width")}>
          <MoveHorizontal aria-hidden className="size-4" />
        </IconButton>
      </div>
    </div>
  );
}

/** Goes to the page that is typed, by Enter or by leaving the field; anything that is no page of it changes nothing. */
function PageField({ page, pages, onPage }: { page: number; pages: number; onPage: (page: number) => void }) {
  const [text, setText] = useState(String(page));
  const go = () => {
    const typed = typedPage(text, pages);
    if (typed === null) setText(String(page));
    else if (typed !== page) onPage(typed);
  };
  return (
    <form
      className="flex items-center gap-1.5 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <label className="flex items-center gap-1.5">
        Page
        <input
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={go}
          className="w-14 rounded-md border border-line-strong bg-surface px-1.5 py-0.5 text-right tabular-nums"
        />
      </label>
      <span className="text-muted tabular-nums">of {pages}</span>
    </form>
  );
}

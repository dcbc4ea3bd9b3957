"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { type PageSize, PdfPage } from "./pdf-page";
import { type OpenedPdf, usePdf } from "./use-pdf";
import { moveFor, pageAfter, scaleAfter } from "./viewer-keys";
import { ViewerToolbar } from "./viewer-toolbar";
import "./text-layer.css";

const gap = 16;
/** On a wide screen a page as wide as the frame would be set in letters of a poster. */
const comfortable = 1.4;

/** As wide as the frame but comfortable to read, as wide as the frame, or as somebody chose. */
export type ChosenScale = "usual" | "width" | number;

/** A PDF, page by page: only the pages near the screen are fetched and drawn. */
export function PdfViewer({ url, name }: { url: string; name: string }) {
  const opened = usePdf(url);
  if (opened.state === "failed") {
    return (
      <Notice tone="error" title="This document cannot be shown here">
        Download it to read it, or reload the page to try again.
      </Notice>
    );
  }
  if (opened.state === "opening") {
    return (
      <div aria-busy="true" role="status">
        <span className="sr-only">The document is being opened.</span>
        <Skeleton rows={8} label="The document is being opened" />
      </div>
    );
  }
  return <Pages opened={opened} name={name} />;
}

function Pages({ opened, name }: { opened: Extract<OpenedPdf, { state: "open" }>; name: string }) {
  const { library, document, first } = opened;
  const pages = document.numPages;
  const frame = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map());
  const [chosen, setChosen] = useState<ChosenScale>("usual");
  const width = useWidth(frame);
  const fitting = width === 0 ? 1 : Math.min(3, Math.max(0.2, (width - 2 * gap) / first.width));
  const scale = chosen === "width" ? fitting : chosen === "usual" ? Math.min(fitting, comfortable) : chosen;

  const virtual = useVirtualizer({
    count: pages,
    getScrollElement: () => frame.current,
    estimateSize: (index) => Math.floor((sizes.get(index + 1) ?? first).height * scale),
    gap,
    paddingStart: gap,
    paddingEnd: gap,
    overscan: 1,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the heights depend on.
  useEffect(() => virtual.measure(), [scale, sizes]);

  const middle = (virtual.scrollOffset ?? 0) + (frame.current?.clientHeight ?? 0) / 2;
  const items = virtual.getVirtualItems();
  const page = (items.findLast(({ start }) => start <= middle)?.index ?? 0) + 1;

  const goTo = useCallback((next: number) => virtual.scrollToIndex(next - 1, { align: "start" }), [virtual]);
  const zoomTo = useStayingOn(page, goTo, setChosen);

  const onSize = useCallback((number: number, size: PageSize) => {
    setSizes((known) => {
      const before = known.get(number);
      if (before?.width === size.width && before.height === size.height) return known;
      return new Map(known).set(number, size);
    });
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const move = moveFor(event, target?.closest("input, select, textarea, [role=dialog], [role=menu]") != null);
      if (!move) return;
      event.preventDefault();
      if ("to" in move) goTo(pageAfter(page, pages, move.to));
      else zoomTo(move.zoom === "width" ? "width" : scaleAfter(scale, move.zoom));
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [page, pages, scale, goTo, zoomTo]);

  return (
    <div className="overflow-hidden rounded-lg border">
      <ViewerToolbar page={page} pages={pages} scale={scale} fits={scale === fitting} onPage={goTo} onScale={zoomTo} />
      <section
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls is reached by keyboard, else its pages are not.
        tabIndex={0}
        aria-label={`Pages of ${name}`}
        className="h-[calc(100dvh-9rem)] min-h-96 overflow-auto bg-sunken"
      >
        <div className="relative mx-auto" style={{ height: virtual.getTotalSize(), minWidth: first.width * scale }}>
          {items.map(({ index, start }) => (
            <div key={index} className="absolute inset-x-0" style={{ top: start }}>
              <PdfPage
                library={library}
                document={document}
                number={index + 1}
                scale={scale}
                size={sizes.get(index + 1) ?? first}
                onSize={onSize}
              />
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

/** Changes the scale so that the page that was read stays on screen. */
function useStayingOn(page: number, goTo: (page: number) => void, setChosen: (scale: ChosenScale) => void) {
  const stay = useRef<number | null>(null);
  useEffect(() => {
    if (stay.current === null) return;
    const kept = stay.current;
    stay.current = null;
    goTo(kept);
  });
  return useCallback(
    (scale: ChosenScale) => {
      stay.current = page;
      setChosen(scale);
    },
    [page, setChosen],
  );
}

/** The width of an element, as it changes. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import type { ReviewLine } from "@/lib/client/review";
import type { TextSpan } from "@/lib/contracts/agreement";
import { lineAt, overlap, segmentsOf, textLines } from "./text-segments";

/** What the text is to show: a place to go to, anew each time that it is asked for. */
export type Place = { span: TextSpan; asked: number };

/**
 * The agreement, only as much of it in the page as is on screen. A stretch that belongs to a line of the list leads there;
 * the line that is looked at is lit up here.
 */
export function TextPane({
  text,
  list,
  section,
  unassigned,
  lit,
  place,
  onHover,
  onChoose,
}: {
  text: string;
  list: readonly ReviewLine[];
  section: TextSpan | null;
  unassigned: readonly TextSpan[];
  lit: readonly TextSpan[];
  place: Place | null;
  onHover: (lineId: string | null) => void;
  onChoose: (lineId: string) => void;
}) {
  const frame = useRef<HTMLElement>(null);
  const lines = useMemo(() => textLines(text), [text]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 18,
    overscan: 20,
  });

  const scroll = useRef(virtual.scrollToIndex);
  scroll.current = virtual.scrollToIndex;
  useEffect(() => {
    if (place) scroll.current(Math.max(0, lineAt(lines, place.span[0]) - 2), { align: "start" });
  }, [place, lines]);

  return (
    <section
      ref={frame}
      aria-label="Text of the agreement"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-y-auto overscroll-contain rounded-lg border bg-surface"
      onMouseLeave={() => onHover(null)}
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const span = lines[index] ?? [0, 0];
          return (
            <div
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <TextLine
                text={text}
                start={span[0]}
                end={span[1]}
                list={list}
                section={section}
                lit={lit.filter((one) => overlap(one, [span[0], Math.max(span[1], span[0] + 1)]))}
                unassigned={unassigned.filter((one) => overlap(one, span))}
                onHover={onHover}
                onChoose={onChoose}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}

function PlainTextLine({
  text,
  start,
  end,
  list,
  section,
  lit,
  unassigned,
  onHover,
  onChoose,
}: {
  text: string;
  start: number;
  end: number;
  list: readonly ReviewLine[];
  section: TextSpan | null;
  lit: readonly TextSpan[];
  unassigned: readonly TextSpan[];
  onHover: (lineId: string | null) => void;
  onChoose: (lineId: string) => void;
}) {
  const indent = text.slice(start, end).search(/\S|$/);
  const segments = segmentsOf([start + indent, end], list, section);
  const inSection = segments.some((segment) => segment.inSection);
  return (
    <p
      className={classNames(
        "min-h-[1.15rem] border-l-4 px-3 font-mono text-xs leading-[1.15rem] break-words whitespace-pre-wrap",
        unassigned.length > 0
          ? "border-l-lapsed bg-lapsed-soft"
          : inSection
            ? "border-l-accent"
            : "border-l-transparent text-muted",
      )}
    >
      {text.slice(start, start + indent)}
      {segments.map(({ start: from, end: to, lineId }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list beside it leads to the same places by keyboard
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it leads to the same places by keyboard
        <span
          key={from}
          onMouseEnter={() => onHover(lineId)}
          onClick={() => lineId && onChoose(lineId)}
          className={classNames(
            lineId && "cursor-pointer",
            lit.some((span) => overlap(span, [from, to])) && "bg-accent-soft text-text",
          )}
        >
          {text.slice(from, to)}
        </span>
      ))}
    </p>
  );
}

/** A line of the text is drawn anew only when what is lit in it changes. */
const TextLine = memo(
  PlainTextLine,
  (before, now) =>
    before.text === now.text &&
    before.start === now.start &&
    before.end === now.end &&
    before.list === now.list &&
    before.section === now.section &&
    before.onHover === now.onHover &&
    before.onChoose === now.onChoose &&
    sameSpans(before.lit, now.lit) &&
    sameSpans(before.unassigned, now.unassigned),
);

const sameSpans = (one: readonly TextSpan[], other: readonly TextSpan[]) =>
  one.length === other.length && one.every((span, place) => span === other[place]);

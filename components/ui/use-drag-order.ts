import { type PointerEvent, useEffect, useRef, useState } from "react";

/** A line under way: over which other it is, and on which side of that it would stand. */
export type DragOrder<Id extends string> = { id: Id; over: Id; edge: "before" | "after" };

/** Within so many pixels of the window's edge the page scrolls along. */
const edgeOfWindow = 56;

/**
 * Puts the lines of a list in another order by mouse, pen or finger. Each line carries `line(id)`, and in it a handle
 * `handle(id)`: by that alone a line is taken, so that a finger anywhere else scrolls as ever. Escape puts it back. It
 * stands beside a way by keyboard and does not replace it.
 */
export function useDragOrder<Id extends string>(onDrop: (drop: DragOrder<Id>) => void) {
  const [drag, setDrag] = useState<DragOrder<Id> | null>(null);
  const under = useRef<{ id: Id; list: Element; y: number } | null>(null);

  /** Where the line would come to stand now; what is on the screen may be a frame behind. */
  const place = (): DragOrder<Id> | null => {
    if (!under.current) return null;
    const { id, list, y } = under.current;
    const lines = [...list.querySelectorAll<HTMLElement>(":scope > [data-drag-line]")];
    const over = lines.find((line) => line.getBoundingClientRect().bottom > y) ?? lines.at(-1);
    if (!over) return null;
    const { top, height } = over.getBoundingClientRect();
    return { id, over: over.dataset.dragLine as Id, edge: y < top + height / 2 ? "before" : "after" };
  };
  const follow = () => {
    const next = place();
    setDrag((now) => (now?.over === next?.over && now?.edge === next?.edge ? now : next));
  };
  const end = () => {
    under.current = null;
    setDrag(null);
  };

  const isUnderWay = drag !== null;
  useEffect(() => {
    if (!isUnderWay) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      under.current = null;
      setDrag(null);
    };
    const scroll = () => {
      const y = under.current?.y ?? edgeOfWindow;
      if (y < edgeOfWindow) window.scrollBy(0, -8);
      if (y > window.innerHeight - edgeOfWindow) window.scrollBy(0, 8);
      frame = requestAnimationFrame(scroll);
    };
    let frame = requestAnimationFrame(scroll);
    window.addEventListener("keydown", onKey, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("keydown", onKey, true);
    };
  }, [isUnderWay]);

  return {
    drag,
    line: (id: Id) => ({ "data-drag-line": id }),
    handle: (id: Id) => ({
      "aria-hidden": true,
      "data-drag-handle": id,
      style: { touchAction: "none" as const },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const list = event.currentTarget.closest("[data-drag-line]")?.parentElement;
        if (event.button !== 0 || !list) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        under.current = { id, list, y: event.clientY };
        follow();
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!under.current) return;
        under.current.y = event.clientY;
        follow();
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (under.current) under.current.y = event.clientY;
        const dropped = place();
        end();
        if (dropped && dropped.over !== dropped.id) onDrop(dropped);
      },
      onPointerCancel: end,
    }),
  };
}

/** How a line looks while one is dragged: paler where it is the one, with a bar where that would come to stand. */
export function dragLook<Id extends string>(drag: DragOrder<Id> | null, id: Id): string {
  if (drag?.id === id) return "opacity-40";
  if (drag?.over !== id) return "";
  return drag.edge === "before" ? "shadow-[inset_0_3px_0_var(--accent)]" : "shadow-[inset_0_-3px_0_var(--accent)]";
}

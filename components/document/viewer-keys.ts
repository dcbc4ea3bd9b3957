/** What can be done in the viewer without the mouse. */
export type ViewerMove = { to: "previous" | "next" | "first" | "last" } | { zoom: "in" | "out" | "width" };

const moves: Readonly<Record<string, ViewerMove>> = {
  ArrowLeft: { to: "previous" },
  PageUp: { to: "previous" },
  ArrowRight: { to: "next" },
  PageDown: { to: "next" },
  Home: { to: "first" },
  End: { to: "last" },
  "+": { zoom: "in" },
  "=": { zoom: "in" },
  "-": { zoom: "out" },
  "0": { zoom: "width" },
};

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** The move that a key asks for; null where it belongs to the browser or to a field that has the focus. */
export function moveFor({ key, ctrlKey, metaKey, altKey }: Pressed, inField: boolean): ViewerMove | null {
  if (inField || ctrlKey || metaKey || altKey) return null;
  return Object.hasOwn(moves, key) ? (moves[key] ?? null) : null;
}

/** The page that a move leads to, within the document. */
export function pageAfter(page: number, pages: number, to: "previous" | "next" | "first" | "last"): number {
  if (to === "first") return 1;
  if (to === "last") return pages;
  return Math.min(pages, Math.max(1, page + (to === "next" ? 1 : -1)));
}

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** The next step up or down from any scale. */
export function scaleAfter(scale: number, zoom: "in" | "out"): number {
  if (zoom === "in") return steps.find((step) => step > scale + 0.01) ?? 4;
  return steps.findLast((step) => step < scale - 0.01) ?? 0.25;
}

/** The page that somebody typed; null where that is none. */
export function typedPage(text: string, pages: number): number | null {
  const page = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0;
  return page >= 1 && page <= pages ? page : null;
}

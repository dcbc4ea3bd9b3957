import type { PdfDict } from "@libpdf/core";
import type { Lookup, Rectangle } from "./lookup";

/** What a reader shows of a page: the visible box in the page's own coordinates, and how far it is turned clockwise. */
export type VisiblePage = { box: Rectangle; rotation: 0 | 90 | 180 | 270; unit: number };

const letter: Rectangle = { left: 0, bottom: 0, right: 612, top: 792 };

/** The crop box within the media box, the rotation and the user unit, inherited where the page has none of its own. */
export function visiblePage(page: PdfDict, look: Lookup): VisiblePage {
  const media = look.rectangle(look.inherited(page, "MediaBox")) ?? letter;
  const crop = look.rectangle(look.inherited(page, "CropBox")) ?? media;
  const box = intersection(media, crop) ?? media;
  const turns = Math.round((look.number(look.inherited(page, "Rotate")) ?? 0) / 90);
  const rotation = ((((turns % 4) + 4) % 4) * 90) as VisiblePage["rotation"];
  const unit = look.number(page.get("UserUnit")) ?? 1;
  return { box, rotation, unit: unit > 0 ? unit : 1 };
}

function intersection(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const both = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
  return both.right > both.left && both.top > both.bottom ? both : undefined;
}

/** Width and height as a reader sees them, in points. */
export function visibleSize({ box, rotation, unit }: VisiblePage): { width: number; height: number } {
  const width = (box.right - box.left) * unit;
  const height = (box.top - box.bottom) * unit;
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * The matrix that takes points measured from the corner a reader sees at the lower left (to the right and up, upright
 * for the reader) to the page's own coordinates.
 */
export function fromVisible({ box, rotation, unit }: VisiblePage): [number, number, number, number, number, number] {
  const u = 1 / unit;
  if (rotation === 90) return [0, u, -u, 0, box.right, box.bottom];
  if (rotation === 180) return [-u, 0, 0, -u, box.right, box.top];
  if (rotation === 270) return [0, -u, u, 0, box.left, box.top];
  return [u, 0, 0, u, box.left, box.bottom];
}

import { textString } from "./serialize";
import type { VolumeWriter } from "./volume-writer";

/** A bookmark of the volume; `to` is a destination in PDF syntax (`[12 0 R/Fit]`). Below the first level it starts closed. */
export type Bookmark = { title: string; to: string | null; below: Bookmark[] };

/** Writes the outline (ISO 32000-1, 12.3.3) and returns the number of its root. */
export function writeOutline(writer: VolumeWriter, bookmarks: readonly Bookmark[]): number {
  const root = writer.reserve();
  const ends = writeLevel(writer, bookmarks, root, true);
  writer.object(root, `<</Type/Outlines${ends}/Count ${bookmarks.length}>>`);
  return root;
}

function writeLevel(writer: VolumeWriter, bookmarks: readonly Bookmark[], parent: number, open: boolean): string {
  if (bookmarks.length === 0) return "";
  const numbers = bookmarks.map(() => writer.reserve());
  for (const [index, { title, to, below }] of bookmarks.entries()) {
    const number = numbers[index]!;
    const previous = index > 0 ? `/Prev ${numbers[index - 1]} 0 R` : "";
    const next = index + 1 < numbers.length ? `/Next ${numbers[index + 1]} 0 R` : "";
    const kids = writeLevel(writer, below, number, false);
    const count = below.length > 0 ? `/Count -${below.length}` : "";
    const place = to ? `/Dest${to}` : "";
    const bold = open ? "/F 2" : "";
    writer.object(
      number,
      `<</Title${textString(title)}/Parent ${parent} 0 R${previous}${next}${kids}${count}${place}${bold}>>`,
    );
  }
  return `/First ${numbers[0]} 0 R/Last ${numbers.at(-1)} 0 R`;
}

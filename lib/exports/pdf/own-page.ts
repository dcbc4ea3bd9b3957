import type { FontStyle, OwnFonts } from "./own-fonts";
import { numberText, textString } from "./serialize";
import type { VolumeWriter } from "./volume-writer";

export type TextLook = { size: number; style?: FontStyle; align?: "left" | "center" | "right"; grey?: number };

export const pageWidth = 612;
export const pageHeight = 792;

/** A page by its object number, or a file by its path beside this one. */
export type LinkTarget = number | { readonly file: string };

/** Opens another PDF in the reader, or hands any other file to its own program. */
function fileAction(path: string): string {
  const file = `<</Type/Filespec/F${textString(path)}/UF${textString(path)}>>`;
  return path.endsWith(".pdf") ? `/A<</S/GoToR/F${file}/D[0/Fit]>>` : `/A<</S/Launch/F${file}>>`;
}

/** One page of our own, letter size unless told otherwise: text, rules and links, laid out from the top. Distances are in points. */
export class OwnPage {
  readonly #fonts: OwnFonts;
  readonly #width: number;
  readonly #height: number;
  #content = "";
  #links = "";

  constructor(fonts: OwnFonts, { width = pageWidth, height = pageHeight } = {}) {
    this.#fonts = fonts;
    this.#width = width;
    this.#height = height;
  }

  /** Sets one line whose baseline is `down` points below the top; `x` is its left, middle or right end by alignment. */
  text(text: string, x: number, down: number, { size, style = "regular", align = "left", grey = 0 }: TextLook): void {
    const width = align === "left" ? 0 : this.#fonts.width(text, style) * size;
    const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    this.#content += `BT ${numberText(grey)} g ${numberText(left)} ${numberText(this.#height - down)} Td`;
    for (const run of this.#fonts.runs(text, style)) {
      this.#content += ` /${run.resource} ${numberText(size)} Tf <${run.hex}> Tj`;
    }
    this.#content += " ET\n";
  }

  /** Sets lines one below the other, and returns where the next would go. */
  lines(lines: readonly string[], x: number, down: number, look: TextLook): number {
    for (const [index, line] of lines.entries()) this.text(line, x, down + index * look.size * 1.3, look);
    return down + lines.length * look.size * 1.3;
  }

  /** Marks the page at its top as no record of a closing. */
  markRehearsal(mark: string | undefined): void {
    if (mark) this.text(mark, this.#width / 2, 34, { size: 9, style: "bold", align: "center" });
  }

  /** A thin horizontal rule. */
  rule(x: number, down: number, width: number, thickness = 0.5): void {
    const y = numberText(this.#height - down);
    this.#content += `q ${numberText(thickness)} w 0.6 G ${numberText(x)} ${y} m ${numberText(x + width)} ${y} l S Q\n`;
  }

  /** Makes a rectangle lead to a page of this file, or to a file beside it. */
  link(x: number, down: number, width: number, height: number, to: LinkTarget): void {
    const [top, bottom] = [this.#height - down, this.#height - down - height];
    const action = typeof to === "number" ? `/Dest[${to} 0 R/Fit]` : fileAction(to.file);
    const rectangle = [x, bottom, x + width, top].map(numberText).join(" ");
    this.#links += `<</Type/Annot/Subtype/Link/Rect[${rectangle}]/Border[0 0 0]/F 4${action}>>`;
  }

  /** Puts the annotation with this object number on the page. */
  annotation(number: number): void {
    this.#links += `${number} 0 R `;
  }

  /** Writes the page as object `number`, below the node `parent` of the page tree. */
  write(writer: VolumeWriter, number: number, parent: number): void {
    const contents = writer.reserve();
    writer.deflated(contents, "<<", Buffer.from(this.#content, "latin1"));
    const annotations = this.#links ? `/Annots[${this.#links}]` : "";
    writer.object(
      number,
      `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 ${this.#width} ${this.#height}]/Resources ${this.#fonts.resources} 0 R/Contents ${contents} 0 R${annotations}>>`,
    );
  }
}

/** Breaks a text into lines no wider than `width` points; a word wider than that is broken inside. */
export function wrap(fonts: OwnFonts, text: string, width: number, { size, style = "regular" }: TextLook): string[] {
  const room = width / size;
  const lines: string[] = [];
  let current = "";
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => pieces(fonts, word, room, style))) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && fonts.width(longer, style) > room) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  if (current !== "" || lines.length === 0) lines.push(current);
  return lines;
}

function pieces(fonts: OwnFonts, word: string, room: number, style: FontStyle): string[] {
  if (fonts.width(word, style) <= room) return [word];
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part !== "" && fonts.width(part + character, style) > room) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

import type { Paper, PaperBlock } from "../paper";
import { OwnFonts } from "./own-fonts";
import { OwnPage, type TextLook, wrap } from "./own-page";
import { PageTree } from "./page-tree";
import { pdfDate, textString } from "./serialize";
import { VolumeWriter } from "./volume-writer";

const margin = 60;
const foot = 58;
const gap = 10;

/** Writes a paper of the program's own as a PDF at `path`, the same bytes for the same paper; returns how many pages it has. */
export function writePaperPdf(paper: Paper, path: string): number {
  const writer = new VolumeWriter(path);
  try {
    const fonts = new OwnFonts(writer);
    const tree = new PageTree(writer);
    const pages = new Setting(paper, fonts).set();
    for (const page of pages) {
      const number = writer.reserve();
      page.write(writer, number, tree.append(number));
    }
    fonts.finish();
    const root = tree.finish({ number: writer.reserve(), kids: [] });
    const [catalog, info] = [writer.reserve(), writer.reserve()];
    writer.object(catalog, `<</Type/Catalog/Pages ${root} 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>`);
    const date = `(${pdfDate(paper.asOf)})`;
    writer.object(
      info,
      `<</Title${textString(paper.title)}/Producer(Section Seven)/Creator(Section Seven)/CreationDate${date}/ModDate${date}>>`,
    );
    writer.end({ catalog, info }, "");
    writer.close(false);
    return pages.length;
  } finally {
    writer.abandon();
  }
}

/** Lays a paper out, page by page. */
class Setting {
  readonly #paper: Paper;
  readonly #fonts: OwnFonts;
  readonly #pages: OwnPage[] = [];
  readonly #width: number;
  readonly #height: number;
  #down = 0;

  constructor(paper: Paper, fonts: OwnFonts) {
    this.#paper = paper;
    this.#fonts = fonts;
    [this.#width, this.#height] = paper.landscape ? [792, 612] : [612, 792];
  }

  set(): OwnPage[] {
    const { title, subtitle, blocks, footer, rehearsal } = this.#paper;
    this.#begin();
    this.#write(title, { size: 17, style: "bold" }, 4);
    for (const line of subtitle) this.#write(line, { size: 11 }, 0);
    this.#down += 10;
    for (const block of blocks) this.#block(block);
    const small: TextLook = { size: 8, grey: 0.3 };
    for (const [index, page] of this.#pages.entries()) {
      page.markRehearsal(rehearsal);
      const [line = ""] = wrap(this.#fonts, footer, this.#room - 70, small);
      page.text(line, margin, this.#height - 34, small);
      page.text(`${index + 1} of ${this.#pages.length}`, this.#width - margin, this.#height - 34, {
        ...small,
        align: "right",
      });
    }
    return this.#pages;
  }

  get #room(): number {
    return this.#width - 2 * margin;
  }

  get #page(): OwnPage {
    return this.#pages.at(-1)!;
  }

  #begin(): void {
    this.#pages.push(new OwnPage(this.#fonts, { width: this.#width, height: this.#height }));
    this.#down = 72;
  }

  #block(block: PaperBlock): void {
    if (block.kind === "heading") {
      if (this.#down > this.#height - foot - 70) this.#begin();
      this.#down += 8;
      this.#write(block.text, { size: 12, style: "bold" }, 3);
    } else if (block.kind === "text") {
      const size = block.look === "small" ? 8.5 : 10;
      this.#write(block.text, { size, style: block.look === "strong" ? "bold" : "regular" }, 5);
    } else if (block.kind === "facts") {
      const shares = [{ share: 28 }, { share: 72 }];
      for (const row of block.rows) this.#row(row, shares, { size: 10 });
      this.#down += 6;
    } else if (block.rows.length === 0) {
      this.#write(block.none, { size: 10, style: "italic" }, 5);
    } else {
      this.#tableHead(block.columns);
      for (const row of block.rows) this.#row(row, block.columns, { size: 8.5 }, () => this.#tableHead(block.columns));
      this.#down += 8;
    }
  }

  #tableHead(columns: readonly { header: string; share: number }[]): void {
    if (this.#down > this.#height - foot - 40) this.#begin();
    const headers = columns.map(({ header }) => header);
    this.#row(headers, columns, { size: 8.5, style: "bold", grey: 0.25 });
    this.#page.rule(margin, this.#down - 9, this.#room, 0.8);
    this.#down += 3;
  }

  /** One row of cells; a row higher than what is left goes on a new page, and one higher than a page is continued. */
  #row(cells: readonly string[], columns: readonly { share: number }[], look: TextLook, head = () => {}): void {
    const total = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / total) * this.#room - gap);
    const lines = cells.map((cell, index) =>
      cell.split("\n").flatMap((line) => wrap(this.#fonts, line, widths[index]!, look)),
    );
    const step = look.size * 1.3;
    const most = Math.max(...lines.map((list) => list.length));
    let from = 0;
    while (from < most) {
      const left = Math.floor((this.#height - foot - this.#down) / step);
      if (left < Math.min(most - from, 4) || (from === 0 && left < most && most < 30)) {
        this.#begin();
        head();
        continue;
      }
      const taken = Math.min(left, most - from);
      let x = margin;
      for (const [index, list] of lines.entries()) {
        this.#page.lines(list.slice(from, from + taken), x, this.#down, look);
        x += widths[index]! + gap;
      }
      this.#down += taken * step;
      from += taken;
    }
    this.#down += 4;
  }

  #write(text: string, look: TextLook, after: number): void {
    for (const line of text.split("\n").flatMap((line) => wrap(this.#fonts, line, this.#room, look))) {
      if (this.#down > this.#height - foot) this.#begin();
      this.#page.text(line, margin, this.#down, look);
      this.#down += look.size * 1.35;
    }
    this.#down += after;
  }
}

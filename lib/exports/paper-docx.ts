import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from "docx";
import { repack } from "./office-package";
import type { Paper, PaperBlock, PaperColumn } from "./paper";
import { xmlText } from "./xml-text";

/** Twentieths of a point: an inch of margin on letter paper. */
const inch = 1440;
const letter = { width: 8.5 * inch, height: 11 * inch };
const margin = Math.round(inch * 0.9);

/**
 * A paper as a Word file with the same bytes for the same paper. Tables repeat their header on every page and keep each
 * row together; widths are fixed, so that they look alike in every program.
 */
export async function paperDocx(paper: Paper): Promise<Buffer> {
  const room = (paper.landscape ? letter.height : letter.width) - 2 * margin;
  const document = new Document({
    creator: "Section Seven",
    lastModifiedBy: "Section Seven",
    title: xmlText(paper.title),
    styles: { default: { document: { run: { font: "Georgia", size: 20 } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              ...letter,
              orientation: paper.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        ...(paper.rehearsal ? { headers: { default: new Header({ children: [marked(paper.rehearsal)] }) } } : {}),
        footers: { default: footer(paper.footer, room) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [run(paper.title, { bold: true, size: 34 })] }),
          ...paper.subtitle.map((line) => new Paragraph({ children: [run(line, { size: 22 })] })),
          new Paragraph({ children: [] }),
          ...paper.blocks.flatMap((block) => blockOf(block, room)),
        ],
      },
    ],
  });
  const file = await Packer.toBuffer(document);
  // The library writes the moment of the export into the file; the paper's own moment goes there instead.
  return repack(file, (name, xml) =>
    name === "docProps/core.xml"
      ? xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${paper.asOf.replace(/\.\d+Z$/, "Z")}`)
      : xml,
  );
}

type RunLook = { bold?: boolean; italics?: boolean; size?: number; color?: string };

const run = (text: string, look: RunLook = {}) => new TextRun({ text: xmlText(text), ...look });

const marked = (mark: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(mark, { bold: true, size: 18 })] });

const footer = (text: string, room: number) =>
  new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: room }],
        children: [
          run(text, { size: 16, color: "555555" }),
          new TextRun({
            size: 16,
            color: "555555",
            children: ["\tPage ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });

function blockOf(block: PaperBlock, room: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          keepNext: true,
          spacing: { before: 240, after: 80 },
          children: [run(block.text, { bold: true, size: 24, color: "000000" })],
        }),
      ];
    case "text":
      return linesOf(block.text, { bold: block.look === "strong", size: block.look === "small" ? 17 : 20 }, 100);
    case "facts": {
      const columns = [
        { header: "", share: 28 },
        { header: "", share: 72 },
      ];
      return [tableOf(columns, block.rows, room, false), new Paragraph({ children: [] })];
    }
    case "table":
      if (block.rows.length === 0) return linesOf(block.none, { italics: true }, 100);
      return [tableOf(block.columns, block.rows, room, true), new Paragraph({ children: [] })];
  }
}

const linesOf = (text: string, look: RunLook, after = 0) =>
  text.split("\n").map((line) => new Paragraph({ spacing: { after }, children: [run(line, look)] }));

const thin = { style: BorderStyle.SINGLE, size: 4, color: "A0A0A0" };
const none = { style: BorderStyle.NONE, size: 0, color: "auto" };

function tableOf(
  columns: readonly PaperColumn[],
  rows: readonly (readonly string[])[],
  room: number,
  ruled: boolean,
): Table {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((share / total) * room));
  const edge = ruled ? thin : none;
  const borders = { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge };
  const cell = (text: string, index: number, look: RunLook, shading?: string) =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(shading ? { shading: { fill: shading } } : {}),
      children: linesOf(text, look),
    });
  const size = ruled ? 17 : 20;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ header }, index) => cell(header, index, { bold: true, size }, "E8ECF2")),
  });
  const body = rows.map(
    (row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, index, { size })) }),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders,
    rows: ruled ? [header, ...body] : body,
  });
}

import { AlignmentType, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { type DocumentSpec, headOf, longDate, type Paragraph as Said, sampleNotice } from "./document-spec";
import { withFixedTimes } from "./zip-times";

const font = "Times New Roman";

/** A Word document with real headings, header and footer; the dates in it come from the spec, so that its bytes do too. */
export async function makeDocx(spec: DocumentSpec): Promise<Uint8Array> {
  const head = headOf(spec);
  const document = new Document({
    title: spec.title,
    creator: spec.giver[0],
    lastModifiedBy: spec.giver[0],
    description: sampleNotice,
    styles: { default: { document: { run: { font, size: 22 } } } },
    sections: [
      {
        properties: { page: { size: { width: 12_240, height: 15_840 } } },
        headers: { default: new Header({ children: [centred(head, { bold: true, size: 18 })] }) },
        footers: { default: new Footer({ children: [foot()] }) },
        children: [...letterhead(spec), ...spec.paragraphs.map(paragraph), ...signature(spec)],
      },
    ],
  });
  const core = { path: "docProps/core.xml", data: coreProperties(spec) };
  return withFixedTimes(await Packer.pack(document, "uint8array", undefined, [core]), spec.date);
}

type Look = { bold?: boolean; italics?: boolean; size?: number };

const text = (words: string, look: Look = {}) => new TextRun({ text: words, ...look });
const centred = (words: string, look: Look) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [text(words, look)] });
const plain = (words: string, look: Look = {}, after = 0) =>
  new Paragraph({ spacing: { after }, children: [text(words, look)] });

function letterhead({ giver, addressee, date, title, regarding }: DocumentSpec): Paragraph[] {
  const [name, ...lines] = giver;
  return [
    centred(name, { bold: true, size: 30 }),
    ...lines.map((line) => centred(line, { size: 19 })),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before: 240, after: 240 },
      children: [text(longDate(date))],
    }),
    ...addressee.map((line) => plain(line)),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      spacing: { before: 240, after: 60 },
      children: [new TextRun({ text: title, bold: true, size: 26, color: "000000", font })],
    }),
    plain(regarding, { italics: true }, 160),
  ];
}

function paragraph(said: Said): Paragraph {
  if (typeof said === "string") return plain(said, {}, 160);
  if ("heading" in said) return plain(said.heading, { bold: true }, 100);
  return new Paragraph({
    indent: { left: 600, hanging: 600 },
    tabStops: [{ type: "left", position: 600 }],
    spacing: { after: 160 },
    children: [text(`${said.number}\t${said.text}`)],
  });
}

function signature({ signature, giver }: DocumentSpec): Paragraph[] {
  if (!signature) return [];
  return [
    plain(giver[0], {}, 200),
    plain(signature.signed ? `/s/ ${signature.name}` : "______________________________", { italics: signature.signed }),
    plain(signature.name),
    ...(signature.capacity ? [plain(signature.capacity)] : []),
  ];
}

const foot = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        size: 16,
        children: [`${sampleNotice} Page `, PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES],
      }),
    ],
  });

/** The library would write the moment of making here. */
function coreProperties({ title, giver, date }: DocumentSpec): string {
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${date}T12:00:00Z</dcterms:${name}>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(giver[0])}</dc:creator>` +
    `<dc:description>${escaped(sampleNotice)}</dc:description>` +
    `<cp:lastModifiedBy>${escaped(giver[0])}</cp:lastModifiedBy>${moment("created")}${moment("modified")}</cp:coreProperties>`
  );
}

const escaped = (words: string) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

import { PdfArray, type PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream } from "@libpdf/core";
import { type FieldFace, type Widget, widgetsOf } from "./form-fields";
import type { Rectangle } from "./lookup";
import type { OwnFonts } from "./own-fonts";
import { numberText } from "./serialize";
import type { SourcePdf } from "./source-pdf";
import type { VolumeWriter } from "./volume-writer";

/** The drawing of a page's form fields as page content: operators, and the forms they call by name. */
export type FlattenedPage = { content: string; forms: Map<string, number>; fields: number; drawnAnew: number };

const fieldMargin = 2;

/**
 * Turns the form fields of a page into content that nobody can change any more. The drawing that the source has of a
 * field is used as it stands; a field that has a value and no drawing of it (the reader was meant to make one) is drawn
 * here from the value itself, in a font that has the characters. So neither a text nor a tick is ever lost.
 */
export function flattenPage(
  source: SourcePdf,
  page: PdfDict,
  place: { writer: VolumeWriter; fonts: OwnFonts; numberOf: (ref: PdfRef) => number },
): FlattenedPage | null {
  const widgets = widgetsOf(source, page);
  if (widgets.length === 0) return null;
  const flattened: FlattenedPage = { content: "", forms: new Map(), fields: widgets.length, drawnAnew: 0 };
  const call = (number: number, matrix: readonly number[]) => {
    const name = `SectionSevenField${flattened.forms.size + 1}`;
    flattened.forms.set(name, number);
    flattened.content += `q ${matrix.map(numberText).join(" ")} cm /${name} Do Q\n`;
  };
  for (const widget of widgets) {
    if (widget.drawing) {
      const matrix = prepareDrawing(source, widget.drawing, widget.rectangle);
      if (matrix) call(place.numberOf(widget.drawing), matrix);
    } else if (showsSomething(widget.face)) {
      const number = drawWidget(source, widget, place);
      call(number, [1, 0, 0, 1, widget.rectangle.left, widget.rectangle.bottom]);
      flattened.drawnAnew++;
    }
  }
  return flattened;
}

const showsSomething = (face: FieldFace) =>
  face.kind === "text" ? face.text.trim() !== "" : face.kind !== "none" && face.on;

/** Makes an appearance stream usable as a form and finds the matrix that fits it to its rectangle (ISO 32000-1, 12.5.5). */
function prepareDrawing(source: SourcePdf, ref: PdfRef, rectangle: Rectangle): number[] | null {
  const { look, catalog } = source;
  const stream = look.value(ref);
  if (!(stream instanceof PdfStream)) return null;
  stream.set("Type", PdfName.of("XObject"));
  stream.set("Subtype", PdfName.of("Form"));
  const defaults = look.dict(catalog.get("AcroForm"))?.get("DR");
  if (!stream.has("Resources") && defaults) stream.set("Resources", defaults);
  const box = look.rectangle(stream.get("BBox"));
  if (!box) {
    const size = [0, 0, rectangle.right - rectangle.left, rectangle.top - rectangle.bottom];
    stream.set("BBox", new PdfArray(size.map((value) => PdfNumber.of(value))));
    return [1, 0, 0, 1, rectangle.left, rectangle.bottom];
  }
  const numbers = look
    .array(stream.get("Matrix"))
    ?.toArray()
    .map((item) => look.number(item) ?? 0);
  const shown = transformed(box, numbers?.length === 6 ? numbers : [1, 0, 0, 1, 0, 0]);
  const width = shown.right - shown.left;
  const height = shown.top - shown.bottom;
  if (width <= 0 || height <= 0) return null;
  const a = (rectangle.right - rectangle.left) / width;
  const d = (rectangle.top - rectangle.bottom) / height;
  return [a, 0, 0, d, rectangle.left - shown.left * a, rectangle.bottom - shown.bottom * d];
}

function transformed(box: Rectangle, matrix: readonly number[]): Rectangle {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const corners = [
    [box.left, box.bottom],
    [box.left, box.top],
    [box.right, box.bottom],
    [box.right, box.top],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}

function drawWidget(
  source: SourcePdf,
  { rectangle, face, look }: Widget,
  { writer, fonts }: { writer: VolumeWriter; fonts: OwnFonts },
): number {
  const width = rectangle.right - rectangle.left;
  const height = rectangle.top - rectangle.bottom;
  let content = "q\n";
  const background = colour(source, look, "BG", ["g", "rg", "k"]);
  if (background) content += `${background} 0 0 ${numberText(width)} ${numberText(height)} re f\n`;
  const border = colour(source, look, "BC", ["G", "RG", "K"]);
  if (border) content += `${border} 1 w 0.5 0.5 ${numberText(width - 1)} ${numberText(height - 1)} re S\n`;
  content += "0 g 0 G\n";
  if (face.kind === "text") content += drawText(face, width, height, fonts);
  if (face.kind === "check") content += drawCheck(width, height);
  if (face.kind === "dot") content += drawDot(width, height);
  const number = writer.reserve();
  const dict = `<</Type/XObject/Subtype/Form/BBox[0 0 ${numberText(width)} ${numberText(height)}]/Resources ${fonts.resources} 0 R`;
  writer.stream(number, dict, Buffer.from(`${content}Q\n`, "latin1"));
  return number;
}

function colour(source: SourcePdf, look: PdfDict | null, key: string, operators: readonly string[]): string | null {
  const numbers = source.look
    .array(look?.get(key))
    ?.toArray()
    .map((item) => source.look.number(item) ?? 0);
  const operator = numbers && operators[[1, 3, 4].indexOf(numbers.length)];
  return numbers && operator ? `${numbers.map(numberText).join(" ")} ${operator}` : null;
}

function drawText(face: FieldFace & { kind: "text" }, width: number, height: number, fonts: OwnFonts): string {
  const room = Math.max(width - 2 * fieldMargin, 1);
  const broken = (size: number) =>
    face.multiline ? face.text.split("\n").flatMap((line) => wrapLine(line, room / size, fonts)) : [face.text];
  const fits = (size: number) => {
    const lines = broken(size);
    return lines.length * size * 1.2 <= height && lines.every((line) => fonts.width(line, "regular") * size <= room);
  };
  // A text that does not fit is set smaller until it does: cut-off words would be lost words.
  let size = face.fontSize > 0 ? face.fontSize : Math.min(12, height * 0.7);
  while (size > 3 && !fits(size)) size -= 0.5;
  const lines = broken(size);
  const first = face.multiline ? height - fieldMargin - size : (height - size * 0.7) / 2;
  let content = "";
  for (const [index, line] of lines.entries()) {
    const slack = room - fonts.width(line, "regular") * size;
    const left = fieldMargin + Math.max(0, slack) * { left: 0, center: 0.5, right: 1 }[face.align];
    content += `BT ${numberText(left)} ${numberText(first - index * size * 1.2)} Td`;
    for (const run of fonts.runs(line, "regular"))
      content += ` /${run.resource} ${numberText(size)} Tf <${run.hex}> Tj`;
    content += " ET\n";
  }
  return content;
}

function wrapLine(line: string, widthInEm: number, fonts: OwnFonts): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current !== "" && fonts.width(longer, "regular") > widthInEm) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

function drawCheck(width: number, height: number): string {
  const at = (x: number, y: number) => `${numberText(width * x)} ${numberText(height * y)}`;
  return `${numberText(Math.min(width, height) * 0.12)} w 1 J 1 j ${at(0.2, 0.5)} m ${at(0.42, 0.25)} l ${at(0.8, 0.78)} l S\n`;
}

function drawDot(width: number, height: number): string {
  const radius = Math.min(width, height) * 0.27;
  const [x, y, k] = [width / 2, height / 2, radius * 0.5523];
  const n = (...values: number[]) => values.map(numberText).join(" ");
  return [
    `${n(x + radius, y)} m`,
    `${n(x + radius, y + k, x + k, y + radius, x, y + radius)} c`,
    `${n(x - k, y + radius, x - radius, y + k, x - radius, y)} c`,
    `${n(x - radius, y - k, x - k, y - radius, x, y - radius)} c`,
    `${n(x + k, y - radius, x + radius, y - k, x + radius, y)} c f\n`,
  ].join(" ");
}

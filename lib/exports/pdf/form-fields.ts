import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from "@libpdf/core";
import type { Rectangle } from "./lookup";
import type { SourcePdf } from "./source-pdf";

/** What a form field shows on the page, read from the field itself and not from any drawing of it. */
export type FieldFace =
  | { kind: "text"; text: string; multiline: boolean; align: "left" | "center" | "right"; fontSize: number }
  | { kind: "check" | "dot"; on: boolean }
  | { kind: "none" };

/** One widget of a form: where it stands, the drawing that the source has of it, and what it says. */
export type Widget = {
  rectangle: Rectangle;
  drawing: PdfRef | null;
  face: FieldFace;
  field: PdfDict;
  look: PdfDict | null;
};

const hidden = 2 | 32;
const multilineFlag = 1 << 12;
const passwordFlag = 1 << 13;
const radioFlag = 1 << 15;
const pushButtonFlag = 1 << 16;

/** The visible widgets on a page of a source. */
export function widgetsOf(source: SourcePdf, page: PdfDict): Widget[] {
  const { look } = source;
  const widgets: Widget[] = [];
  for (const item of look.array(page.get("Annots")) ?? []) {
    const widget = look.dict(item);
    if (!widget || look.name(widget.get("Subtype")) !== "Widget") continue;
    const rectangle = look.rectangle(widget.get("Rect"));
    if (!rectangle || ((look.number(widget.get("F")) ?? 0) & hidden) !== 0) continue;
    const drawing = drawingOf(source, widget);
    const face = faceOf(source, widget);
    widgets.push({ rectangle, drawing, face, field: widget, look: look.dict(widget.get("MK")) ?? null });
  }
  return widgets;
}

/** Whether a signature with a value stands anywhere in the source's form: binding makes it void. */
export function isSigned(source: SourcePdf): boolean {
  const { look } = source;
  const seen = new Set<PdfDict>();
  const signed = (fields: PdfArray | undefined): boolean => {
    for (const item of fields ?? []) {
      const field = look.dict(item);
      if (!field || seen.has(field)) continue;
      seen.add(field);
      if (look.name(inherited(source, field, "FT")) === "Sig" && look.dict(field.get("V"))?.has("ByteRange"))
        return true;
      if (signed(look.array(field.get("Kids")))) return true;
    }
    return false;
  };
  return signed(look.array(look.dict(source.catalog.get("AcroForm"))?.get("Fields")));
}

/** The normal appearance for the widget's state, where there is one that draws anything. */
function drawingOf(source: SourcePdf, widget: PdfDict): PdfRef | null {
  const { look } = source;
  const normal = look.dict(widget.get("AP"))?.get("N");
  const value = look.value(normal);
  if (value instanceof PdfStream) return normal instanceof PdfRef && value.data.length > 0 ? normal : null;
  if (!(value instanceof PdfDict)) return null;
  const state = value.get(stateOf(source, widget));
  const stream = look.value(state);
  return state instanceof PdfRef && stream instanceof PdfStream && stream.data.length > 0 ? state : null;
}

function stateOf(source: SourcePdf, widget: PdfDict): string {
  const { look } = source;
  const state = look.name(widget.get("AS")) ?? look.name(inherited(source, widget, "V"));
  return state ?? "Off";
}

function faceOf(source: SourcePdf, widget: PdfDict): FieldFace {
  const { look } = source;
  const type = look.name(inherited(source, widget, "FT"));
  const flags = look.number(inherited(source, widget, "Ff")) ?? 0;
  const value = look.value(inherited(source, widget, "V"));
  if (type === "Btn") {
    if (flags & pushButtonFlag) {
      const caption = look.text(look.dict(widget.get("MK"))?.get("CA")) ?? "";
      return { kind: "text", text: caption, multiline: false, align: "center", fontSize: 0 };
    }
    return { kind: flags & radioFlag ? "dot" : "check", on: stateOf(source, widget) !== "Off" };
  }
  if (type !== "Tx" && type !== "Ch") return { kind: "none" };
  const shown = type === "Ch" ? chosen(source, widget, value) : textOf(value);
  const text = type === "Tx" && flags & passwordFlag ? "*".repeat(shown.length) : shown;
  const align = (["left", "center", "right"] as const)[look.number(inherited(source, widget, "Q")) ?? 0] ?? "left";
  const multiline = (type === "Tx" && (flags & multilineFlag) !== 0) || text.includes("\n");
  return { kind: "text", text, multiline, align, fontSize: fontSizeOf(source, widget) };
}

function textOf(value: PdfObject | undefined): string {
  if (value instanceof PdfString) return value.asString().replace(/\r\n?/g, "\n");
  if (value instanceof PdfName) return value.value;
  if (!(value instanceof PdfStream)) return "";
  return new PdfString(value.getDecodedData()).asString().replace(/\r\n?/g, "\n");
}

/** What a choice field shows: for options given as pairs, the second of the pair whose first is the value. */
function chosen(source: SourcePdf, widget: PdfDict, value: PdfObject | undefined): string {
  const { look } = source;
  const shownAs = new Map<string, string>();
  for (const option of look.array(inherited(source, widget, "Opt")) ?? []) {
    const pair = look.array(option);
    if (pair) shownAs.set(look.text(pair.at(0)) ?? "", look.text(pair.at(1)) ?? "");
  }
  const values = value instanceof PdfArray ? value.toArray().map((item) => textOf(look.value(item))) : [textOf(value)];
  return values.map((item) => shownAs.get(item) ?? item).join("\n");
}

function fontSizeOf(source: SourcePdf, widget: PdfDict): number {
  const form = source.look.dict(source.catalog.get("AcroForm"));
  const appearance = source.look.text(inherited(source, widget, "DA") ?? form?.get("DA")) ?? "";
  return Number(/([\d.]+)\s+Tf/.exec(appearance)?.[1] ?? 0) || 0;
}

/** A member of a field, or of the fields above it (ISO 32000-1, 12.7.3). */
function inherited(source: SourcePdf, field: PdfDict, key: string): PdfObject | undefined {
  return source.look.inherited(field, key);
}

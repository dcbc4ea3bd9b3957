import { inflateSync } from "node:zlib";
import { type PdfDict, type PdfRef, PdfStream } from "@libpdf/core";
import { finding } from "../findings";
import type { DocumentFinding, DocumentReport } from "../model";
import type { PlannedDocument } from "../plan";
import type { VolumeState } from "./bind-volume";
import { SourceCopy } from "./copy-source";
import { Destinations, forEachName, type SourceBookmark } from "./destinations";
import { flattenPage } from "./flatten-forms";
import { isSigned } from "./form-fields";
import { type VisiblePage, visiblePage } from "./geometry";
import type { Bookmark } from "./outline";
import { serialize } from "./serialize";
import { openSourcePdf, type SourcePdf } from "./source-pdf";
import { stampResource } from "./stamp";

/** A document in the volume. `stamps` are written when the number of pages of its tab is known. */
export type BoundDocument = {
  report: DocumentReport;
  /** The object of its first page, or of the sheet that stands for it. */
  pageObject: number;
  bookmarks: Bookmark[];
  stamps: { number: number; page: VisiblePage }[];
};

type Place = { part: string; tab: string; firstPage: number };

/** Binds one document, or reports why it cannot be bound; the caller then puts a sheet in its place. */
export async function bindDocument(
  state: VolumeState,
  { input }: PlannedDocument,
  place: Place,
): Promise<BoundDocument> {
  const about = { part: place.part, tab: place.tab, title: input.title, file: input.file, firstPage: place.firstPage };
  const opened = await openSourcePdf(input.file);
  const sha256 = opened.ok ? opened.value.file.sha256 : (opened.error.sha256 ?? null);
  const bytes = opened.ok ? opened.value.file.size : (opened.error.size ?? 0);
  const unbound = (finding: DocumentFinding): BoundDocument => ({
    report: { ...about, sha256, bytes, bound: false, pages: 0, findings: [finding] },
    pageObject: 0,
    bookmarks: [],
    stamps: [],
  });
  try {
    if (sha256 !== null && input.sha256 !== undefined && input.sha256 !== sha256) {
      return unbound(finding("bytes-changed", `On record: ${input.sha256}.`));
    }
    if (input.mediaType !== "application/pdf" && sha256 !== null) return unbound(finding("not-a-pdf-document"));
    if (!opened.ok) return unbound(finding(opened.error.code));
    const { findings, ...bound } = bindPages(state, opened.value, place.tab, input.title);
    const pages = opened.value.pages.length;
    if (input.pages !== undefined && input.pages !== pages) {
      findings.push(finding("page-count-changed", `On record: ${input.pages} pages; in the file now: ${pages}.`));
    }
    return { ...bound, report: { ...about, sha256, bytes, bound: true, pages, findings } };
  } finally {
    if (opened.ok) opened.value.file.close();
  }
}

type BoundPages = Omit<BoundDocument, "report"> & { findings: DocumentFinding[] };

function bindPages(state: VolumeState, source: SourcePdf, tab: string, title: string): BoundPages {
  const { writer, fonts, tree } = state;
  const copy = new SourceCopy(writer, source);
  const destinations = new Destinations(source);
  const numberOf = (ref: PdfRef) => Number.parseInt(copy.object(ref), 10);
  const fontsOnPage = new Map([[stampResource, fonts.stampFont]]);
  const stamps: BoundDocument["stamps"] = [];
  const damaged: number[] = [];
  let fields = 0;
  let drawnAnew = 0;
  const signed = isSigned(source);
  for (const [index, { dict }] of source.pages.entries()) {
    const flattened = flattenPage(source, dict, { writer, fonts, numberOf });
    fields += flattened?.fields ?? 0;
    drawnAnew += flattened?.drawnAnew ?? 0;
    if (!contentIsWhole(source, dict)) damaged.push(index + 1);
    const stamp = writer.reserve();
    stamps.push({ number: stamp, page: visiblePage(dict, source.look) });
    const after = [stamp];
    if (flattened && flattened.forms.size > 0) {
      const fieldsContent = writer.reserve();
      // The fields stand in the page's own coordinates, so the state saved before its content is restored and saved again.
      writer.stream(fieldsContent, "<<", Buffer.from(`Q q\n${flattened.content}`, "latin1"));
      after.unshift(fieldsContent);
    }
    copy.page(index, copy.annotations(index, destinations), {
      parent: tree.append(copy.pages[index]!),
      before: state.saveState,
      after,
      fonts: fontsOnPage,
      forms: flattened?.forms ?? new Map(),
    });
  }
  takeLayers(state, source, copy, title);
  const attachments = takeAttachments(state, source, copy, tab);
  const bookmarks = destinations.bookmarks().map((bookmark) => inVolume(bookmark, copy));
  const findings: DocumentFinding[] = [];
  const note = (met: boolean, code: Parameters<typeof finding>[0], detail = "") => {
    if (met) findings.push(finding(code, detail));
  };
  note(source.repaired !== "no", source.repaired === "second-parser" ? "second-parser" : "rebuilt-cross-references");
  note(damaged.length > 0, "damaged-content", `Pages ${damaged.join(", ")}.`);
  note(signed, "signature-voided");
  note(source.pdf.isEncrypted, "encryption-removed");
  note(fields > 0, "form-flattened");
  note(drawnAnew > 0, "form-drawn-anew", `Fields drawn anew: ${drawnAnew}.`);
  note(source.catalog.has("StructTreeRoot"), "tags-left-out");
  note(copy.removedActions > 0 || hasScripts(source), "active-content-removed");
  note(attachments > 0, "attachments-kept");
  return { pageObject: copy.pages[0]!, bookmarks, stamps, findings };
}

function inVolume({ title, to, below }: SourceBookmark, copy: SourceCopy): Bookmark {
  const view = to?.view.map((item) => serialize(item, () => "null")).join(" ");
  return {
    title,
    to: to ? `[${copy.pages[to.page]} 0 R ${view}]` : null,
    below: below.map((bookmark) => inVolume(bookmark, copy)),
  };
}

/** Whether the deflated content of a page can be read to its end: a changed byte inside shows here and nowhere else. */
function contentIsWhole({ look }: SourcePdf, page: PdfDict): boolean {
  const contents = look.value(page.get("Contents"));
  const streams =
    contents instanceof PdfStream ? [contents] : [...(look.array(contents) ?? [])].map((item) => look.value(item));
  for (const stream of streams) {
    if (!(stream instanceof PdfStream) || look.name(stream.get("Filter")) !== "FlateDecode") continue;
    try {
      inflateSync(stream.data);
    } catch {
      return false;
    }
  }
  return true;
}

function hasScripts({ look, catalog }: SourcePdf): boolean {
  const action = look.dict(catalog.get("OpenAction"));
  const names = look.dict(catalog.get("Names"));
  return (
    catalog.has("AA") ||
    names?.has("JavaScript") === true ||
    (action !== undefined && look.name(action.get("S")) !== "GoTo")
  );
}

/** Keeps the layers of a source, off where they were off. */
function takeLayers({ layers }: VolumeState, { look, catalog }: SourcePdf, copy: SourceCopy, title: string): void {
  const properties = look.dict(catalog.get("OCProperties"));
  if (!properties) return;
  const defaults = look.dict(properties.get("D"));
  const refs = (list: Iterable<unknown> | undefined) =>
    [...(list ?? [])]
      .map((item) => serialize(item as PdfRef, (ref) => copy.object(ref)))
      .filter((text) => text.endsWith(" R"));
  const all = refs(look.array(properties.get("OCGs")));
  const on = new Set(refs(look.array(defaults?.get("ON"))));
  const allOff = look.name(defaults?.get("BaseState")) === "OFF";
  const off = allOff ? all.filter((layer) => !on.has(layer)) : refs(look.array(defaults?.get("OFF")));
  layers.all.push(...all);
  layers.off.push(...off);
  if (all.length > 0) layers.order.push(`[${serializeTitle(title)} ${all.join(" ")}]`);
}

const serializeTitle = (title: string) => `<${Buffer.from(`\ufeff${title}`, "utf16le").swap16().toString("hex")}>`;

function takeAttachments({ attachments }: VolumeState, source: SourcePdf, copy: SourceCopy, tab: string): number {
  const tree = source.look.dict(source.look.dict(source.catalog.get("Names"))?.get("EmbeddedFiles"));
  if (!tree) return 0;
  let count = 0;
  forEachName(source, tree, (_key, value) => {
    const specification = source.look.dict(value);
    if (!specification) return;
    count++;
    const name = source.look.text(specification.get("UF") ?? specification.get("F")) ?? "attachment";
    attachments.push({ name: `Tab ${tab} - ${attachments.length + 1} - ${name}`, object: copy.direct(value) });
  });
  return count;
}

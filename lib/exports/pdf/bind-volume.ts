import { createHash } from "node:crypto";
import { buildManifest, manifestBytes } from "../manifest";
import type { ClosingSetInput, ClosingSetProgress, DocumentReport, Sha256 } from "../model";
import { noticeOf } from "../part-of-set";
import { type PlannedDocument, type PlannedPart, type PlannedTab, planSet } from "../plan";
import {
  certificateDigest,
  fieldText,
  type SigningOptions,
  signVolume,
  type VolumeSignature,
} from "../seal/volume-signature";
import { type BoundDocument, bindDocument } from "./bind-document";
import { coverPages, type IndexLine, indexPages, recordPage } from "./front-matter";
import { type Bookmark, writeOutline } from "./outline";
import { OwnFonts } from "./own-fonts";
import type { OwnPage } from "./own-page";
import { PageTree } from "./page-tree";
import { pdfDate, stringText, textString } from "./serialize";
import { slipSheet, standInSheet } from "./slip-sheet";
import { stampContent } from "./stamp";
import { VolumeWriter } from "./volume-writer";

export type BindOptions = {
  /** Asked between documents and pages; true gives the build up. */
  readonly cancelled?: () => boolean;
  readonly onProgress?: (progress: Omit<ClosingSetProgress, "phase" | "secondsLeft" | "bytes">) => void;
  /** Wait until the disk has the volume before it gets its name. */
  readonly durable?: boolean;
  /** Whoever signs the volume, where the operator gave a certificate. */
  readonly signing?: SigningOptions | undefined;
};

export type BoundVolume = {
  readonly bytes: number;
  readonly sha256: Sha256;
  readonly pages: number;
  readonly reports: readonly DocumentReport[];
  readonly index: readonly IndexLine[];
  readonly manifest: Buffer;
  readonly signature: VolumeSignature | null;
};

export class BuildCancelled extends Error {
  override name = "AbortError";
}

/** What is gathered while the body is written, for the parts that come last. */
export type VolumeState = {
  readonly writer: VolumeWriter;
  readonly fonts: OwnFonts;
  readonly tree: PageTree;
  /** The stream that saves the graphics state before the content of a source page. */
  readonly saveState: number;
  readonly layers: { all: string[]; off: string[]; order: string[] };
  readonly attachments: { name: string; object: string }[];
  readonly cancelled: () => boolean;
};

/**
 * Binds the set into one PDF at `path`: front matter, then for each tab a slip sheet and its documents. Sources are
 * read one at a time and go straight to disk; index, bookmarks and page tree are written when all pages are known.
 * A document that cannot be bound gets a sheet that says why, and never stops the build.
 */
export async function bindVolume(
  input: ClosingSetInput,
  path: string,
  options: BindOptions = {},
): Promise<BoundVolume> {
  const writer = new VolumeWriter(path, { sealed: true });
  try {
    return await bindInto(writer, input, options);
  } finally {
    writer.abandon();
  }
}

async function bindInto(writer: VolumeWriter, input: ClosingSetInput, options: BindOptions): Promise<BoundVolume> {
  const fonts = new OwnFonts(writer);
  const state: VolumeState = {
    writer,
    fonts,
    tree: new PageTree(writer),
    saveState: writer.reserve(),
    layers: { all: [], off: [], order: [] },
    attachments: [],
    cancelled: options.cancelled ?? (() => false),
  };
  writer.stream(state.saveState, "<<", Buffer.from("q\n"));
  const plan = planSet(input);
  const documents = plan.flatMap((part) => part.tabs.flatMap((tab) => tab.documents)).length;
  const index: IndexLine[] = [];
  const bookmarks: Bookmark[] = [];
  const reports: DocumentReport[] = [];
  let bytesDone = 0;
  for (const part of plan) {
    const partBookmark: Bookmark = { title: part.input.title, to: null, below: [] };
    index.push({ kind: "part", tab: "", title: part.input.title, date: "", signatories: "", page: "", to: null });
    for (const tab of part.tabs) {
      const bound = await bindTab(state, input, part, tab, (report) => {
        reports.push(report);
        bytesDone += report.bytes;
        options.onProgress?.({ documentsDone: reports.length, documents, pages: state.tree.bodyPages, bytesDone });
      });
      partBookmark.below.push(bound.bookmark);
      partBookmark.to ??= bound.bookmark.to;
      index.push(...bound.index);
    }
    bookmarks.push(partBookmark);
  }
  const manifest = manifestBytes(buildManifest(input, plan, reports));
  const finished = await finishVolume(state, input, { index, bookmarks, manifest }, options);
  return { ...finished, reports, index, manifest };
}

type BoundTab = { bookmark: Bookmark; index: IndexLine[] };

async function bindTab(
  state: VolumeState,
  { rehearsal }: ClosingSetInput,
  { input: part }: PlannedPart,
  { input: tab, documents }: PlannedTab,
  done: (report: DocumentReport) => void,
): Promise<BoundTab> {
  const { writer, fonts, tree } = state;
  const slip = writer.reserve();
  const slipNode = tree.append(slip);
  const slipPage = tree.bodyPages;
  const bound: (BoundDocument & { planned: PlannedDocument })[] = [];
  for (const planned of documents) {
    if (state.cancelled()) throw new BuildCancelled("The build was cancelled.");
    const firstPage = tree.bodyPages + 1;
    const document = await bindDocument(state, planned, { part: part.title, tab: tab.number, firstPage });
    if (!document.report.bound) {
      const sheet = writer.reserve();
      const standIn = standInSheet({ planned, report: document.report }, tab, fonts);
      standIn.markRehearsal(rehearsal);
      standIn.write(writer, sheet, tree.append(sheet));
      document.pageObject = sheet;
    }
    bound.push({ ...document, planned });
    done(document.report);
  }
  stampPages(state, bound, tab.number, rehearsal);
  slipSheet(tab, bound, part.title, rehearsal, fonts).write(writer, slip, slipNode);
  const bookmark: Bookmark = { title: `Tab ${tab.number}  ${tab.title}`, to: `[${slip} 0 R/Fit]`, below: [] };
  const index: IndexLine[] = [tabLine(tab.number, titleOfTab(tab), slip, slipPage, bound)];
  for (const { planned, report, pageObject, bookmarks } of bound) {
    bookmark.below.push({ title: planned.input.title, to: `[${pageObject} 0 R/Fit]`, below: bookmarks });
    if (isOneDocument(tab.title, bound)) continue;
    index.push({
      kind: "document",
      tab: "",
      title: planned.input.title,
      date: planned.input.date ?? "",
      signatories: planned.input.signatories.join(", "),
      page: String(report.firstPage),
      to: pageObject,
    });
  }
  return { bookmark, index };
}

type InTab = { planned: PlannedDocument; report: DocumentReport };

const isOneDocument = (title: string, bound: readonly InTab[]) =>
  bound.length === 1 && bound[0]!.planned.input.title === title;

const titleOfTab = ({ title, omitted }: { title: string; omitted?: string }) =>
  omitted === undefined ? title : `${title} (intentionally omitted)`;

/** A tab with one document of the same title takes one line of the index, with the document's date and signatories. */
function tabLine(tab: string, title: string, slip: number, page: number, bound: readonly InTab[]): IndexLine {
  const only = isOneDocument(title, bound) ? bound[0]!.planned.input : null;
  const signatories = only?.signatories.join(", ") ?? "";
  return { kind: "tab", tab, title, date: only?.date ?? "", signatories, page: String(page), to: slip };
}

/** Stamps the pages of a tab, once it is known how many there are. */
function stampPages(
  state: VolumeState,
  bound: readonly BoundDocument[],
  tab: string,
  rehearsal: string | undefined,
): void {
  const stamps = bound.flatMap((document) => document.stamps);
  const mark = rehearsal ? `${rehearsal} · ` : "";
  for (const [index, { number, page }] of stamps.entries()) {
    const text = `${mark}Tab ${tab}, page ${index + 1} of ${stamps.length}`;
    state.writer.stream(number, "<<", Buffer.from(stampContent(text, page, state.fonts), "latin1"));
  }
}

type LastParts = { index: readonly IndexLine[]; bookmarks: readonly Bookmark[]; manifest: Buffer };

async function finishVolume(
  state: VolumeState,
  input: ClosingSetInput,
  { index, bookmarks, manifest }: LastParts,
  { signing, durable = true }: BindOptions,
) {
  const { writer, fonts, tree } = state;
  const manifestSha256 = createHash("sha256").update(manifest).digest("hex");
  const attached = attach(state, manifest, manifestSha256, input.asOf);
  const front = { number: writer.reserve(), kids: [] as number[] };
  const place = (pages: readonly OwnPage[]) => {
    const numbers = pages.map(() => writer.reserve());
    for (const [at, page] of pages.entries()) {
      page.markRehearsal(input.rehearsal);
      page.write(writer, numbers[at]!, front.number);
    }
    front.kids.push(...numbers);
    return numbers[0]!;
  };
  const cover = coverPages(input, fonts);
  const field = signing ? writer.reserve() : null;
  if (field !== null) cover[0]!.annotation(field);
  const coverAt = place(cover);
  if (field !== null) writer.object(field, fieldText({ page: coverAt }));
  const indexAt = place(indexPages(index, fonts, { notice: noticeOf(input) }));
  const recordAt = place(recordPage(input, manifestSha256, fonts));
  fonts.finish();
  const outline = writeOutline(writer, [
    { title: "Cover", to: `[${coverAt} 0 R/Fit]`, below: [] },
    { title: "Index", to: `[${indexAt} 0 R/Fit]`, below: [] },
    { title: "The record behind this set", to: `[${recordAt} 0 R/Fit]`, below: [] },
    ...bookmarks,
  ]);
  const pages = tree.finish(front);
  const labels = `<</Nums[0<</S/r>>${tree.bodyPages > 0 ? ` ${front.kids.length}<</S/D>>` : ""}]>>`;
  const catalog = writer.reserve();
  writer.object(
    catalog,
    `<</Type/Catalog/Version/1.7/Pages ${pages} 0 R/Outlines ${outline} 0 R/PageLabels${labels}/PageMode/UseOutlines/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>/Names<</EmbeddedFiles<</Names[${attached.names}]>>>>${layersEntry(state)}${field === null ? "" : `/AcroForm<</Fields[${field} 0 R]/SigFlags 3>>`}>>`,
  );
  const info = writer.reserve();
  const date = `(${pdfDate(input.asOf)})`;
  const title = textString(`${input.issuer}: ${input.title}`);
  writer.object(
    info,
    `<</Title${title}/Subject${textString(input.securities.join("; "))}/Producer(Section Seven)/Creator(Section Seven)/CreationDate${date}/ModDate${date}>>`,
  );
  // The volume says by which certificate it is to be signed, so that a signature taken away is missed.
  const signer = signing ? `/Certificate(${certificateDigest(signing.signer.certificate)})` : "";
  const extra = `/SectionSeven<</Manifest[${attached.offset} ${manifest.length}]/ManifestSHA256(${manifestSha256})${signer}>>`;
  const end = writer.end({ catalog, info }, extra);
  const signature = signing && field !== null ? await signVolume(writer, end, { field, page: coverAt }, signing) : null;
  return { ...writer.close(durable), pages: front.kids.length + tree.bodyPages, signature };
}

/** Attaches the manifest, not compressed so that the verifier can read it without a PDF library, and the sources' own attachments. */
function attach({ writer, attachments }: VolumeState, manifest: Buffer, sha256: string, asOf: string) {
  const file = writer.reserve();
  const date = `(${pdfDate(asOf)})`;
  const md5 = createHash("md5").update(manifest).digest();
  const parameters = `/Params<</Size ${manifest.length}/CheckSum${stringText(md5)}/CreationDate${date}/ModDate${date}>>`;
  const offset = writer.stream(file, `<</Type/EmbeddedFile/Subtype/application#2Fjson${parameters}`, manifest);
  const specification = writer.reserve();
  writer.object(
    specification,
    `<</Type/Filespec/F(manifest.json)/UF(manifest.json)/Desc(Manifest of this closing set, SHA-256 ${sha256})/AFRelationship/Data/EF<</F ${file} 0 R>>>>`,
  );
  const all = [{ name: "manifest.json", object: `${specification} 0 R` }, ...attachments];
  const keyed = all.map(({ name, object }) => ({ key: textString(name), bytes: keyBytes(name), object }));
  keyed.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  return { offset, names: keyed.map(({ key, object }) => `${key} ${object}`).join(" ") };
}

/** The bytes of a text string as it is written, by which a name tree is ordered. */
function keyBytes(name: string): Buffer {
  return /^[ -~]*$/.test(name) ? Buffer.from(name, "latin1") : Buffer.from(`\ufeff${name}`, "utf16le").swap16();
}

function layersEntry({ layers }: VolumeState): string {
  if (layers.all.length === 0) return "";
  const list = (refs: readonly string[]) => `[${refs.join(" ")}]`;
  return `/OCProperties<</OCGs${list(layers.all)}/D<</OFF${list(layers.off)}/Order${list(layers.order)}>>>>`;
}

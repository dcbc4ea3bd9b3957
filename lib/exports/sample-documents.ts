import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { degrees, PDFBool, type PDFDict, PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib";

// Documents for the tests of the closing set: the same bytes each time, made by another library than the binder's.

const made = new Date("2026-05-14T12:00:00Z");

async function blank(title: string): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title);
  document.setCreationDate(made);
  document.setModificationDate(made);
  return document;
}

/** Plain text, a page of it for each size; every second page may be turned. */
export async function textDocument(
  words: string,
  sizes: readonly (readonly [number, number])[],
  { turned = 0, outline = false, cropped = false } = {},
): Promise<Uint8Array> {
  const document = await blank(words);
  const font = await document.embedFont(StandardFonts.TimesRoman);
  for (const [index, [width, height]] of sizes.entries()) {
    const page = document.addPage([width, height]);
    page.drawText(`${words}, page ${index + 1}`, { x: 100, y: height - 130, size: 12, font });
    page.drawRectangle({ x: 100, y: height - 260, width: 90, height: 60 });
    if (turned) page.setRotation(degrees(turned));
    if (cropped) page.setCropBox(40, 30, width - 90, height - 80);
  }
  if (outline) addOutline(document);
  return document.save({ useObjectStreams: outline });
}

/** Bookmarks, one below the other, and a link on the first page to the last. */
function addOutline(document: PDFDocument): void {
  const { context } = document;
  const pages = document.getPages();
  const [root, first, second] = [context.nextRef(), context.nextRef(), context.nextRef()];
  const last = pages.at(-1)!.ref;
  context.assign(root, context.obj({ Type: "Outlines", First: first, Last: first, Count: 1 }));
  context.assign(
    first,
    context.obj({
      Title: PDFString.of("Opinion"),
      Parent: root,
      Dest: [pages[0]!.ref, "Fit"],
      First: second,
      Last: second,
      Count: 1,
    }),
  );
  context.assign(second, context.obj({ Title: PDFString.of("Reliance"), Parent: first, Dest: "reliance" }));
  document.catalog.set(PDFName.of("Outlines"), root);
  document.catalog.set(PDFName.of("Dests"), context.obj({ reliance: [last, "XYZ", null, 500, null] }));
  const link = context.obj({ Type: "Annot", Subtype: "Link", Rect: [100, 600, 200, 620], Dest: [last, "Fit"] });
  pages[0]!.node.set(PDFName.of("Annots"), context.obj([context.register(link)]));
}

/** A form whose values have no drawing of them: the reader was meant to make one. */
export async function formWithoutDrawings(): Promise<Uint8Array> {
  const document = await blank("Certificate");
  const page = document.addPage([612, 792]);
  const form = document.getForm();
  const name = form.createTextField("signatory");
  name.setText("Nadia Ferreira, Treasurer");
  name.addToPage(page, { x: 60, y: 660, width: 300, height: 24 });
  const agreed = form.createCheckBox("agreed");
  agreed.addToPage(page, { x: 60, y: 600, width: 18, height: 18 });
  agreed.check();
  form.acroForm.dict.set(PDFName.of("NeedAppearances"), PDFBool.True);
  for (const field of form.getFields())
    for (const widget of field.acroField.getWidgets()) widget.dict.delete(PDFName.of("AP"));
  return document.save({ updateFieldAppearances: false });
}

/** A page that runs a script when it is opened. */
export async function documentWithScript(): Promise<Uint8Array> {
  const document = await blank("Scripted");
  document.addPage([612, 792]);
  document.catalog.set(
    PDFName.of("OpenAction"),
    document.context.obj({ S: "JavaScript", JS: PDFString.of("app.alert('hello')") }) as PDFDict,
  );
  return document.save();
}

const letter = [612, 792] as const;

/**
 * Fills a folder with documents of every sort and an index file over them; returns what each should give. Needs qpdf for
 * the encrypted ones.
 */
export async function writeSamples(folder: string): Promise<Map<string, { pages: number; words: string | null }>> {
  mkdirSync(folder, { recursive: true });
  const expected = new Map<string, { pages: number; words: string | null }>();
  const write = (file: string, bytes: Uint8Array, pages: number, words: string | null) => {
    writeFileSync(join(folder, file), bytes);
    expected.set(file, { pages, words });
  };
  const text = await textDocument("Opinion of Ashgrove", [letter, letter, letter], { outline: true });
  write("01-outline.pdf", text, 3, "Opinion of Ashgrove");
  for (const turn of [90, 180, 270]) {
    const turned = await textDocument(`Turned by ${turn}`, [letter, [1224, 792]], { turned: turn });
    write(`02-turned-${turn}.pdf`, turned, 2, `Turned by ${turn}`);
  }
  const cropped = await textDocument("Cropped", [[595, 842]], { cropped: true, turned: 90 });
  write("03-cropped.pdf", cropped, 1, "Cropped");
  write("04-form.pdf", await formWithoutDrawings(), 1, "Nadia Ferreira, Treasurer");
  write("05-script.pdf", await documentWithScript(), 1, "");
  const plain = await textDocument("Good standing", [letter, letter]);
  write("06-owner-password.pdf", encrypted(folder, plain, ""), 2, "Good standing");
  write("07-password.pdf", encrypted(folder, plain, "sesame"), 0, null);
  write("08-cut-short.pdf", plain.subarray(0, Math.floor(plain.length * 0.2)), 0, null);
  write("09-empty.pdf", new Uint8Array(0), 0, null);
  write("10-web-page.pdf", Buffer.from("<!doctype html><html><body>404 Not found</body></html>"), 0, null);
  write("11-words.pdf", Buffer.from("This is a note and no PDF."), 0, null);
  const lost = Buffer.from(
    Buffer.from(plain)
      .toString("latin1")
      .replace(/startxref\n\d+/, "startxref\n9"),
    "latin1",
  );
  write("12-lost-table.pdf", lost, 2, "Good standing");
  const index = [...expected.keys()].map((file, at) => ({
    file,
    part: at < 5 ? "Opinions" : "Certificates",
    tab: at < 5 ? String(Math.floor(at / 2) + 1) : `7(${"abcdefgh"[at - 5]})`,
    title: `Document “${file.slice(3, -4)}”`,
    date: "2026-05-14",
  }));
  writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  return expected;
}

function encrypted(folder: string, bytes: Uint8Array, password: string): Uint8Array {
  const [plain, locked] = [join(folder, "plain.tmp"), join(folder, "locked.tmp")];
  writeFileSync(plain, bytes);
  run("qpdf", ["--encrypt", password, "owner", "256", "--", plain, locked]);
  return readFileSync(locked);
}

/** Runs a tool of the system and returns what it prints; says plainly where it is not installed. */
export function run(
  tool: string,
  words: readonly string[],
  { allow = [0] }: { allow?: readonly number[] } = {},
): string {
  const { error, status, stdout, stderr } = spawnSync(tool, words, { encoding: "utf8", maxBuffer: 64 << 20 });
  if (error)
    throw new Error(
      `${tool} is not installed; the tests of the closing set need it (Debian: qpdf, poppler-utils, unzip, coreutils).`,
    );
  if (status === null || !allow.includes(status))
    throw new Error(`${tool} ${words.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

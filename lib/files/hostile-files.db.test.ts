import { describe, expect, test } from "vitest";
import { compoundFile, jpegOf, otherHostileFiles, pngOf } from "@/lib/testing/hostile/others";
import { activePdfs, harmlessPdfs, pagesPdf, pdfOf, smallPdf } from "@/lib/testing/hostile/pdfs";
import { honestTemplate, hostileOfficeFiles, mainTypes, officeFile } from "@/lib/testing/hostile/zips";
import { keptFiles } from "@/lib/testing/kept-files";
import { storeStream } from "./store";

async function* single(bytes: Buffer) {
  yield bytes;
}
const store = (bytes: Buffer) => storeStream(single(bytes));

const hostile: Record<string, { bytes: Buffer; code: string; found?: RegExp }> = {
  ...otherHostileFiles,
  ...hostileOfficeFiles(),
  ...Object.fromEntries(
    Object.entries(activePdfs).map(([name, active]) => [`a PDF with ${name}`, { ...active, code: "file-not-allowed" }]),
  ),
};

test.each(Object.entries(hostile))("%s is refused and leaves nothing", async (_name, { bytes, code, found }) => {
  const before = keptFiles();
  const refused = await store(bytes);
  expect(refused).toMatchObject({ ok: false, error: { code, ...(found && { found: expect.stringMatching(found) }) } });
  expect(keptFiles()).toEqual(before);
});

describe("what honest people send is taken", () => {
  test.each(Object.entries(harmlessPdfs))("a PDF: %s", async (_name, bytes) => {
    expect(await store(bytes)).toMatchObject({ value: { mediaType: "application/pdf", pages: 2 } });
  });

  const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const others: [string, Buffer, string][] = [
    ["a Word document", officeFile(mainTypes.docx), word],
    ["a Word document that names its firm’s template", honestTemplate, word],
    [
      "an Excel workbook",
      officeFile(mainTypes.xlsx),
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
    [
      "a presentation",
      officeFile(mainTypes.pptx),
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ],
    ["a picture", pngOf(1700, 2200), "image/png"],
    ["a photograph", jpegOf(1700, 2200), "image/jpeg"],
    ["text", Buffer.from("Dear Sirs,\r\n\tall is well: ü €\f\r\n"), "text/plain"],
    ["text of one byte", Buffer.from("x"), "text/plain"],
    ["text in an old encoding", Buffer.from("Gr\u00fc\u00dfe\r\n", "latin1"), "text/plain"],
    ["text that begins with a comparison", Buffer.from("< 5 % of the notes"), "text/plain"],
    [
      "a mail",
      Buffer.from("From: a@example.com\r\nTo: b@example.com\r\nDate: Tue, 9 Mar 2004 10:00:00 -0500\r\n\r\nHello\r\n"),
      "message/rfc822",
    ],
    ["a mail of Outlook", compoundFile("__properties_version1.0", "WordDocument"), "application/vnd.ms-outlook"],
  ];
  test.each(others)("%s", async (_name, bytes, mediaType) => {
    expect(await store(bytes)).toMatchObject({ value: { mediaType, pages: null } });
  });
});

describe("PDFs that only some readers open", () => {
  test("one under a password is refused with that reason; one that only restricts is taken", async () => {
    const locked = await pagesPdf(2, { userPassword: "secret", ownerPassword: "owner" });
    expect(await store(locked)).toEqual({ ok: false, error: { code: "file-locked" } });
    const restricted = await pagesPdf(3, { ownerPassword: "owner" });
    expect(await store(restricted)).toMatchObject({ value: { pages: 3 } });
  });

  test("with a wrong or missing table of objects it is taken only if every page is found", async () => {
    const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>";
    const objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
      page,
      page,
    ];
    expect(await store(pdfOf(objects, { xref: "wrong" }))).toMatchObject({ value: { pages: 2 } });
    expect(await store(pdfOf(objects, { xref: "none" }))).toMatchObject({ value: { pages: 2 } });
    expect(await store(pdfOf(objects.slice(0, 3), { xref: "none" }))).toEqual({
      ok: false,
      error: { code: "file-damaged" },
    });
  });

  test("one that was cut off is refused", async () => {
    const whole = await pagesPdf(20);
    for (const share of [0.2, 0.5, 0.8]) {
      expect(await store(whole.subarray(0, whole.length * share)), String(share)).toMatchObject({
        error: { code: "file-damaged" },
      });
    }
  });

  test("ten thousand pages are counted", async () => {
    expect(await store(await pagesPdf(10_000))).toMatchObject({ value: { pages: 10_000 } });
  });

  test("a page tree that runs in a circle, and one that promises a million pages, end nothing but themselves", async () => {
    const circle = pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"]);
    expect(await store(circle)).toMatchObject({ error: { code: "file-damaged" } });
    expect(await store(smallPdf())).toMatchObject({ ok: true });
  });
});

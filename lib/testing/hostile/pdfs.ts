import PDFDocument from "pdfkit";

/** A PDF written by hand: the objects in order, from 1 on, the first being the catalogue. */
export function pdfOf(
  objects: readonly string[],
  { xref = "right" }: { xref?: "right" | "wrong" | "none" } = {},
): Buffer {
  let body = "%PDF-1.7\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = body.length;
  const entries = offsets.map(
    (offset) => `${String(xref === "wrong" ? offset + 7 : offset).padStart(10, "0")} 00000 n \n`,
  );
  if (xref !== "none") body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref === "none" ? 0 : start}\n%%EOF\n`;
  return Buffer.from(body, "latin1");
}

const text = "BT /F1 12 Tf 72 700 Td (A page.) Tj ET";
const content = `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/** Two pages; what is added goes to the catalogue, to the first page, and after the five usual objects. */
export function smallPdf({
  catalog = "",
  page = "",
  more = [],
}: {
  catalog?: string;
  page?: string;
  more?: string[];
} = {}) {
  const sheet = (extra: string) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> ${extra} >>`;
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
    sheet(page),
    sheet(""),
    content,
    font,
    ...more,
  ]);
}

/** PDFs that do something by themselves or at a click, each with what the refusal says of it. */
export const activePdfs: Readonly<Record<string, { bytes: Buffer; found: RegExp }>> = {
  "a script that runs on opening": {
    bytes: smallPdf({ catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>" }),
    found: /script/,
  },
  "a script among the names": {
    bytes: smallPdf({
      catalog: "/Names << /JavaScript << /Names [(a) 7 0 R] >> >>",
      more: ["<< /S /JavaScript /JS (1) >>"],
    }),
    found: /script/,
  },
  "a script whose name is written in numbers": {
    bytes: smallPdf({ catalog: "/OpenAction << /S /J#61vaScript /J#53 (1) >>" }),
    found: /script/,
  },
  "a script at the closing of a page": {
    bytes: smallPdf({ page: "/AA << /C << /S /JavaScript /JS (1) >> >>" }),
    found: /script/,
  },
  "a program started on opening": {
    bytes: smallPdf({ catalog: "/OpenAction << /S /Launch /F (cmd.exe) >>" }),
    found: /program/,
  },
  "a program started at a click": {
    bytes: smallPdf({
      page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 7 0 R >>]",
      more: ["<< /S /Launch /Win << /F (calc.exe) >> >>"],
    }),
    found: /program/,
  },
  "a form that is sent somewhere": {
    bytes: smallPdf({ catalog: "/OpenAction << /S /SubmitForm /F (https://example.com/) >>" }),
    found: /sends/,
  },
  "another file within": {
    bytes: smallPdf({
      catalog: "/Names << /EmbeddedFiles << /Names [(x.exe) 7 0 R] >> >>",
      more: [
        "<< /Type /Filespec /F (x.exe) /EF << /F 8 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
      ],
    }),
    found: /other files/,
  },
  "another file pinned to a page": {
    bytes: smallPdf({
      page: "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /Type /Filespec /F (x) /EF << /F 7 0 R >> >> >>]",
      more: ["<< /Length 2 >>\nstream\nMZ\nendstream"],
    }),
    found: /other files/,
  },
};

/** PDFs with a link, a bookmark's jump and a form field: what every honest one may have. */
export const harmlessPdfs: Readonly<Record<string, Buffer>> = {
  plain: smallPdf(),
  "opening at a place": smallPdf({ catalog: "/OpenAction [3 0 R /Fit]" }),
  "a jump on opening": smallPdf({ catalog: "/OpenAction << /S /GoTo /D [3 0 R /XYZ 0 0 0] >>" }),
  "a link to the web": smallPdf({
    page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://www.sec.gov/) >> >>]",
  }),
  "a form field": smallPdf({
    catalog: "/AcroForm << /Fields [7 0 R] >>",
    page: "/Annots [7 0 R]",
    more: ["<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name) /V (Ann Other) /Rect [0 0 9 9] >>"],
  }),
  "words about scripts": smallPdf({ more: ["(/S /JavaScript /JS is only text here)"] }),
};

/** So many pages, made by a library. */
export function pagesPdf(
  pages: number,
  options: { userPassword?: string; ownerPassword?: string } = {},
): Promise<Buffer> {
  const document = new PDFDocument({ size: "LETTER", ...options });
  const parts: Buffer[] = [];
  for (let page = 1; page < pages; page++) document.text(`Page ${page}`).addPage();
  document.text("The last page").end();
  return new Promise((resolve, reject) => {
    document.on("data", (part: Buffer) => parts.push(part));
    document.once("end", () => resolve(Buffer.concat(parts)));
    document.once("error", reject);
  });
}

/** One page with a black square on it, packed as fax machines and scanners do (CCITT group 4): 64 lines like the one before. */
export function scannedPdf(): Buffer {
  const bits = `${"1".repeat(64)}${"000000000001".repeat(2)}`.match(/.{1,8}/g) ?? [];
  const scan = Buffer.from(bits.map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2))).toString("latin1");
  const packing = "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 64 >>";
  const picture = `/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0] ${packing}`;
  const drawn = "q 400 0 0 400 100 200 cm /I Do Q";
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    `<< ${picture} /Length ${scan.length} >>\nstream\n${scan}\nendstream`,
  ]);
}

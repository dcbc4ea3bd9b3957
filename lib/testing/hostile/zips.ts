import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a ZIP, with every lie that an entry can tell about itself. */
export type ZipEntry = {
  name: string;
  content?: string | Buffer;
  /** What the entry says of its size unpacked, its checksum, its encryption and its kind, where that is not the truth. */
  saysUnpacked?: number;
  saysChecksum?: number;
  encrypted?: boolean;
  link?: boolean;
};

/** A ZIP of these entries, as true or untrue as they are. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = "", saysUnpacked, saysChecksum, encrypted = false, link = false } of entries) {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, "utf8");
    const packed = deflateRawSync(bytes);
    const named = Buffer.from(name, "utf8");
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800 | (encrypted ? 1 : 0), 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(0x0021, 8);
    facts.writeUInt32LE(saysChecksum ?? crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(saysUnpacked ?? bytes.length, 18);
    facts.writeUInt16LE(named.length, 22);
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), facts, named, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(link ? 0o120777 * 0x10000 : 0, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), facts, place, named);
    offset += 30 + named.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const types = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;

const office = "application/vnd.openxmlformats-officedocument";
export const mainTypes = {
  docx: `${office}.wordprocessingml.document.main+xml`,
  xlsx: `${office}.spreadsheetml.sheet.main+xml`,
  pptx: `${office}.presentationml.presentation.main+xml`,
  docm: "application/vnd.ms-word.document.macroEnabled.main+xml",
};

/** A Word document, or what is dressed as one: its two necessary parts, and more. */
export const officeFile = (main: string, more: readonly ZipEntry[] = []) =>
  zipOf([
    { name: "[Content_Types].xml", content: types(main) },
    { name: "word/document.xml", content: '<w:document xmlns:w="x"><w:body/></w:document>' },
    ...more,
  ]);

const template = (target: string) => ({
  name: "word/_rels/settings.xml.rels",
  content: `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${target}" TargetMode="External"/></Relationships>`,
});

/** Office files that are not taken, each with what the refusal is. */
export const hostileOfficeFiles = (): Readonly<Record<string, { bytes: Buffer; code: string; found?: RegExp }>> => ({
  "a plain ZIP": { bytes: zipOf([{ name: "a.txt", content: "x" }]), code: "file-not-allowed", found: /ZIP archive/ },
  "a macro document under another ending": {
    bytes: officeFile(mainTypes.docm),
    code: "file-not-allowed",
    found: /macros/,
  },
  "a document with a macro part": {
    bytes: officeFile(mainTypes.docx, [{ name: "word/vbaProject.bin", content: "x" }]),
    code: "file-not-allowed",
    found: /a Word document with macros/,
  },
  "a workbook with a macro part": {
    bytes: officeFile(mainTypes.xlsx, [{ name: "xl/vbaProject.bin", content: "x" }]),
    code: "file-not-allowed",
    found: /an Excel workbook with macros/,
  },
  "a template from the web": {
    bytes: officeFile(mainTypes.docx, [template("https://example.com/evil.dotm")]),
    code: "file-not-allowed",
    found: /fetches a template/,
  },
  "a bomb: a gigabyte of nothing": {
    bytes: officeFile(mainTypes.docx, [{ name: "word/media/a.bin", content: Buffer.alloc(64_000_000) }]),
    code: "file-not-allowed",
    found: /unpacks to far more/,
  },
  "a bomb that says it is small": {
    bytes: officeFile(mainTypes.docx, [{ name: "a.bin", content: Buffer.alloc(64_000_000), saysUnpacked: 10 }]),
    code: "file-damaged",
  },
  "four gigabytes by its own word": {
    bytes: officeFile(mainTypes.docx, [{ name: "a.bin", content: "x", saysUnpacked: 0xfffffff0 }]),
    code: "file-not-allowed",
    found: /unpacks to far more/,
  },
  "a name that leads out": {
    bytes: officeFile(mainTypes.docx, [{ name: "../../etc/passwd", content: "x" }]),
    code: "file-damaged",
  },
  "an absolute name": {
    bytes: officeFile(mainTypes.docx, [{ name: "/etc/passwd", content: "x" }]),
    code: "file-damaged",
  },
  "a name with backslashes": {
    bytes: officeFile(mainTypes.docx, [{ name: "..\\..\\x", content: "x" }]),
    code: "file-damaged",
  },
  "a drive's name": { bytes: officeFile(mainTypes.docx, [{ name: "C:/x", content: "x" }]), code: "file-damaged" },
  "two parts of one name": {
    bytes: officeFile(mainTypes.docx, [{ name: "Word/Document.xml", content: "<other/>" }]),
    code: "file-damaged",
  },
  "a link": {
    bytes: officeFile(mainTypes.docx, [{ name: "a", content: "/etc/passwd", link: true }]),
    code: "file-not-allowed",
    found: /links/,
  },
  "an encrypted part": {
    bytes: officeFile(mainTypes.docx, [{ name: "a", content: "x", encrypted: true }]),
    code: "file-locked",
  },
  "a wrong checksum": {
    bytes: officeFile(mainTypes.docx, [{ name: "a", content: "x", saysChecksum: 1 }]),
    code: "file-damaged",
  },
  "too many parts": {
    bytes: officeFile(
      mainTypes.docx,
      Array.from({ length: 65_000 }, (_, index) => ({ name: `p${index}` })),
    ),
    code: "file-not-allowed",
    found: /too many parts/,
  },
  "no content types": {
    bytes: zipOf([{ name: "word/document.xml", content: "<x/>" }]),
    code: "file-not-allowed",
    found: /ZIP archive/,
  },
  "an Office file of a kind nobody knows": {
    bytes: officeFile("application/vnd.example.main+xml"),
    code: "file-not-allowed",
    found: /another kind/,
  },
  "a document cut off": { bytes: officeFile(mainTypes.docx).subarray(0, 300), code: "file-damaged" },
});

/** A template on the maker's own machine or network, which every law firm's documents name. */
export const honestTemplate = officeFile(mainTypes.docx, [template("file:///C:\\Templates\\Firm.dotx")]);

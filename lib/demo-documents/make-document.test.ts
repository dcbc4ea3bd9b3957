import { execFileSync } from "node:child_process";
import mammoth from "mammoth";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, test } from "vitest";
import * as papers from "./closing-papers";
import { type DocumentSpec, longDate, sampleNotice } from "./document-spec";
import { makeDocument } from "./make-document";
import type { Making, Occasion } from "./occasion";
import * as opinions from "./opinions";

const occasion: Occasion = {
  issuer: "Example Holdings, Inc.",
  securities: "$250,000,000 of 5% Senior Notes due 2036",
  representatives: ["First Example Securities LLC", "Second Example Markets, Inc."],
  pricedOn: "2031-03-04",
  closesOn: "2031-03-11",
  rehearsal: true,
};
const making: Making = {
  giver: ["Quill & Ferrand LLP", "1 Example Street, New York"],
  date: "2031-03-11",
  signatory: { name: "Ada Quill", capacity: "Partner" },
  signed: true,
};

const all: Record<string, (format: "pdf" | "docx") => DocumentSpec> = {
  "company counsel's opinion": (format) => opinions.companyCounselOpinion(occasion, { ...making, format }),
  "underwriters' counsel's opinion": (format) => opinions.underwritersCounselOpinion(occasion, { ...making, format }),
  "general counsel's opinion": (format) => opinions.generalCounselOpinion(occasion, { ...making, format }),
  "reliance statement": (format) => opinions.relianceStatement(occasion, { ...making, format }),
  "comfort letter": (format) => papers.comfortLetter(occasion, { ...making, format }, "original"),
  "bring-down letter": (format) => papers.comfortLetter(occasion, { ...making, format }, "bring-down"),
  "officers' certificate": (format) => papers.officersCertificate(occasion, { ...making, format }),
  "comments memo": (format) =>
    papers.commentsMemo(
      occasion,
      { ...making, format },
      { on: "the opinion", to: ["Counsel"], comments: ["One.", "Two."] },
    ),
  waiver: (format) =>
    papers.waiverLetter(occasion, { ...making, format }, { clause: "7(g)(ii)", scope: "agency B only." }),
  "wire instructions": (format) => papers.wireInstructions(occasion, { ...making, format }, "$248,000,000.00"),
  "cross-receipt": (format) => papers.crossReceipt(occasion, { ...making, format }, "$248,000,000.00"),
  "authentication order": (format) => papers.authenticationOrder(occasion, { ...making, format }, "Example Trust Co."),
  "lock-up": (format) => papers.lockUpAgreement(occasion, { ...making, format }, 90),
  letter: (format) =>
    papers.plainLetter(
      occasion,
      { ...making, format },
      { title: "Listing approval", to: ["Issuer"], paragraphs: ["Listed."] },
    ),
};

const squeezed = (text: string) => text.replace(/\s+/g, "");

async function textOfPdf(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: Uint8Array.from(bytes), isEvalSupported: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await task.destroy();
  return pages;
}

describe.each(Object.entries(all))("%s", (_, spec) => {
  test("as PDF: every page says that it is a sample and a rehearsal, and the words can be read out", async () => {
    const { bytes, fileName, mediaType } = await makeDocument(spec("pdf"));
    expect(mediaType).toBe("application/pdf");
    expect(fileName).toMatch(/^[^\\/:*?"<>|]+\.pdf$/);
    const pages = await textOfPdf(bytes);
    for (const page of pages) {
      expect(squeezed(page)).toContain(squeezed(sampleNotice));
      expect(page).toContain("Rehearsal");
    }
    const whole = squeezed(pages.join(" "));
    for (const said of spec("pdf").paragraphs) {
      const words = typeof said === "string" ? said : "heading" in said ? said.heading : said.text;
      expect(whole).toContain(squeezed(words));
    }
  });

  test("as Word file: it opens, and the words are there", async () => {
    const { bytes } = await makeDocument(spec("docx"));
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    for (const said of spec("docx").paragraphs) {
      const words = typeof said === "string" ? said : "heading" in said ? said.heading : said.text;
      expect(squeezed(value)).toContain(squeezed(words));
    }
  });
});

test("the same words give the same bytes, in another process, zone and second too", async () => {
  const script = `
    import { createHash } from "node:crypto";
    import { companyCounselOpinion } from "@/lib/demo-documents/opinions";
    import { makeDocument } from "@/lib/demo-documents/make-document";
    for (const format of ["pdf", "docx"]) {
      const spec = companyCounselOpinion(${JSON.stringify(occasion)}, { ...${JSON.stringify(making)}, format });
      console.log(createHash("sha256").update((await makeDocument(spec)).bytes).digest("hex"));
    }`;
  const run = (TZ: string) =>
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    });
  const here = run("America/New_York");
  expect(here).toMatch(/^[0-9a-f]{64}\n[0-9a-f]{64}\n$/);
  expect(run("Pacific/Auckland")).toBe(here);
});

test("a draft says how far it has come, and is not signed", async () => {
  const { signatory, giver, date } = making;
  const draft = { giver, date, signatory, signed: false, format: "pdf" as const, mark: "Draft of 4 March 2031" };
  const { bytes, fileName } = await makeDocument(opinions.companyCounselOpinion(occasion, draft));
  const [first = "", ...rest] = await textOfPdf(bytes);
  expect(first).toContain("Rehearsal · Draft of 4 March 2031");
  expect([first, ...rest].join(" ")).not.toContain("/s/");
  expect(fileName).toBe("Opinion of Quill & Ferrand LLP (draft of 4 March 2031).pdf");
});

test("dates are written as American counsel write them", () => {
  expect(longDate("2004-03-09")).toBe("March 9, 2004");
});

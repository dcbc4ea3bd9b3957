import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { sampleTerms } from "@/lib/settlement/sample-terms";
import { settle } from "@/lib/settlement/settle";
import { hostileTexts } from "@/lib/testing/hostile/texts";
import { settlementPdf } from "./sheet-pdf";

const occasion = { asOf: "2004-03-09T15:00:00Z", notice: "Rehearsal" };

async function make(issuer = sampleTerms.issuer): Promise<Buffer> {
  const sheet = settle({ ...sampleTerms, issuer });
  if (!sheet.ok) throw new Error("The sample does not settle");
  return settlementPdf(sheet.value, occasion);
}

async function textOf(file: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => ("str" in item ? item.str : "")).join(" ");
  }
  return text;
}

test("the print has every figure of the sample closing as text, with its formula", async () => {
  const text = await textOf(await make());
  for (const figure of [
    "198,622,000.00",
    "197,322,000.00",
    "1,300,000.00",
    "86,821,680.00",
    "23,678,640.00",
    "4,538,888.89",
  ]) {
    expect(text).toContain(figure);
  }
  expect(text).toContain("200,000,000 × 98.661 %");
  expect(text).toContain("Rehearsal");
  expect(text).toContain("BB&T Capital Markets, a division of Scott and");
});

test("names in other scripts of Europe are set and found as they are", async () => {
  const text = (await textOf(await make("Żółw Ελλάς Энергия a.s."))).replaceAll(" ", "");
  expect(text).toContain("ŻółwΕλλάςЭнергияa.s.");
});

test("every character of every hostile text can be set", async () => {
  const characters = new Set(hostileTexts().flatMap((text) => [...text.slice(0, 5_000)]));
  expect(characters.size).toBeGreaterThan(300);
  expect(await textOf(await make(`Issuer ${[...characters].join("")}`))).toContain("Issuer");
});

test("the same sheet makes the same bytes", async () => {
  expect((await make()).equals(await make())).toBe(true);
});

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { csvFile } from "@/lib/exports/csv";
import { textDocument } from "@/lib/exports/sample-documents";
import { newWord, wordsIn, wordsInFile } from "./words";

const word = newWord();
const around = `before ${word} after`;

test.each([
  ["as it stands", Buffer.from(around)],
  ["in JSON within JSON", Buffer.from(JSON.stringify(JSON.stringify({ text: `"${word}"\n` })))],
  ["in an address", Buffer.from(`/api?name=${encodeURIComponent(`“${word}” & more`)}`)],
  ["in HTML", Buffer.from(`<p title=&quot;${word}&quot;>&lt;${word}&gt;</p>`)],
  ["in capitals", Buffer.from(around.toUpperCase())],
  ["in UTF-16", Buffer.from(around, "utf16le")],
  ["in hexadecimal", Buffer.from(Buffer.from(around).toString("hex").toUpperCase())],
  ["in UTF-16 in hexadecimal", Buffer.from(`<FEFF${Buffer.from(around, "utf16le").swap16().toString("hex")}>`)],
  ...[0, 1, 2, 3, 4].map((shift): [string, Buffer] => [
    `in base64, ${shift} on`,
    Buffer.from(`{"data":"${Buffer.from(`${"x".repeat(shift)}${around}`).toString("base64")}"}`),
  ]),
  ["in base64 as addresses have it", Buffer.from(Buffer.from(`??>>${around}`).toString("base64url"))],
])("a word is found %s", (_, bytes) => {
  expect([...wordsIn(bytes)].some((found) => word.startsWith(found) && found.length > 14)).toBe(true);
});

test("a word that was cut short is found as far as it goes", () => {
  expect([...wordsIn(Buffer.from(word.slice(0, 11)))]).toEqual([word.slice(0, 11)]);
});

test("a word is found in a PDF and in an archive of PDFs, and in nothing else", async () => {
  const pdf = Buffer.from(await textDocument(around, [[612, 792]], { outline: true }));
  expect([...(await wordsInFile(pdf))]).toContain(word);
  expect(pdf.includes(word), "it is packed").toBe(false);
  expect([...(await wordsInFile(csvFile(["Title"], [[around]])))]).toEqual([word]);
  expect([...(await wordsInFile(gzipSync(Buffer.from("nothing"))))]).toEqual([]);
});

import { err, ok, type Result } from "@/lib/domain/result";
import type { Decoded } from "./decode";
import type { ReadingRefusal } from "./refusal";

type PdfItem = { str: string; transform: number[]; width: number; height: number; hasEOL: boolean };

/** The text layer of a PDF as wrapped text: lines by their height on the page, a blank line for a wide gap, a form feed a page. */
export async function decodePdf(bytes: Uint8Array): Promise<Result<Decoded, ReadingRefusal>> {
  // Loaded here because it is large and only this format needs it.
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: true,
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      pages.push(pageText(content.items.filter((item): item is typeof item & PdfItem => "str" in item)));
      page.cleanup();
    }
    const text = pages.join("\n\f\n");
    if (text.trim() === "") return err({ code: "no-text", pages: document.numPages });
    return ok({ format: "pdf", text, from: 0, to: text.length, wrapped: true, pages: document.numPages });
  } catch (error) {
    const encrypted = error instanceof Error && error.name === "PasswordException";
    return err(encrypted ? { code: "encrypted", format: "PDF" } : { code: "damaged-file", format: "PDF" });
  } finally {
    await task.destroy();
  }
}

type Line = { y: number; height: number; text: string; end: number };

/** Points of a character cell: an indent or a column gap is written as that many spaces. */
const cell = 5;

function pageText(items: PdfItem[]): string {
  const lines: Line[] = [];
  for (const item of items) {
    if (item.str === "") continue;
    const x = item.transform[4] ?? 0;
    const y = item.transform[5] ?? 0;
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) < Math.max(2, item.height * 0.5) && x >= last.end - cell) {
      const gap = x - last.end;
      if (gap > 1 && !/^\s/.test(item.str)) last.text += gap > 3 * cell ? "    " : " ";
      last.text += item.str;
      last.end = x + item.width;
    } else {
      const indent = " ".repeat(Math.max(0, Math.round((x - 36) / cell)));
      lines.push({ y, height: item.height, text: indent + item.str, end: x + item.width });
    }
  }
  const usual = usualGap(lines);
  let text = "";
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before) text += before.y - line.y > usual * 1.4 ? "\n\n" : "\n";
    text += line.text.trimEnd();
  }
  return text;
}

/** The distance between neighbouring lines of one paragraph: the median of all. */
function usualGap(lines: Line[]): number {
  const gaps: number[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before && before.y > line.y) gaps.push(before.y - line.y);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY;
}

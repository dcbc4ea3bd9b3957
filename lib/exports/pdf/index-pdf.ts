import type { ClosingSetInput } from "../model";
import { noticeOf } from "../part-of-set";
import type { SetIndexRow } from "../set-index";
import { coverPages, indexPages } from "./front-matter";
import { OwnFonts } from "./own-fonts";
import { PageTree } from "./page-tree";
import { pdfDate, textString } from "./serialize";
import { VolumeWriter } from "./volume-writer";

/** Writes the index of the unbound set: cover and index, each line linked to the file beside it. */
export function writeIndexPdf(input: ClosingSetInput, rows: readonly SetIndexRow[], path: string): void {
  const writer = new VolumeWriter(path);
  try {
    const fonts = new OwnFonts(writer);
    const tree = new PageTree(writer);
    const lines = rows.map(({ path: file, ...row }) => ({ ...row, to: file === "" ? null : { file } }));
    const pages = [...coverPages(input, fonts), ...indexPages(lines, fonts, { notice: noticeOf(input) })];
    const front = { number: writer.reserve(), kids: [] as number[] };
    for (const page of pages) {
      const number = writer.reserve();
      page.markRehearsal(input.rehearsal);
      page.write(writer, number, front.number);
      front.kids.push(number);
    }
    fonts.finish();
    const root = tree.finish(front);
    const [catalog, info] = [writer.reserve(), writer.reserve()];
    writer.object(catalog, `<</Type/Catalog/Pages ${root} 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>`);
    const date = `(${pdfDate(input.asOf)})`;
    const title = textString(`${input.issuer}: ${input.title}: Index`);
    writer.object(
      info,
      `<</Title${title}/Producer(Section Seven)/Creator(Section Seven)/CreationDate${date}/ModDate${date}>>`,
    );
    writer.end({ catalog, info }, "");
    writer.close(false);
  } finally {
    writer.abandon();
  }
}

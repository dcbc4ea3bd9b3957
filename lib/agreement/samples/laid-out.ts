/** How one agreement is set: the words are the same, only the page differs. */
export type Setting = {
  width: number;
  /** Spaces before a paragraph's first line and before its other lines. */
  first: number;
  other: number;
  /** Lines on a page; a page ends in a number, and a tag or a form feed. */
  page: number | null;
  feed: boolean;
  lineEnd: "\n" | "\r\n";
};

/** The paragraphs of a text as EDGAR set them in plain text: wrapped, indented, with page numbers between. */
export function asWrappedText(text: string, setting: Setting): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = " ".repeat(setting.first);
    for (const word of paragraph.split(" ")) {
      if (line.trim() !== "" && line.length + word.length + 1 > setting.width) {
        lines.push(line);
        line = " ".repeat(setting.other);
      }
      line += line.trim() === "" ? word : ` ${word}`;
    }
    lines.push(line, "");
  }
  const paged: string[] = [];
  let number = 1;
  for (const [index, line] of lines.entries()) {
    paged.push(line);
    if (setting.page === null || (index + 1) % setting.page !== 0) continue;
    paged.push("", " ".repeat(Math.floor(setting.width / 2)) + String(number), setting.feed ? "\f" : "<PAGE>", "");
    number += 1;
  }
  return paged.join(setting.lineEnd);
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The same as EDGAR's HTML: paragraphs, or tables that set a label beside its words; spaces that do not break; page rules. */
export function asHtml(text: string, tables: boolean): string {
  const parts = text.split("\n").map((paragraph, index) => {
    const label = /^(\([a-zA-Z\d]{1,4}\)|\d{1,2}\.|\d\.\d(?:\.\d)?) /.exec(paragraph);
    const page =
      index % 17 === 16 ? `<p align="center">${(index + 1) / 17}</p><hr style="page-break-after:always">` : "";
    if (!label) return `<p style="text-indent:4%"><font size="2">${escaped(paragraph)}</font></p>${page}`;
    const words = escaped(paragraph.slice(label[0].length));
    if (!tables) return `<p>${label[1]}&nbsp;&nbsp;&nbsp;&#160;${words}</p>${page}`;
    return `<table><tr><td width="5%"></td><td>${label[1]}</td><td><font>${words}</font></td></tr></table>${page}`;
  });
  return `<html><head><title>Exhibit</title></head><body>${parts.join("\n")}</body></html>`;
}

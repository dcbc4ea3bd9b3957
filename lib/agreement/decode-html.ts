import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from "parse5";

const blockTags = new Set(
  "address article aside blockquote body caption center dd dir div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section table title ul".split(
    " ",
  ),
);
/** Elements whose text is no part of the document. */
const hiddenTags = new Set(["head", "style", "script", "title", "noscript", "ix:header"]);
const rawTextTags = new Set(["style", "script", "noscript"]);

const pageBreakStyle = /page-break-(?:before|after)\s*:\s*always|break-(?:before|after)\s*:\s*page/i;

/** Where a paragraph ends: a blank line. Where a page ends: a form feed between blank lines. */
const paragraphEnd = "\n\n";
const pageEnd = "\n\n\f\n\n";

type Row = { cells: string[]; open: boolean };

/**
 * Renders HTML as the text that a person reads: a paragraph is a line between blank lines, a table row is a line with
 * tabs between its cells, a page break is a form feed. Streams over the tokens, so cost and memory stay linear.
 */
export function decodeHtml(html: string): { text: string; preformatted: boolean } {
  const renderer = new Renderer();
  const tokenizer = new Tokenizer({}, renderer);
  renderer.tokenizer = tokenizer;
  // Given in pieces, so that the tokenizer keeps no second copy of a long document.
  for (let at = 0; at < html.length; at += pieceLength) {
    tokenizer.write(html.slice(at, at + pieceLength), at + pieceLength >= html.length);
  }
  return renderer.finish();
}

const pieceLength = 65_536;

class Renderer implements TokenHandler {
  tokenizer: Tokenizer | null = null;
  private parts: string[] = [];
  private line = "";
  private pendingSpace = false;
  private hidden: string | null = null;
  private pre = 0;
  private preCharacters = 0;
  private characters = 0;
  private rows: Row[] = [];
  private pageAfter: string[] = [];

  onCharacter(token: Token.CharacterToken): void {
    this.write(token.chars);
  }
  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.write(token.chars);
  }
  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}

  onStartTag(token: Token.TagToken): void {
    const name = token.tagName;
    if (rawTextTags.has(name) && this.tokenizer) this.tokenizer.state = TokenizerMode.RAWTEXT;
    if (this.hidden !== null) {
      // A head that is never closed ends where the body begins.
      if (name === "body" || (this.hidden === "head" && blockTags.has(name) && name !== "title")) this.hidden = null;
      else return;
    }
    if (hiddenTags.has(name)) {
      if (name !== "ix:header" || !token.selfClosing) this.hidden = name;
      return;
    }
    if (name === "br") {
      this.endLine();
      return;
    }
    if (name === "tr") this.startRow();
    else if (name === "td" || name === "th") this.startCell();
    if (!blockTags.has(name)) return;
    this.endParagraph();
    if (name === "pre") this.pre += 1;
    if (name === "li") this.pendingSpace = false;
    if (name === "hr" || token.attrs.some((a) => a.name === "style" && pageBreakStyle.test(a.value))) this.endPage();
  }

  onEndTag(token: Token.TagToken): void {
    const name = token.tagName;
    if (this.hidden !== null) {
      if (name === this.hidden || name === "head") this.hidden = null;
      return;
    }
    if (name === "tr" || name === "table") {
      this.endRow();
      if (name === "table") this.endParagraph();
    } else if (name === "pre") {
      this.endParagraph();
      this.pre = Math.max(0, this.pre - 1);
    } else if (blockTags.has(name)) this.endParagraph();
  }

  finish(): { text: string; preformatted: boolean } {
    while (this.rows.length > 0) this.endRow();
    this.endParagraph();
    return { text: this.parts.join(""), preformatted: this.preCharacters * 2 > this.characters };
  }

  private write(chars: string): void {
    if (this.hidden !== null) return;
    this.characters += chars.length;
    if (this.pre > 0) {
      this.preCharacters += chars.length;
      this.line += chars.replaceAll("\u00a0", " ");
      return;
    }
    const folded = chars.replace(/[\s\u00a0]+/g, " ");
    if (folded.startsWith(" ") || this.pendingSpace) {
      if (this.line !== "" && !this.line.endsWith(" ") && !this.line.endsWith("\n")) this.line += " ";
    }
    const body = folded.trim();
    this.line += body;
    this.pendingSpace = folded.endsWith(" ") && (body !== "" || this.pendingSpace || folded === " ");
  }

  private endLine(): void {
    this.pendingSpace = false;
    if (this.pre > 0 || this.line !== "") this.line += "\n";
  }

  private endParagraph(): void {
    this.pendingSpace = false;
    const row = this.rows.at(-1);
    if (row?.open) {
      if (this.line !== "" && !this.line.endsWith("\n\n")) this.line = `${this.line.trimEnd()}\n\n`;
      return;
    }
    const text = this.pre > 0 ? this.line.replace(/^\n+|\s+$/g, "") : this.line.trim();
    this.line = "";
    if (text !== "") this.parts.push(text, paragraphEnd);
  }

  private endPage(): void {
    if (this.rows.length > 0) return;
    if (this.parts.at(-1) !== pageEnd) this.parts.push(pageEnd);
  }

  private startRow(): void {
    const row = this.rows.at(-1);
    // A row inside an open cell belongs to a nested table; otherwise the last row was never closed.
    if (row && !row.open) this.endRow();
    if (!row?.open) this.endParagraph();
    else this.pageAfter.push(this.line);
    if (row?.open) this.line = "";
    this.rows.push({ cells: [], open: false });
  }

  private startCell(): void {
    const row = this.rows.at(-1);
    if (!row) {
      this.endParagraph();
      return;
    }
    this.closeCell(row);
    row.open = true;
    this.line = "";
    this.pendingSpace = false;
  }

  private closeCell(row: Row): void {
    if (!row.open) return;
    row.cells.push(this.line.trim());
    this.line = "";
    row.open = false;
    this.pendingSpace = false;
  }

  private endRow(): void {
    const row = this.rows.pop();
    if (!row) return;
    this.closeCell(row);
    const filled = row.cells.filter((cell) => cell !== "");
    const text = filled.length > 1 ? row.cells.map(cellText).join("\t").trim() : (filled[0] ?? "");
    const outer = this.rows.at(-1);
    if (outer?.open) {
      const before = this.pageAfter.pop() ?? "";
      this.line = text === "" ? before : `${before === "" ? "" : `${before.trimEnd()}\n`}${text}\n`;
      return;
    }
    if (text !== "") this.parts.push(text, paragraphEnd);
  }
}

/** A short cell of several lines is one thing broken to fit; a long one holds paragraphs of its own. */
const cellText = (cell: string) => (cell.length < 200 ? cell.replace(/\s*\n\s*/g, " ") : cell);

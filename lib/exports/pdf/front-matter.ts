import type { ClosingSetInput } from "../model";
import type { OwnFonts } from "./own-fonts";
import { type LinkTarget, OwnPage, pageHeight, pageWidth, type TextLook, wrap } from "./own-page";

/** A line of the index. `page` is the label printed, `to` the page or file that it leads to. */
export type IndexLine = {
  readonly kind: "part" | "tab" | "document";
  readonly tab: string;
  readonly title: string;
  readonly date: string;
  readonly signatories: string;
  readonly page: string;
  readonly to: LinkTarget | null;
};

const margin = 54;
const width = pageWidth - 2 * margin;

/** The cover: issuer, securities, amount, Time of Delivery and the parties; more than one page where they are many. */
export function coverPages(input: ClosingSetInput, fonts: OwnFonts): OwnPage[] {
  const pages = [new OwnPage(fonts)];
  const page = () => pages.at(-1)!;
  const middle = pageWidth / 2;
  let down = 96;
  const centred = (text: string, look: TextLook, gap: number) => {
    const lines = wrap(fonts, text, width, look);
    down = page().lines(lines, middle, down, { ...look, align: "center" }) + gap;
  };
  if (input.rehearsal) centred(input.rehearsal, { size: 15, style: "bold" }, 26);
  centred(input.issuer, { size: 22, style: "bold" }, 16);
  for (const security of input.securities) centred(security, { size: 13 }, 4);
  if (input.amount) centred(input.amount, { size: 13 }, 4);
  down += 18;
  page().rule(margin + 120, down - 10, width - 240);
  down += 14;
  centred(input.title, { size: 17, style: "bold" }, 8);
  if (input.distribution) centred(input.distribution.set, { size: 12, style: "italic" }, 6);
  if (input.supplementTo) centred(`Supplement to: ${input.supplementTo.title}`, { size: 11, style: "italic" }, 4);
  centred(`Time of Delivery: ${input.timeOfDelivery}`, { size: 12 }, 26);
  for (const { role, names } of input.parties) {
    const lines = names.flatMap((name) => wrap(fonts, name, width - 180, { size: 10.5 }));
    const roleLines = wrap(fonts, role, 160, { size: 10.5, style: "italic" });
    if (down + Math.max(lines.length, roleLines.length) * 14 > pageHeight - margin) {
      pages.push(new OwnPage(fonts));
      down = 80;
    }
    page().lines(roleLines, margin, down, { size: 10.5, style: "italic" });
    down = Math.max(page().lines(lines, margin + 180, down, { size: 10.5 }), down + roleLines.length * 13.65) + 6;
  }
  return pages;
}

const columns = {
  tab: margin,
  title: margin + 62,
  date: margin + 296,
  signatories: margin + 358,
  page: margin + width,
};
const columnWidth = { tab: 56, title: 226, date: 58, signatories: 112 };
const small: TextLook = { size: 9 };

/** The index: tab, document, date, signatories and page; every line leads to its page. `notice` stands above it. */
export function indexPages(
  lines: readonly IndexLine[],
  fonts: OwnFonts,
  { notice = "" }: { notice?: string } = {},
): OwnPage[] {
  const pages: OwnPage[] = [];
  let down = 0;
  const noticeLook: TextLook = { size: 9, style: "italic" };
  const begin = () => {
    const page = new OwnPage(fonts);
    const isFirst = pages.length === 0;
    page.text(isFirst ? "Index" : "Index (continued)", margin, 70, { size: 15, style: "bold" });
    let top = 94;
    if (isFirst && notice) top = page.lines(wrap(fonts, notice, width, noticeLook), margin, 90, noticeLook) + 10;
    const head: TextLook = { size: 8.5, style: "bold", grey: 0.3 };
    page.text("Tab", columns.tab, top, head);
    page.text("Document", columns.title, top, head);
    page.text("Date", columns.date, top, head);
    page.text("Signatories", columns.signatories, top, head);
    page.text("Page", columns.page, top, { ...head, align: "right" });
    page.rule(margin, top + 5, width);
    pages.push(page);
    down = top + 20;
  };
  begin();
  for (const line of lines) {
    const look: TextLook = line.kind === "part" ? { size: 10.5, style: "bold" } : small;
    const indent = line.kind === "document" ? 10 : 0;
    const titleLines =
      line.kind === "part"
        ? wrap(fonts, line.title, width - 40, look)
        : wrap(fonts, line.title, columnWidth.title - indent, look);
    const tabLines = wrap(fonts, line.tab, columnWidth.tab, small);
    const signatories = wrap(fonts, line.signatories, columnWidth.signatories, small);
    const height = Math.max(titleLines.length, signatories.length, tabLines.length) * look.size * 1.3 + 4;
    if (down + height > pageHeight - margin) begin();
    if (line.kind === "part") down += 6;
    const page = pages.at(-1)!;
    page.lines(titleLines, line.kind === "part" ? margin : columns.title + indent, down, look);
    if (line.kind !== "part") {
      page.lines(tabLines, columns.tab, down, small);
      page.text(line.date, columns.date, down, small);
      page.lines(signatories, columns.signatories, down, small);
    }
    page.text(line.page, columns.page, down, { ...small, align: "right" });
    if (line.to !== null) page.link(margin, down - look.size - 1, width, height - 1, line.to);
    down += height;
  }
  return pages;
}

const partialRecord =
  "This set has part of the tabs, and of the log the events about those alone, each with the proof that it stands at its place in the log. That no other event about these tabs was left out, this set alone does not prove: the full set with the same head has the log whole. The root of the log’s tree is";

/** The page that says what stands behind the set and how a stranger can check it. */
export function recordPage(input: ClosingSetInput, manifestSha256: string, fonts: OwnFonts): OwnPage[] {
  const pages = [new OwnPage(fonts)];
  let down = 70;
  const write = (text: string, look: TextLook, gap = 6) => {
    for (const line of wrap(fonts, text, width, look)) {
      if (down > pageHeight - margin) {
        pages.push(new OwnPage(fonts));
        down = 70;
      }
      pages.at(-1)!.text(line, margin, down, look);
      down += look.size * 1.3;
    }
    down += gap;
  };
  const body: TextLook = { size: 10 };
  const code: TextLook = { size: 9.5 };
  write("The record behind this set", { size: 15, style: "bold" }, 12);
  write("The manifest of this set is attached to this file as manifest.json. Its SHA-256 digest is", body, 2);
  write(manifestSha256, code, 10);
  if (input.record) {
    write(
      `The event log behind it has ${input.record.head.seq} events. The hash of the last one, the head, is`,
      body,
      2,
    );
    write(input.record.head.hash, code, 10);
    write(
      "Whoever keeps this page can tell whether the log that is shown later is the one that stood behind this set: a changed, added or removed event gives another head.",
      body,
    );
    if (input.distribution && input.record.tree) {
      write(partialRecord, body, 2);
      write(input.record.tree.root, code, 10);
    }
  }
  if (input.supplementTo) {
    write(`This set is a supplement to “${input.supplementTo.title}”, whose manifest has the SHA-256 digest`, body, 2);
    write(input.supplementTo.manifestSha256, code, 10);
  }
  write(
    "The verifier that comes with the program, as a command and as a single page that works offline, checks these against the files.",
    body,
    12,
  );
  if (input.openFaults) {
    write("Built over open faults", { size: 12, style: "bold" });
    write(`Reason given: ${input.openFaults.reason}`, body);
    for (const fault of input.openFaults.faults) write(`•  ${fault}`, body, 2);
  }
  return pages;
}

import type { DocumentReport, TabInput } from "../model";
import type { PlannedDocument } from "../plan";
import type { OwnFonts } from "./own-fonts";
import { OwnPage, pageHeight, pageWidth, type TextLook, wrap } from "./own-page";

const margin = 72;
const width = pageWidth - 2 * margin;

/** The sheet before a tab: its number and title, its documents, and what has to be said about each of them. */
export function slipSheet(
  tab: TabInput,
  documents: readonly { planned: PlannedDocument; report: DocumentReport }[],
  part: string,
  rehearsal: string | undefined,
  fonts: OwnFonts,
): OwnPage {
  const page = new OwnPage(fonts);
  let down = 72;
  const write = (text: string, look: TextLook, gap: number, indent = 0) => {
    for (const line of wrap(fonts, text, width - indent, look)) {
      // What a single sheet cannot hold is still in the report and the manifest.
      if (down > pageHeight - 60) return;
      page.text(line, margin + indent, down, look);
      down += look.size * 1.3;
    }
    down += gap;
  };
  page.markRehearsal(rehearsal);
  write(part, { size: 10, grey: 0.35 }, 120);
  write(`Tab ${tab.number}`, { size: 30, style: "bold" }, 6);
  write(tab.title, { size: 17 }, 4);
  if (tab.condition) write(`Condition ${tab.condition.clause}`, { size: 10.5, style: "italic" }, 4);
  page.rule(margin, down, width);
  down += 24;
  if (tab.omitted !== undefined) {
    write("Intentionally omitted.", { size: 12, style: "bold" }, 2);
    write(tab.omitted, { size: 10.5 }, 8);
  }
  if (tab.note !== undefined) write(tab.note, { size: 10.5 }, 8);
  for (const { planned, report } of documents) {
    write(planned.input.title, { size: 11, style: "bold" }, 0);
    const facts = [planned.input.date, planned.input.signatories.join(", ")].filter(Boolean).join(" · ");
    if (facts) write(facts, { size: 9.5, grey: 0.25 }, 0);
    for (const { message, fault } of report.findings)
      write(message, { size: 9, style: fault ? "bold" : "italic" }, 0, 10);
    down += 8;
  }
  return page;
}

/** The sheet in the place of a document that is not in the volume: why, and where its original is. */
export function standInSheet(
  { planned, report }: { planned: PlannedDocument; report: DocumentReport },
  tab: TabInput,
  fonts: OwnFonts,
): OwnPage {
  const page = new OwnPage(fonts);
  let down = 200;
  const write = (text: string, look: TextLook, gap: number) => {
    down = page.lines(wrap(fonts, text, width, look), margin, down, look) + gap;
  };
  write(`Tab ${tab.number}`, { size: 11, grey: 0.35 }, 8);
  write(planned.input.title, { size: 16, style: "bold" }, 12);
  write("This document is not bound in this volume.", { size: 12 }, 8);
  for (const { message, fault } of report.findings) if (fault) write(message, { size: 11 }, 8);
  if (report.sha256) {
    write("The original is in the unbound set, untouched, as", { size: 10 }, 0);
    write(planned.path, { size: 10, style: "italic" }, 6);
    write(`It has ${report.bytes} bytes; its SHA-256 digest is`, { size: 10 }, 0);
    write(report.sha256, { size: 9.5 }, 0);
  }
  return page;
}

import type { DocumentSpec } from "./document-spec";
import { makeDocx } from "./docx-document";
import { makePdf } from "./pdf-document";

export type MadeDocument = { bytes: Uint8Array; fileName: string; mediaType: string };

const mediaTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/** Makes a small real document. The same spec gives the same bytes, on every machine and day. */
export async function makeDocument(spec: DocumentSpec): Promise<MadeDocument> {
  const bytes = spec.format === "pdf" ? await makePdf(spec) : await makeDocx(spec);
  return { bytes, fileName: fileNameOf(spec), mediaType: mediaTypes[spec.format] };
}

/** "Opinion of Example LLP (draft of 4 March 2004).pdf": what a lawyer would call it, fit for every system. */
function fileNameOf({ title, mark, format }: DocumentSpec): string {
  const suffix = mark ? ` (${mark.charAt(0).toLowerCase()}${mark.slice(1)})` : "";
  return `${`${title}${suffix}`.replace(/[\\/:*?"<>|]/g, "-")}.${format}`;
}

/** Why a file could not be read as an underwriting agreement. */
export type ReadingRefusal =
  | { code: "empty-file" }
  | { code: "file-too-large"; bytes: number; limit: number }
  | { code: "unknown-format"; seen: string }
  | { code: "damaged-file"; format: string }
  | { code: "encrypted"; format: string }
  | { code: "no-text"; pages: number | null }
  | { code: "not-an-agreement"; lookedFor: readonly string[]; missing: readonly string[] };

/** One plain message: what was wrong, and what to do about it. */
export function explainRefusal(refusal: ReadingRefusal): string {
  switch (refusal.code) {
    case "empty-file":
      return "The file is empty. Choose the agreement's file again.";
    case "file-too-large":
      return `The file has ${refusal.bytes} bytes; at most ${refusal.limit} (20 MB) can be read. Cut out the agreement's own document and try that.`;
    case "unknown-format":
      return `The format is not known (${refusal.seen}). Plain text, HTML, DOCX and PDF with a text layer can be read.`;
    case "damaged-file":
      return `The ${refusal.format} file is damaged and could not be opened. Save it again from its program and try that.`;
    case "encrypted":
      return `The ${refusal.format} file is encrypted. Save a copy without a password and try that.`;
    case "no-text":
      return `No text was found${refusal.pages === null ? "" : ` on ${refusal.pages} pages`}: a scan without a text layer. Run text recognition on it first.`;
    case "not-an-agreement":
      return `This does not read as an underwriting agreement. Looked for: ${refusal.lookedFor.join("; ")}. Not found: ${refusal.missing.join("; ")}.`;
  }
}

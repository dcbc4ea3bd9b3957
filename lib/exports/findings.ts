import type { DocumentFinding, FindingCode } from "./model";

const faults: Partial<Record<FindingCode, string>> = {
  missing: "The file could not be found or read.",
  empty: "The file is empty: it has no bytes at all.",
  html: "The file is a web page and not a PDF, although it is named like one; very likely an error page was saved.",
  "not-a-pdf": "The file is not a PDF, although it is named like one.",
  password: "The file is encrypted and opens only with a password.",
  unreadable: "The file is damaged or cut short, and no page could be recovered from it.",
  "bytes-changed": "The file is not the one on record: its SHA-256 digest is another.",
  "not-a-pdf-document": "The document is not a PDF and is delivered as a file only.",
};

const notes: Partial<Record<FindingCode, string>> = {
  "rebuilt-cross-references":
    "The file is damaged; its structure was rebuilt and pages may be missing. Compare with the original.",
  "second-parser": "The file is damaged; its pages were recovered by a second reader. Compare with the original.",
  "damaged-content":
    "The file is damaged: the content of some pages cannot be read to its end and may show only in part.",
  "page-count-changed": "The file does not have the number of pages that is on record.",
  "signature-voided":
    "The original carries a digital signature. Binding makes it void in this volume; the signed original is in the unbound set.",
  "encryption-removed":
    "The original restricts what may be done with it by an owner's password; the copy in this volume does not.",
  "form-flattened": "Form fields of the original are part of the page here and can no longer be changed.",
  "form-drawn-anew":
    "Some form fields of the original have a value and no drawing of it; they were drawn anew from the value.",
  "tags-left-out":
    "The original's structure tags, for reading aloud, are not part of this volume; the original has them.",
  "active-content-removed": "Scripts and other active parts of the original were left out.",
  "attachments-kept": "Files attached to the original are attached to this volume.",
};

/** A finding in the words that slip sheet and report use; `detail` is added where figures make it clearer. */
export function finding(code: FindingCode, detail = ""): DocumentFinding {
  const words = faults[code] ?? notes[code] ?? "";
  return { code, fault: code in faults, message: [words, detail].filter(Boolean).join(" ") };
}

/** A file that is in the store, durable under its SHA-256, and was looked into before it went there. */
export type StoredFile = { sha256: string; bytes: number; mediaType: string; pages: number | null };

/** The kinds of file that are taken, with the endings that a name of theirs may have; the first is the usual one. */
export const endings = {
  "application/pdf": ["pdf"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "text/plain": ["txt"],
  // A mail that somebody saved as text is a mail all the same.
  "message/rfc822": ["eml", "txt"],
  "application/vnd.ms-outlook": ["msg"],
} as const satisfies Record<string, readonly string[]>;

export type MediaType = keyof typeof endings;

/** What looking into a file found: its kind, and for a PDF how many pages it has. */
export type Inspected = { mediaType: MediaType; pages: number | null };

/** Why a file is not taken. `found` is said after "This is …". */
export type FileRefusal =
  | { code: "file-empty" }
  | { code: "file-not-allowed"; found: string }
  | { code: "file-damaged" }
  | { code: "file-locked" };

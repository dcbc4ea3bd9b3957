/** What part of a file is asked for: all of it, one stretch with both ends included, or one that the file has not. */
export type ByteRange = "whole" | "unsatisfiable" | { start: number; end: number };

/**
 * Reads a Range header (RFC 9110, 14.2). Several stretches at once, other units and anything malformed count as not
 * asked, which the standard allows.
 */
export function byteRange(header: string | null, bytes: number): ByteRange {
  const [, first = "", last = ""] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? "unsatisfiable" : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== "" && Number(last) < start) return "whole";
  return start >= bytes ? "unsatisfiable" : { start, end };
}

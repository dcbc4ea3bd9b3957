import "server-only";
import { buffer } from "node:stream/consumers";
import { openStored } from "./store";

const mostBytes = 500_000;

/** The beginning of a stored text, in whichever of the usual encodings it is; null where the file cannot be given out. */
export async function readText(sha256: string): Promise<{ text: string; cut: boolean } | null> {
  const opened = await openStored(sha256);
  if (!opened) return null;
  const cut = opened.bytes > mostBytes;
  const bytes = await buffer(opened.stream(cut ? { start: 0, end: mostBytes - 1 } : undefined));
  return { text: decode(bytes, cut), cut };
}

/** UTF-8 where it is that, whether or not the cut went through a letter; else what Windows wrote before. */
function decode(bytes: Buffer, cut: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

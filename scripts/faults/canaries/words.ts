// Words that nobody can guess and that stand nowhere else, and how they are found again in whatever form they come out.
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { inflateSync } from "node:zlib";
import { fromBuffer } from "yauzl";

const mark = "kanari";
const letters = "bcdfghjklmnpqrstvwxz";
const length = 12;

/** A new word: eighteen characters that a name, an address, a file’s name and a password may all hold. */
export const newWord = (): string => mark + Array.from({ length }, () => letters[randomInt(letters.length)]).join("");

const plain = new RegExp(`${mark}([a-z]{0,${length}})`, "gi");

/** What the mark looks like in base64, at each of the three places at which it may begin; the edges depend on its neighbours. */
const inBase64 = [0, 1, 2].map((shift) => {
  const coded = Buffer.from("\0".repeat(shift) + mark)
    .toString("base64")
    .replace(/=+$/, "");
  const first = Math.ceil((shift * 8) / 6);
  return coded.slice(first, Math.floor(((shift + mark.length) * 8) / 6));
});
const coded = new RegExp(inBase64.join("|"), "g");
/** With the zeros of UTF-16 or without, as a PDF has its title. */
const inHex = new RegExp([...Buffer.from(mark)].map((byte) => byte.toString(16)).join("(?:00)?"), "gi");

/**
 * The words of a text or of bytes, whole or cut short: as they stand, in capitals, in UTF-16, in base64 and in hexadecimal. How JSON,
 * HTML and addresses spell other characters does not touch them.
 */
export function wordsIn(bytes: Buffer): Set<string> {
  const found = new Set<string>();
  // A character a byte: every place is looked at, and the NULs of UTF-16 between the letters go.
  const text = bytes.toString("latin1");
  const look = (within: string) => {
    for (const [word] of within.matchAll(plain)) found.add(word.toLowerCase());
  };
  look(text);
  if (text.includes("\0")) look(text.replaceAll("\0", ""));
  for (const { index } of text.matchAll(coded)) {
    const run = /^[A-Za-z0-9+/_-]*/.exec(text.slice(index, index + 40))?.[0] ?? "";
    // Where in its group of four it begins is not known: each is tried.
    for (let before = 0; before < 4; before++)
      look(Buffer.from(text.slice(Math.max(0, index - before), index) + run, "base64").toString("latin1"));
  }
  for (const { index } of text.matchAll(inHex))
    look(
      Buffer.from(text.slice(index, index + 4 * (mark.length + length)), "hex")
        .toString("latin1")
        .replaceAll("\0", ""),
    );
  return found;
}

/** The same of a file, with what is packed in it: the parts of an archive, and a PDF’s streams and the text of its pages. */
export async function wordsInFile(bytes: Buffer): Promise<Set<string>> {
  const found = wordsIn(bytes);
  const add = (words: Iterable<string>) => {
    for (const word of words) found.add(word);
  };
  if (bytes.subarray(0, 2).toString("latin1") === "PK")
    for (const { name, content } of await partsOf(bytes)) {
      add(wordsIn(Buffer.from(name)));
      add(await wordsInFile(content));
    }
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") {
    for (const stream of streamsOf(bytes)) add(wordsIn(stream));
    add(wordsIn(await pageTextOf(bytes)));
  }
  return found;
}

function partsOf(bytes: Buffer): Promise<{ name: string; content: Buffer }[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (fault, archive) => {
      if (fault) return reject(fault);
      const parts: { name: string; content: Buffer }[] = [];
      archive.on("error", reject);
      archive.on("end", () => resolve(parts));
      archive.on("entry", (entry) => {
        archive.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("error", reject);
          stream.on("end", () => {
            parts.push({ name: entry.fileName, content: Buffer.concat(chunks) });
            archive.readEntry();
          });
        });
      });
      archive.readEntry();
    });
  });
}

/** The streams of a PDF that are packed in the usual way, unpacked. */
function streamsOf(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf("stream"); at >= 0; at = bytes.indexOf("stream", at + 6)) {
    const from = at + (bytes[at + 6] === 13 ? 8 : 7);
    const to = bytes.indexOf("endstream", from);
    if (to < 0) break;
    try {
      streams.push(inflateSync(bytes.subarray(from, to), { finishFlush: 2 }));
    } catch {
      // Packed otherwise, or not at all: then it was looked at as it stands.
    }
    at = to + 3;
  }
  return streams;
}

const pageTextOf = (bytes: Buffer) =>
  new Promise<Buffer>((resolve, reject) => {
    const options = { encoding: "buffer" as const, maxBuffer: 100_000_000 };
    const child = execFile("pdftotext", ["-raw", "-", "-"], options, (fault, text) =>
      fault ? reject(fault) : resolve(text),
    );
    child.stdin?.end(bytes);
  });

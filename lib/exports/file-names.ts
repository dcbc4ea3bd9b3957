/** Longest name of one file or folder, in bytes of UTF-8: what Windows, macOS, Linux and ZIP tools all take. */
const longestName = 240;

/** What Windows forbids in names, with what stands in its place. */
const replacements: Record<string, string> = { "/": "-", "\\": "-", ":": " -", "|": "-", '"': "'", "<": "(", ">": ")" };

/**
 * A name that every system can hold, as near to the words as can be: no characters that Windows forbids, no dot or
 * space at the end, no name of a device, composed characters. Cut, at a whole character, only beyond 240 bytes.
 */
export function safeName(words: string, ending = ""): string {
  const cleaned = words
    .normalize("NFC")
    .toWellFormed()
    .replace(/[/\\:|"<>]/g, (character) => replacements[character] ?? "-")
    .replace(/[?*\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const cut = cutTo(cleaned, longestName - Buffer.byteLength(ending)).replace(/[. ]+$/, "");
  const name = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(cut.split(".")[0] ?? "") ? `_${cut}` : cut || "untitled";
  return name + ending;
}

function cutTo(text: string, bytes: number): string {
  let length = 0;
  let kept = "";
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) return kept;
    kept += character;
  }
  return kept;
}

/** The ending of a file's name with its dot, in lower case, or nothing where it has none that is short and plain. */
export function endingOf(name: string): string {
  return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? "";
}

/** Gives each wish a name of its own; two are the same where a system that ignores case would mix them up. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  take(words: string, ending = ""): string {
    for (let copy = 1; ; copy++) {
      const name = safeName(words, copy === 1 ? ending : ` (${copy})${ending}`);
      const key = name.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

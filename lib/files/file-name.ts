import { err, ok, type Result } from "@/lib/domain/result";
import { endings, type MediaType } from "./stored-file";

export type NameRefusal = { code: "file-name-not-allowed"; reason: string };

/** Names that Windows keeps for devices, with or without an ending. */
const reserved = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

const longest = 255;

/** Why a name cannot be taken, said after "This file’s name cannot be taken: "; each with a test of its own. */
const faults: readonly [(name: string) => boolean, string][] = [
  [(name) => name.trim() === "", "it is empty"],
  [(name) => Buffer.byteLength(name) > longest, `it is longer than ${longest} bytes, so shorten it`],
  [(name) => /[\ud800-\udfff\ufffd\uffff]/u.test(name), "it has broken characters in it"],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for.
  [(name) => /[\u0000-\u001f\u007f-\u009f]/.test(name), "it has control characters in it"],
  [
    (name) =>
      /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u.test(
        name.replace(emoji, ""),
      ),
    "it has invisible characters in it, which can make it look like another name",
  ],
  [(name) => /[/\\\u2044\u2215\u29f5\u29f8\uff0f\uff3c]/.test(name), "it names a folder; give the file’s name alone"],
  [(name) => /%(2f|5c|00|2e%2e)/i.test(name), "it has a folder hidden in it"],
  [(name) => /[<>:"|?*]/.test(name), 'it has one of < > : " | ? * in it, which Windows does not allow'],
  [(name) => /^[\s.]/.test(name), "it begins with a dot or a space"],
  [(name) => /[\s.]$/.test(name), "it ends with a dot or a space"],
  [(name) => reserved.test(name.split(".", 1)[0]?.trim() ?? ""), "Windows keeps this name for a device"],
];

/** Sequences of emoji are held together by a joiner that is invisible anywhere else. */
const emoji = /(\p{Extended_Pictographic}|\p{Emoji_Modifier})\ufe0f?(\u200d\p{Extended_Pictographic}\ufe0f?)+/gu;

/**
 * The name to keep: composed, since Macs decompose. A name is only ever a column and a header, never a path here; but it
 * becomes one on the machine of whoever downloads it.
 */
export function checkFileName(given: string): Result<string, NameRefusal> {
  const name = given.normalize("NFC");
  const fault = faults.find(([isWrong]) => isWrong(name));
  return fault ? err({ code: "file-name-not-allowed", reason: fault[1] }) : ok(name);
}

/** A name ends as files of its kind do: whoever opens it gets the program for what it is. */
export function checkEnding(name: string, mediaType: string): Result<string, NameRefusal> {
  const allowed: readonly string[] = endings[mediaType as MediaType] ?? [];
  const ending = /\.([^.]+)$/.exec(name)?.[1] ?? "";
  if (allowed.includes(ending.toLowerCase())) return ok(name);
  const usual = allowed[0] ? `.${allowed[0]}` : "its kind";
  const reason = ending ? `it ends with .${ending}, but what is in it is ${usual}` : `it has no ending; add ${usual}`;
  return err({ code: "file-name-not-allowed", reason });
}

import "server-only";
import { createHash } from "node:crypto";
import { commonPasswords } from "./common-passwords";

/** Words of this program and its field, with which guesses at its passwords begin. */
const ownWords = [
  "section",
  "seven",
  "closing",
  "underwrit",
  "representative",
  "issuer",
  "counsel",
  "password",
  "welcome",
];

/** So much must be left of a password without the words that anyone would try first. */
const leastLeft = 8;
const leastDifferent = 5;

/**
 * Why a new password would be guessed early, as a sentence for whoever chose it; null where nothing speaks against it. Asks nobody: the
 * list of much-used passwords is the program's own, by their digests.
 */
export function passwordFault(
  password: string,
  about: { email?: string | undefined; name?: string | undefined },
): string | null {
  const plain = password.toLowerCase();
  if (new Set(plain).size < leastDifferent) return "Use more different characters.";
  const digest = createHash("sha256").update(plain).digest("hex").slice(0, 12);
  if (commonPasswords.has(digest)) return "This password is on every list of guesses. Choose another.";
  const words = [...ownWords, ...wordsOf(about.email ?? ""), ...wordsOf(about.name ?? "")];
  const left = words.reduce((text, word) => text.replaceAll(word, ""), plain.replace(/[^\p{L}\p{N}]/gu, ""));
  if (left.length < leastLeft) return "Use more than your name, your address and the words of this site.";
  return null;
}

/** The parts of a name or an address that are long enough to be words. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(({ length }) => length >= 4);

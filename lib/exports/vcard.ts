import { createHash } from "node:crypto";

/** A person of the working group list. */
export type Contact = { name: string; title: string; organisation: string; part: string; email: string };

/** Contacts as vCard 4.0 (RFC 6350), which address books take in at once. */
export const vcardFile = (contacts: readonly Contact[]): Buffer => Buffer.from(contacts.map(cardOf).join(""), "utf8");

function cardOf({ name, title, organisation, part, email }: Contact): string {
  const words = name.trim().split(/\s+/);
  const family = words.length > 1 ? words.at(-1)! : "";
  const given = words.length > 1 ? words.slice(0, -1).join(" ") : name.trim();
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `UID:urn:uuid:${uidOf(email, organisation)}`,
    `FN:${escaped(name)}`,
    `N:${escaped(family)};${escaped(given)};;;`,
    `ORG:${escaped(organisation)}`,
    ...(title ? [`TITLE:${escaped(title)}`] : []),
    `ROLE:${escaped(part)}`,
    `EMAIL;TYPE=work:${escaped(email)}`,
    "END:VCARD",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** The same person of the same firm has the same card each time, so that an address book does not double it. */
function uidOf(email: string, organisation: string): string {
  const hex = createHash("sha256").update(`${email.toLowerCase()} ${organisation}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const escaped = (text: string) =>
  text
    .replace(/[\\,;]/g, (character) => `\\${character}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");

/** Lines of at most 75 bytes, broken between characters (RFC 6350, 3.2). */
function folded(line: string): string {
  let text = "";
  let bytes = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (bytes + length > 75) {
      text += "\r\n ";
      bytes = 1;
    }
    text += character;
    bytes += length;
  }
  return text;
}

import { expect, test } from "vitest";
import { originOf, readCheckpoint, succession, toBase64 } from "./checkpoint";
import { leafHash } from "./merkle";
import { handOn, isSignedBy, keyIdOf, readSigningKeys, signCheckpoint } from "./signing";

/** RFC 8032, section 7.1, test 1. */
const [seed, publicHex] = [
  "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
  "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
];
const [key] = readSigningKeys(Buffer.from(seed, "hex").toString("base64url"));
const [other] = readSigningKeys(Buffer.alloc(32, 7).toString("base64url"));
const origin = originOf("0197b2f0-0000-7000-8000-000000000001", "shared");
const head = { origin, size: 27, root: leafHash("a leaf") };

test("the key of RFC 8032 has the public key that it gives", () => {
  expect(Buffer.from(key.publicKey, "base64").toString("hex")).toBe(publicHex);
});

test("the key's four bytes are those of C2SP signed-note's own example", () => {
  // The form is fixed by a published key: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8.
  const published = Buffer.from("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", "base64");
  expect(published[0]).toBe(1);
  expect(keyIdOf("sum.golang.org", published.subarray(1).toString("base64")).toString("hex")).toBe("033de0ae");
});

test("a checkpoint is read as it was written, signed the same each time, and by nobody else", () => {
  const note = signCheckpoint(head, key);
  expect(note).toBe(signCheckpoint(head, key));
  expect(note.split("\n").slice(0, 4)).toEqual([origin, "27", toBase64(head.root), ""]);
  const read = readCheckpoint(note)!;
  expect(read).toMatchObject({ origin, size: 27 });
  expect(isSignedBy(read, key.publicKey)).toBe(true);
  expect(isSignedBy(read, other.publicKey)).toBe(false);
  for (const [from, to] of [
    ["\n27\n", "\n28\n"],
    ["section-seven", "section-eight"],
  ] as const) {
    const changed = readCheckpoint(note.replaceAll(from, to));
    expect(changed).not.toBeNull();
    expect(isSignedBy(changed!, key.publicKey)).toBe(false);
  }
});

/** The same bytes in base64 with a bit set, in its last letter, that counts for nothing. */
function otherwiseWritten(base64: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const other = base64.replace(/.=$/, (end) => `${letters[letters.indexOf(end[0]!) + 1]}=`);
  expect(Buffer.from(other, "base64")).toEqual(Buffer.from(base64, "base64"));
  expect(other).not.toBe(base64);
  return other;
}

test("a good signature under the four bytes of another key is not the key's", () => {
  const read = readCheckpoint(signCheckpoint(head, key))!;
  expect(isSignedBy({ ...read, keyId: keyIdOf(origin, other.publicKey) }, key.publicKey)).toBe(false);
  expect(isSignedBy({ ...read, signature: read.signature.map((byte) => byte ^ 1) }, key.publicKey)).toBe(false);
});

test("the words by which a key hands a log on are those that the verifiers know", () => {
  expect(new TextDecoder().decode(succession("section-seven/1/shared", "QUJD"))).toBe(
    "section-seven log key\nsection-seven/1/shared\nQUJD\n",
  );
});

test("what is not exactly a checkpoint is none", () => {
  const note = signCheckpoint(head, key);
  for (const wrong of [
    "",
    note.trimEnd(),
    `${note}\n`,
    note.replace("\n27\n", "\n027\n"),
    note.replace("\n27\n", "\n27.0\n"),
    note.replace("\n27\n", "\n-1\n"),
    note.replace("\n27\n", "\n99999999999999999999\n"),
    note.replace(`— ${origin}`, "— another/log"),
    note.replace("\n\n", "\nextension\n\n"),
    note.replaceAll("\n", "\r\n"),
    note + note.slice(note.indexOf("—")),
    `a line before\n${note}`,
    `+${note}`,
    note.replace(toBase64(head.root), otherwiseWritten(toBase64(head.root))),
    note.replace(/[^ ]+\n$/, (signed) => `${otherwiseWritten(signed.trimEnd())}\n`),
  ])
    expect(readCheckpoint(wrong), JSON.stringify(wrong)).toBeNull();
});

test("several keys are read, the first of which signs; anything but 32 bytes is refused", () => {
  const [first, second] = readSigningKeys(
    `${Buffer.from(seed, "hex").toString("base64url")}, ${Buffer.alloc(32, 7).toString("base64url")}`,
  );
  expect([first.publicKey, second?.publicKey]).toEqual([key.publicKey, other.publicKey]);
  expect(handOn(origin, other.publicKey, key)).toHaveLength(88);
  for (const wrong of ["", "short", Buffer.alloc(31).toString("base64url")])
    expect(() => readSigningKeys(wrong)).toThrow(new TypeError("A log's signing key is 32 bytes in base64url."));
});

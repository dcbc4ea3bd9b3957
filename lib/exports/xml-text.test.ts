import { expect, test } from "vitest";
import { hostileTexts } from "@/lib/testing/hostile/texts";
import { xmlText } from "./xml-text";

/** Char of XML 1.0, section 2.2. */
const isXml = (point: number) =>
  point === 9 ||
  point === 10 ||
  point === 13 ||
  (point >= 0x20 && point <= 0xd7ff) ||
  (point >= 0xe000 && point <= 0xfffd) ||
  point >= 0x10000;

test("nothing is left of any hostile text that XML cannot hold", () => {
  for (const text of [...hostileTexts(), "\uFFFE\uFFFF\0\u0008\ud800"])
    expect([...xmlText(text)].filter((character) => !isXml(character.codePointAt(0) ?? 0))).toEqual([]);
});

test("what XML holds stays as it is", () => {
  expect(xmlText("Żółw & <Ελλάς>\t“7(c)”\n😀")).toBe("Żółw & <Ελλάς>\t“7(c)”\n😀");
});

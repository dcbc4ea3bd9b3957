import { describe, expect, test } from "vitest";
import { nameVariants } from "./findings";
import { readAgreement } from "./read-agreement";
import { nested } from "./samples/notes";
import { twoSided } from "./samples/other-shapes";

async function findingsOf(text: string) {
  const result = await readAgreement(new TextEncoder().encode(text), "sample");
  if (!result.ok) throw new Error(result.error.code);
  const points = Array.from(result.value.text);
  return result.value.reading.findings.map(({ code, spans }) => [
    code,
    ...spans.map(([start, end]) => points.slice(start, Math.min(end, start + 12)).join("")),
  ]);
}

describe("what does not agree with itself is found and told, never mended", () => {
  test("a label left out, a pointer to nothing, a total not reached, a name spelt two ways", async () => {
    const found = await findingsOf(twoSided.text);
    expect(found).toContainEqual(["numbering-skip", "(g) The Comp"]);
    expect(found).toContainEqual(["dangling-reference", "Sections 7(a"]);
    expect(found.map(([code]) => code)).toContain("total-mismatch");
    expect(found).toContainEqual(["name-variant", "Pascoe Reed ", "Pasco Reed I"]);
  });

  test("a sound agreement has none", async () => {
    expect(await findingsOf(nested.text)).toEqual([]);
  });

  test("a pointer within the section that leads somewhere is none", async () => {
    const text = twoSided.text.replace("7(a) and 7(z)", "7(a) and 7(e)");
    expect((await findingsOf(text)).map(([code]) => code)).not.toContain("dangling-reference");
  });
});

test("names that differ by a letter are put to a person; different firms are not", () => {
  expect(nameVariants(["Harbor One Capital, Inc.", "Harber One Capital, Inc."])).toHaveLength(1);
  expect(nameVariants(["Harbor One Capital, Inc.", "Harbor One Capital LLC"])).toHaveLength(0);
  expect(nameVariants(["Stone Securities", "Wells Securities"])).toHaveLength(0);
});

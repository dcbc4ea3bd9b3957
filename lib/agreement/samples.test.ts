import { describe, expect, test } from "vitest";
import { readAgreement } from "./read-agreement";
import { allSamples } from "./samples/all-samples";
import { captioned } from "./samples/notes";
import { outlineOf } from "./samples/outline-of";
import type { Sample } from "./samples/sample";

async function readSample(sample: Sample) {
  const result = await readAgreement(new TextEncoder().encode(sample.text), "sample.txt");
  if (!result.ok) throw new Error(`${sample.name} was refused: ${result.error.code}`);
  return result.value.reading;
}

test("a section whose number stands alone, because those before it are not in the file, keeps its number", async () => {
  const text = captioned.text.replace(/SECTION 1\.[\s\S]*?(?=SECTION 5\.)/, "").replace(/SECTION ([6-9])\./g, "");
  const { conditions } = await readSample({ ...captioned, text });
  expect(conditions?.section).toBe("5");
  expect(conditions?.clauses.map(({ label }) => label).join(" ")).toBe("5(a) 5(b) 5(c) 5(d) 5(e) 5(f) 5(g) 5(h)");
});

describe("small agreements of the shapes that real ones have", () => {
  test.each(allSamples)("$name: the conditions, their kinds, who furnishes them, and their limbs", async (sample) => {
    expect(outlineOf(await readSample(sample))).toBe(sample.outline);
  });

  test.each(allSamples)("$name: issuer, closing term and moment", async (sample) => {
    const { issuer, closing } = await readSample(sample);
    expect(issuer.name).toBe(sample.issuer);
    expect(closing.term).toBe(sample.term);
    if (sample.at !== undefined) expect(closing.moments[0]?.at).toBe(sample.at);
  });
});

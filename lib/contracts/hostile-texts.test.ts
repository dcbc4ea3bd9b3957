import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { z } from "zod";
import { apiRoutes } from "@/lib/checks/routes.table";
import { readAmount } from "@/lib/domain/allocations";
import { contractSchemas } from "@/lib/testing/contracts";
import { hostileTexts } from "@/lib/testing/hostile/texts";
import { proved } from "@/lib/testing/proved";
import { type Field, fieldsOf, keyOf } from "@/lib/testing/schema-fields";
import { authInputs } from "./people";

// Each hostile text in each field of everything that is asked of the server: kept as it is, or in the one way that its
// contract says, or refused in words.

async function everyField(): Promise<{ of: string; field: Field }[]> {
  const schemas = await contractSchemas();
  const asked = apiRoutes.flatMap(({ method, address, schema }) =>
    schema ? [[`${method} ${address}`, schemas.get(schema) as z.ZodType] as const] : [],
  );
  const auth = Object.entries(authInputs).map(([path, schema]) => [`POST /api/auth/${path}`, schema] as const);
  return [...asked, ...auth].flatMap(([of, schema]) => fieldsOf(schema).map((field) => ({ of, field })));
}

/** What a contract may make of a text. */
const made: readonly ((text: string) => unknown)[] = [
  (text) => text,
  (text) => text.trim(),
  (text) => text.trim().toLowerCase(),
  (text) => readAmount(text),
  (text) => text.trim().replace(/^(\d{1,3}) ?%$/, "$1/100"),
  // A query is all text: its yes and no, its number, its moment, its list of words.
  (text) => ({ true: true, false: false })[text],
  (text) => (/^\d+$/.test(text) ? Number(text) : text),
  (text) => new Date(text),
  (text) => text.split(","),
];

/** Null where the answer is right; else what is wrong with it. */
function wrongWith({ schema }: Field, text: string): string | null {
  const answer = schema.safeParse(text);
  if (answer.success)
    return made.some((make) => isDeepStrictEqual(make(text), answer.data))
      ? null
      : `became ${JSON.stringify(answer.data)}`;
  return answer.error.issues.every(({ message }) => message.length > 3) ? null : "refused without a word";
}

test("each hostile text is kept as it is, or refused in words, by each field of each input", async () => {
  const fields = await everyField();
  const texts = hostileTexts();
  const wrong: string[] = [];
  let kept = 0;
  for (const { of, field } of fields) {
    for (const text of texts) {
      const fault = wrongWith(field, text);
      if (fault) wrong.push(`${of} ${keyOf(field)} ${JSON.stringify(text.slice(0, 60))}: ${fault.slice(0, 100)}`);
      else if (field.schema.safeParse(text).success) kept++;
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(texts.length).toBeGreaterThanOrEqual(600);
  const ofText = fields.filter(({ field }) => ["text", "formatted"].includes(field.kind)).length;
  expect(ofText).toBeGreaterThanOrEqual(250);
  proved(
    "8",
    `${texts.length} texts × ${fields.length} fields of inputs (${ofText} of text): ${texts.length * fields.length} answers by the schemas, ${kept} kept as sent, all others refused in words`,
  );
});

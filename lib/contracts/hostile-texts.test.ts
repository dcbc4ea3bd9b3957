import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { z } from "zod";
import { apiRoutes } from "@/lib/checks/routes.table";
import { readAmount } from "@/lib/domain/allocations";
import { contractSchemas } from "@/lib/testing/contracts";
import { Chance } from "@/lib/testing/hostile/requests";
import { holdsNoText, hostileTexts, randomText } from "@/lib/testing/hostile/texts";
import { proved, times } from "@/lib/testing/proved";
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

test("each text of random Unicode is kept as it is, or refused in words, by whatever field it is put into", async () => {
  const fields = (await everyField()).filter(({ field }) => field.kind === "text" || field.kind === "formatted");
  const chance = new Chance(8);
  const texts = times(2_000, 100_000);
  const each = 20;
  const wrong: string[] = [];
  const met = new Set<string>();
  let kept = 0;
  let broken = 0;
  for (let number = 0; number < texts; number++) {
    const text = randomText(() => chance.next());
    if (holdsNoText(text)) broken++;
    for (let turn = 0; turn < each; turn++) {
      const { of, field } = chance.of(fields);
      met.add(`${of} ${keyOf(field)}`);
      const fault = wrongWith(field, text);
      if (fault) wrong.push(`${of} ${keyOf(field)} ${JSON.stringify(text.slice(0, 60))}: ${fault.slice(0, 100)}`);
      else if (field.schema.safeParse(text).success) kept++;
    }
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(met.size).toBe(new Set(fields.map(({ of, field }) => `${of} ${keyOf(field)}`)).size);
  expect(kept).toBeGreaterThan(texts);
  // What no text has is among them: schemas take it, and the reader of a body refuses it before them (lib/http/command.ts).
  expect(broken).toBeGreaterThan(texts / 100);
  proved(
    "8 random",
    `${texts} texts of random Unicode × ${each} fields of ${met.size}: ${kept} kept as sent, all others refused in words`,
  );
}, 600_000);

// Which texts that the inputs take have a canary planted in them.
import { apiRoutes } from "@/lib/checks/routes.table";
import { contractSchemas } from "@/lib/testing/contracts";
import { fieldsOf } from "@/lib/testing/schema-fields";
import type { Sent } from "./caller";
import { wordsIn } from "./words";

/** Texts of a fixed form, in which no word can stand, and such as name what is there already. */
const wordless = new Set([
  ...["localDate", "localTime", "newLocalTime", "zone", "datedOn", "closeOfBusiness", "conditionsSection", "currency"],
  ...["accruesFrom", "firstCoupon", "maturity", "prospectusSupplement", "effective", "periodEnd", "lockUpStart"],
  ...["amount", "principal", "shares", "offered", "publicPrice", "purchasePrice", "least", "step", "rate", "percent"],
  ...["threshold", "mostIncrease", "scheduleOneTotal", "optionTaken", "code", "token", "key", "revision"],
  // Of lists of such: sections by number, limbs by label, underwriters by name.
  "*",
]);

/** Every text of every input to which nothing with a canary was sent: the route, the form and the field. */
export async function unplanted(sent: readonly Sent[]): Promise<{ fields: number; missing: string[] }> {
  const schemas = await contractSchemas();
  const missing: string[] = [];
  let fields = 0;
  for (const { address, schema } of apiRoutes.filter(({ method, schema }) => method === "POST" && schema)) {
    const pattern = new RegExp(`^${address.replace(/\[(\.\.\.)?\w+\]/g, "[^/?]+")}(\\?|$)`);
    const here = sent.filter(({ path }) => pattern.test(path)).map(inputOf);
    const input = schemas.get(schema ?? "");
    if (!input) throw new Error(`lib/contracts has no ${schema}`);
    for (const { form, path, kind } of fieldsOf(input)) {
      if (kind !== "text" || wordless.has(path.at(-1) ?? "")) continue;
      fields++;
      if (!here.some((body) => valuesAt(body, path).some((value) => wordsIn(Buffer.from(String(value))).size > 0)))
        missing.push(`${address} ${form} ${path.join(".")}`);
    }
  }
  return { fields, missing: [...new Set(missing)] };
}

const inputOf = ({ path, body }: Sent): unknown => ({
  ...Object.fromEntries(new URLSearchParams(path.split("?")[1] ?? "")),
  ...body,
});

/** The values at a path, of every item of a list. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  if (step === "*") return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt((value as Record<string, unknown> | undefined | null)?.[step], rest);
}

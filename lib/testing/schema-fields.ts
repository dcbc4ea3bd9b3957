import type { z } from "zod";

type Definition = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  options?: readonly z.ZodType[];
  values?: readonly unknown[];
  format?: string;
  checks?: readonly { _zod: { def: { pattern?: RegExp } } }[];
};
type Node = { _zod: { def: Definition } };

/** A field of an input: where it stands (a list's items under "*"), and in which of the forms that the input may take. */
export type Field = { form: string; path: readonly string[]; kind: "id" | "hash" | "text" | "other" };

const isHash = /^\^\[0-9a-f\]\{(32|64)\}\$$/;

/**
 * Every field that a schema takes, by walking the schema itself, so that one that is new is there without being named. The
 * forms are told apart by the words that choose between them: "sign-off", or "add-condition/…" where one is within another.
 */
export function fieldsOf(schema: z.ZodType, form = "", path: readonly string[] = []): Field[] {
  const { def } = (schema as unknown as Node)._zod;
  const into = (inner: z.ZodType | undefined, more: readonly string[] = []) =>
    inner ? fieldsOf(inner, form, [...path, ...more]) : [];
  switch (def.type) {
    case "object":
      return Object.entries(def.shape ?? {}).flatMap(([name, inner]) => into(inner, [name]));
    case "array":
      return into(def.element, ["*"]);
    case "union":
      return (def.options ?? []).flatMap((option, number) =>
        fieldsOf(option, [form, nameOfForm(option, number)].filter(Boolean).join("/"), path),
      );
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
    case "prefault":
      return into(def.innerType);
    case "pipe":
      return into(def.in);
    case "string": {
      const patterns = (def.checks ?? []).map((check) => check._zod.def.pattern?.source ?? "");
      if (def.format === "uuid") return [{ form, path, kind: "id" }];
      if (patterns.some((pattern) => isHash.test(pattern))) return [{ form, path, kind: "hash" }];
      return [{ form, path, kind: def.format && def.format !== "regex" ? "other" : "text" }];
    }
    default:
      return [{ form, path, kind: "other" }];
  }
}

function nameOfForm(option: z.ZodType, number: number): string {
  const { shape } = (option as unknown as Node)._zod.def;
  for (const inner of Object.values(shape ?? {})) {
    const { type, values } = (inner as unknown as Node)._zod.def;
    if (type === "literal") return String(values?.[0]);
  }
  return String(number);
}

/** The value at a path, an item of a list under "*" being its first; undefined where there is none. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) at = (at as Record<string, unknown> | undefined | null)?.[step === "*" ? "0" : step];
  return at;
}

/** A copy with another value at the path. */
export function withValue<T>(value: T, path: readonly string[], other: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return other as T;
  if (Array.isArray(value)) {
    const at = step === "*" ? 0 : Number(step);
    return value.map((item, index) => (index === at ? withValue(item, rest, other) : item)) as T;
  }
  const record = value as Record<string, unknown>;
  return { ...record, [step]: withValue(record[step], rest, other) } as T;
}

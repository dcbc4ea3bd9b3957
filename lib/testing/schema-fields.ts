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
export type Field = {
  form: string;
  path: readonly string[];
  /** Formatted: a text that has to be an e-mail address, a date and the like. */
  kind: "id" | "hash" | "text" | "formatted" | "other";
  /** The schema of the field alone, with all that it asks and makes of a value. */
  schema: z.ZodType;
};

const isHash = /^\^\[0-9a-f\]\{(32|64)\}\$$/;

/**
 * Every field that a schema takes, by walking the schema itself, so that one that is new is there without being named. The
 * forms are told apart by the words that choose between them: "sign-off", or "add-condition/…" where one is within another.
 */
export function fieldsOf(schema: z.ZodType, form = "", path: readonly string[] = [], whole = schema): Field[] {
  const { def } = (schema as unknown as Node)._zod;
  const into = (inner: z.ZodType | undefined, more: readonly string[] = []) =>
    inner ? fieldsOf(inner, form, [...path, ...more]) : [];
  const within = (inner: z.ZodType | undefined) => (inner ? fieldsOf(inner, form, path, whole) : []);
  const one = (kind: Field["kind"]): Field[] => [{ form, path, kind, schema: whole }];
  switch (def.type) {
    case "object":
      return Object.entries(def.shape ?? {}).flatMap(([name, inner]) => into(inner, [name]));
    case "array":
      return into(def.element, ["*"]);
    case "union":
      return (def.options ?? []).flatMap((option, number) =>
        fieldsOf(option, formOf(form, option, number), path, option),
      );
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
    case "prefault":
      return within(def.innerType);
    case "pipe":
      return within(def.in);
    case "string": {
      const patterns = (def.checks ?? []).map((check) => check._zod.def.pattern?.source ?? "");
      if (def.format === "uuid") return one("id");
      if (patterns.some((pattern) => isHash.test(pattern))) return one("hash");
      return one(def.format && def.format !== "regex" ? "formatted" : "text");
    }
    default:
      return one("other");
  }
}

const formOf = (form: string, option: z.ZodType, number: number) =>
  [form, nameOfForm(option, number)].filter(Boolean).join("/");

/** A field of a value: where in the value it stands, a list's item under its number. */
export type Place = { field: Field; at: readonly string[] };

/** Every field that a value has, in the forms that the value takes; the fields are those of `fieldsOf`. */
export function placesOf(schema: z.ZodType, value: unknown): Place[] {
  const fields = new Map(fieldsOf(schema).map((field) => [keyOf(field), field]));
  return walk(schema, value, "", [], []).flatMap(({ form, path, at }) => {
    const field = fields.get(keyOf({ form, path }));
    return field ? [{ field, at }] : [];
  });
}

/** What tells a field from the others of its schema. */
export const keyOf = ({ form, path }: Pick<Field, "form" | "path">) => `${form} ${path.join(".")}`;

type Steps = readonly string[];
function walk(
  schema: z.ZodType,
  value: unknown,
  form: string,
  path: Steps,
  at: Steps,
): { form: string; path: Steps; at: Steps }[] {
  const { def } = (schema as unknown as Node)._zod;
  const inner = def.innerType ?? def.in;
  if (value === undefined || value === null) return [];
  if (def.type === "object")
    return Object.entries(def.shape ?? {}).flatMap(([name, of]) =>
      walk(of, (value as Record<string, unknown>)[name], form, [...path, name], [...at, name]),
    );
  if (def.type === "array" && def.element) {
    const { element } = def;
    return (value as unknown[]).flatMap((item, index) =>
      walk(element, item, form, [...path, "*"], [...at, String(index)]),
    );
  }
  if (def.type === "union") {
    const number = (def.options ?? []).findIndex((option) => option.safeParse(value).success);
    const option = def.options?.[number];
    return option ? walk(option, value, formOf(form, option, number), path, at) : [];
  }
  return inner ? walk(inner, value, form, path, at) : [{ form, path, at }];
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

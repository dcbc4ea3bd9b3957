/** A value that JSON can hold. Properties that are undefined are left out, as JSON does. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * The one canonical text of a JSON value, under RFC 8785 (JSON Canonicalization Scheme): no white space, properties in
 * the order of their UTF-16 code units, numbers and strings as ECMAScript writes them. Two equal values have the same
 * text on any machine, and so the same hash.
 *
 * Throws a TypeError for what JSON or I-JSON cannot hold: NaN, infinities, lone surrogates, functions, bigints, dates
 * and other class instances, undefined in an array.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "string") return canonicalString(value);
  if (isList(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (typeof value === "object" && isPlain(value)) return canonicalObject(value);
  throw new TypeError(`Canonical JSON cannot hold ${nameOfKind(value)}.`);
}

function canonicalObject(value: { readonly [key: string]: JsonValue | undefined }): string {
  const members: string[] = [];
  // Array.prototype.sort without a comparison function orders by UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON cannot hold the number ${value}.`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("Canonical JSON cannot hold a lone surrogate.");
  return JSON.stringify(value);
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOfKind(value: unknown): string {
  if (typeof value === "object" && value !== null) return `an instance of ${value.constructor.name}`;
  return `a value of type ${typeof value}`;
}

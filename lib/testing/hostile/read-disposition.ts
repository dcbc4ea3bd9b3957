/** A header that says how a file is to be saved, as RFC 6266 and RFC 8187 have it. */
export type Disposition = { kind: string; plain: string | null; name: string | null };

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const parameter = new RegExp(`^\\s*;\\s*(${token})\\s*=\\s*("(?:[^"\\\\]|\\\\.)*"|${token})`);
const value = /^UTF-8'[A-Za-z-]*'((?:%[0-9A-Fa-f]{2}|[!#$&+\-.^_`|~0-9A-Za-z])*)$/;

/** Reads the header by the grammar alone, and throws where anything in it is none of it, or is said twice. */
export function readDisposition(header: string): Disposition {
  const kind = new RegExp(`^${token}`).exec(header)?.[0];
  if (!kind) throw new Error(`No kind: ${header}`);
  const found = new Map<string, string>();
  for (let rest = header.slice(kind.length); rest !== ""; ) {
    const [whole = "", name = "", said = ""] = parameter.exec(rest) ?? [];
    if (whole === "" || found.has(name.toLowerCase())) throw new Error(`No parameter, or one twice: ${rest}`);
    found.set(name.toLowerCase(), said.startsWith('"') ? said.slice(1, -1).replace(/\\(.)/g, "$1") : said);
    rest = rest.slice(whole.length);
  }
  const extended = found.get("filename*");
  const encoded = extended === undefined ? null : value.exec(extended)?.[1];
  if (encoded === undefined) throw new Error(`No extended value: ${extended}`);
  return {
    kind,
    plain: found.get("filename") ?? null,
    // Throws where it is no UTF-8.
    name: encoded === null ? null : decodeURIComponent(encoded),
  };
}

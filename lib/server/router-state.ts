/** How a parameter of the address may be named in the tree: caught alone, caught with the rest, or intercepted. */
const parameter = /^(c|ci\((\.|\.\.|\.\.\.|\.\.\)\(\.\.)\)|oc|d|di\((\.|\.\.|\.\.\.|\.\.\)\(\.\.)\))$/;
const refetches = new Set(["refetch", "inside-shared-layout", "metadata-only"]);

/**
 * Pure. Whether a browser's word about the parts of the page that it has already (Next-Router-State-Tree) is one that the
 * framework can read. It answers any other with an error of its own, 500 and a stack in the log; so such a header is
 * taken away, and the whole page is sent.
 */
export function isRouterState(header: string | string[] | undefined): boolean {
  if (typeof header !== "string" || header.length > 16_384) return false;
  try {
    return isTree(JSON.parse(decodeURIComponent(header)));
  } catch {
    return false;
  }
}

function isTree(value: unknown, depth = 0): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6 || depth > 100) return false;
  const [segment, children, address, refetch, hints, more] = value as unknown[];
  return (
    isSegment(segment) &&
    typeof children === "object" &&
    children !== null &&
    !Array.isArray(children) &&
    Object.values(children).every((child) => isTree(child, depth + 1)) &&
    (isAbsent(address) || (isTextList(address) && address.length === 2)) &&
    (isAbsent(refetch) || refetches.has(String(refetch))) &&
    (isAbsent(hints) || typeof hints === "number") &&
    (more === undefined || typeof more === "string")
  );
}

function isSegment(value: unknown): boolean {
  if (typeof value === "string") return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [name, key, kind, siblings] = value as unknown[];
  const named = typeof name === "string" && typeof key === "string" && typeof kind === "string" && parameter.test(kind);
  return named && (siblings === null || isTextList(siblings));
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const isAbsent = (value: unknown) => value === undefined || value === null;

/** A route's folder as the table has it: fixed names, "[name]" for one piece of the path, "[...name]" for all that follow. */
export type RouteEntry<R> = { folder: string; route: R };

type Branch<R> = {
  fixed: Map<string, Branch<R>>;
  one: { name: string; below: Branch<R> } | null;
  rest: { name: string; route: R } | null;
  route: R | null;
};

const branch = <R>(): Branch<R> => ({ fixed: new Map(), one: null, rest: null, route: null });

/**
 * Pure. Finds the route of a path, with what stands in its open pieces decoded: a fixed name before an open piece, that
 * before the rest. Null where there is none, and where a piece is not the UTF-8 that it says it is.
 */
export function routeTable<R>(entries: readonly RouteEntry<R>[]) {
  const root = branch<R>();
  for (const { folder, route } of entries) enter(root, folder.split("/").filter(Boolean), route);

  return (path: string): { route: R; params: Record<string, string | string[]> } | null => {
    const pieces = path.slice(1).split("/");
    let here = root;
    const params: Record<string, string | string[]> = {};
    for (const [index, raw] of pieces.entries()) {
      const fixed = here.fixed.get(raw);
      if (fixed) {
        here = fixed;
        continue;
      }
      if (here.one && raw !== "") {
        const value = decoded(raw);
        if (value === null) return null;
        params[here.one.name] = value;
        here = here.one.below;
        continue;
      }
      if (!here.rest || raw === "") return null;
      const values = pieces.slice(index).map(decoded);
      if (values.includes(null)) return null;
      return { route: here.rest.route, params: { ...params, [here.rest.name]: values as string[] } };
    }
    return here.route === null ? null : { route: here.route, params };
  };
}

function enter<R>(root: Branch<R>, names: readonly string[], route: R): void {
  let here = root;
  for (const name of names) {
    const rest = /^\[\.\.\.(\w+)\]$/.exec(name)?.[1];
    if (rest) {
      here.rest = { name: rest, route };
      return;
    }
    const open = /^\[(\w+)\]$/.exec(name)?.[1];
    if (open) {
      here.one ??= { name: open, below: branch() };
      if (here.one.name !== open) throw new Error(`${names.join("/")} calls [${here.one.name}] by another name`);
      here = here.one.below;
      continue;
    }
    let below = here.fixed.get(name);
    if (!below) {
      below = branch();
      here.fixed.set(name, below);
    }
    here = below;
  }
  here.route = route;
}

function decoded(piece: string): string | null {
  try {
    return decodeURIComponent(piece);
  } catch {
    return null;
  }
}

// Finds out from what transactions read whether they can have happened one after the other: each appends values that nobody else
// appends, so that the lists themselves tell who came after whom (the method of Jepsen's Elle).

/** What a committed transaction did, in order: appended a value to a list, or read the whole list. */
export type Step =
  | { did: "append"; list: number; value: number }
  | { did: "read"; list: number; saw: readonly number[] };
export type Transaction = { id: number; steps: readonly Step[] };

/** Why they cannot: a read that is no part of the list's history, or transactions each of which comes after the next. */
export type Anomaly = { kind: "read-out-of-order" | "value-of-nobody" | "cycle"; transactions: readonly number[] };

/** All that cannot be so. `final` is each list as it stands after the last transaction. */
export function anomaliesOf(history: readonly Transaction[], final: ReadonlyMap<number, readonly number[]>): Anomaly[] {
  const writers = new Map<string, number>();
  for (const { id, steps } of history) {
    for (const step of steps) if (step.did === "append") writers.set(`${step.list}/${step.value}`, id);
  }
  const found: Anomaly[] = [];
  for (const [list, values] of final) {
    for (const value of values) {
      if (!writers.has(`${list}/${value}`)) found.push({ kind: "value-of-nobody", transactions: [value] });
    }
  }
  const after = new Map<number, Set<number>>(history.map(({ id }) => [id, new Set()]));
  const comesAfter = (later: number | undefined, earlier: number | undefined) => {
    if (later !== undefined && earlier !== undefined && later !== earlier) after.get(earlier)?.add(later);
  };
  for (const [list, values] of final) {
    const writer = (place: number) => writers.get(`${list}/${values[place]}`);
    // Who appended next came after whoever appended before.
    for (let place = 1; place < values.length; place++) comesAfter(writer(place), writer(place - 1));
  }
  for (const { id, steps } of history) {
    for (const step of steps) {
      if (step.did !== "read") continue;
      const values = final.get(step.list) ?? [];
      const isPart = step.saw.every((value, place) => value === values[place]);
      if (!isPart) {
        found.push({ kind: "read-out-of-order", transactions: [id] });
        continue;
      }
      // Whoever read came after the writer of the last value that it saw, and before the writer of the next.
      comesAfter(id, writers.get(`${step.list}/${step.saw.at(-1)}`));
      comesAfter(writers.get(`${step.list}/${values[step.saw.length]}`), id);
    }
  }
  for (const knot of knotsOf(after)) found.push({ kind: "cycle", transactions: knot });
  return found;
}

/** The strongly connected parts of more than one, by Tarjan's method, without recursion. */
function knotsOf(next: ReadonlyMap<number, ReadonlySet<number>>): number[][] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const knots: number[][] = [];
  for (const start of next.keys()) {
    if (index.has(start)) continue;
    const path: { node: number; rest: Iterator<number> }[] = [];
    const enter = (node: number) => {
      index.set(node, index.size);
      low.set(node, index.get(node) as number);
      stack.push(node);
      onStack.add(node);
      path.push({ node, rest: (next.get(node) ?? new Set<number>()).values() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, rest } = top;
      const { value, done } = rest.next();
      if (!done) {
        if (!index.has(value)) enter(value);
        else if (onStack.has(value)) low.set(node, Math.min(low.get(node) as number, index.get(value) as number));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) as number, low.get(node) as number));
      if (low.get(node) !== index.get(node)) continue;
      const knot = stack.splice(stack.lastIndexOf(node));
      for (const member of knot) onStack.delete(member);
      if (knot.length > 1) knots.push(knot);
    }
  }
  return knots;
}

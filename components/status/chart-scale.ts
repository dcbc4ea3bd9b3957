import type { StatusView } from "@/lib/contracts/views";

export type Points = StatusView["progress"];

/** A place on the chart, in percent of its width and height from the top left. */
export type Spot = { x: number; y: number };

export type Chart = {
  /** Conditions settled, as a stair: nothing is settled between two acts. */
  line: readonly Spot[];
  /** The Time of Delivery, where it lies within the chart. */
  delivery: number | null;
  /** What the clock shows now. */
  now: number;
  ticks: readonly { x: number; at: Date }[];
  total: number;
};

/**
 * Places the record of a closing on a chart: by its own clock from the first act to the Time of Delivery, or to now where
 * that is later. Null where nothing has been recorded, since one point shows no course.
 */
export function chartOf(points: Points, timeOfDelivery: Date, over: boolean): Chart | null {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const from = Date.parse(first.clock);
  const now = Date.parse(last.clock);
  const to = over ? now : Math.max(now, timeOfDelivery.getTime());
  if (to <= from) return null;
  const total = Math.max(...points.map((point) => point.total), 1);
  const x = (moment: number) => (100 * (moment - from)) / (to - from);
  const y = (settled: number) => 100 - (100 * settled) / total;

  const line: Spot[] = [];
  for (const { clock, settled } of points) {
    const before = line.at(-1);
    const at = x(Date.parse(clock));
    if (before) line.push({ x: at, y: before.y });
    line.push({ x: at, y: y(settled) });
  }
  const delivery = timeOfDelivery.getTime();
  return {
    line,
    delivery: delivery >= from && delivery <= to ? x(delivery) : null,
    now: x(now),
    ticks: [0, 25, 50, 75, 100].map((share) => ({ x: share, at: new Date(from + ((to - from) * share) / 100) })),
    total,
  };
}

export const pathOf = (line: readonly Spot[]) =>
  line.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join(" ");

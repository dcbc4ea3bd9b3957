import { expect, test } from "vitest";
import { chartOf, pathOf } from "./chart-scale";

const point = (clock: string, settled: number) => ({ at: clock, clock, settled, total: 4 });
const delivery = new Date("2004-03-09T10:00:00Z");

test("the stair rises at the act and not before it", () => {
  const chart = chartOf([point("2004-03-09T00:00:00Z", 0), point("2004-03-09T05:00:00Z", 2)], delivery, false);
  expect(chart?.line).toEqual([
    { x: 0, y: 100 },
    { x: 50, y: 100 },
    { x: 50, y: 50 },
  ]);
  expect(chart?.now).toBe(50);
  expect(chart?.delivery).toBe(100);
  expect(pathOf(chart?.line ?? [])).toBe("M0.00 100.00 L50.00 100.00 L50.00 50.00");
});

test("a closing that is over ends where its record does, and its delivery may lie outside", () => {
  const points = [point("2004-03-08T00:00:00Z", 0), point("2004-03-09T08:00:00Z", 4)];
  expect(chartOf(points, delivery, true)?.delivery).toBeNull();
  expect(chartOf(points, delivery, true)?.now).toBe(100);
});

test("nothing recorded is no chart", () => {
  expect(chartOf([point("2004-03-09T00:00:00Z", 0)], delivery, false)).toBeNull();
});

import type { Temporal } from "temporal-polyfill";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type DayLike = Pick<Temporal.PlainDate, "dayOfWeek" | "day" | "month" | "year">;

/** "Thu 4 Mar 2004": the same words in every runtime, whatever its locale data. */
export const sayDay = (date: DayLike) =>
  `${weekdays[date.dayOfWeek - 1]} ${date.day} ${months[date.month - 1]} ${date.year}`;

const two = (number: number) => String(number).padStart(2, "0");

/** "10:00", with seconds only where there are any. */
export const sayTime = (time: { hour: number; minute: number; second: number }) =>
  `${two(time.hour)}:${two(time.minute)}${time.second ? `:${two(time.second)}` : ""}`;

/** "Thu 4 Mar 2004, 10:00". */
export const sayMoment = (moment: DayLike & { hour: number; minute: number; second: number }) =>
  `${sayDay(moment)}, ${sayTime(moment)}`;

/** "1 day", "2 days". */
export const sayCount = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

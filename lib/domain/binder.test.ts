import { describe, expect, test } from "vitest";
import { type BinderOccasion, binderDue, type LastBinder } from "./binder";

const delivery = new Date("2031-03-11T14:00:00Z");
const ago = (ms: number) => new Date(delivery.getTime() - ms);
const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** So long before the Time of Delivery, with the last change an hour old. */
const at = (ms: number, more: Partial<BinderOccasion> = {}): BinderOccasion => ({
  clock: ago(ms),
  real: ago(ms),
  timeOfDelivery: delivery,
  over: false,
  position: 7n,
  changedAt: ago(ms + hour),
  ...more,
});
const made = (more: Partial<LastBinder> = {}): LastBinder => ({
  reached: "day-before",
  timeOfDelivery: delivery,
  position: 7n,
  at: ago(24 * hour),
  ...more,
});

describe("a binder is due", () => {
  test("from 24 hours before on, not a second earlier, and once", () => {
    expect(binderDue(at(24 * hour + second), null)).toBeNull();
    expect(binderDue(at(24 * hour), null)).toBe("day-before");
    expect(binderDue(at(23 * hour), made())).toBeNull();
  });

  test("from one hour before on, not a second earlier, and once", () => {
    expect(binderDue(at(hour + second), made())).toBeNull();
    expect(binderDue(at(hour), made())).toBe("hour-before");
    expect(binderDue(at(hour), made({ reached: "hour-before" }))).toBeNull();
  });

  test("once where the server was away for both", () => {
    expect(binderDue(at(minute), null)).toBe("hour-before");
  });

  test("after a shared change, when nothing more has come for twenty seconds", () => {
    const change = { position: 8n };
    expect(
      binderDue(
        at(2 * hour, { ...change, changedAt: ago(2 * hour + 19 * second) }),
        made({ at: ago(2 * hour + minute) }),
      ),
    ).toBeNull();
    expect(
      binderDue(
        at(2 * hour, { ...change, changedAt: ago(2 * hour + 20 * second) }),
        made({ at: ago(2 * hour + minute) }),
      ),
    ).toBe("change");
  });

  test("every five minutes while changes keep coming", () => {
    const busy = { position: 8n, changedAt: ago(2 * hour + second) };
    expect(binderDue(at(2 * hour, busy), made({ at: ago(2 * hour + 5 * minute - second) }))).toBeNull();
    expect(binderDue(at(2 * hour, busy), made({ at: ago(2 * hour + 5 * minute) }))).toBe("change");
  });

  test("a last time after the end, and for none that ended before there was one", () => {
    const over = { over: true, position: 8n };
    expect(binderDue(at(-hour, over), made({ reached: "hour-before" }))).toBe("change");
    expect(binderDue(at(-hour, over), made({ position: 8n }))).toBeNull();
    expect(binderDue(at(-hour, over), null)).toBeNull();
    expect(
      binderDue(at(hour, { ...over, changedAt: ago(hour + second) }), made({ at: ago(hour + minute) })),
    ).toBeNull();
  });

  test("anew for the moment to which it was postponed", () => {
    const later = new Date(delivery.getTime() + 72 * hour);
    expect(binderDue(at(0, { timeOfDelivery: later, position: 8n }), made({ reached: "hour-before" }))).toBeNull();
    expect(
      binderDue(
        { ...at(0), timeOfDelivery: later, clock: new Date(later.getTime() - 24 * hour) },
        made({ reached: "hour-before" }),
      ),
    ).toBe("day-before");
  });

  test("not for a Time of Delivery that went by two days ago without an end", () => {
    expect(binderDue(at(-48 * hour), null)).toBe("hour-before");
    expect(binderDue(at(-48 * hour - second), null)).toBeNull();
  });

  test("by the rehearsal's clock, while quiet is by the real one", () => {
    const rehearsal = {
      clock: new Date("2031-03-11T13:30:00Z"),
      real: new Date("2026-11-25T04:00:00Z"),
      changedAt: new Date("2026-11-25T03:59:30Z"),
    };
    expect(binderDue(at(0, rehearsal), null)).toBe("hour-before");
    expect(
      binderDue(at(0, { ...rehearsal, position: 8n }), made({ reached: "hour-before", at: rehearsal.changedAt })),
    ).toBe("change");
  });
});

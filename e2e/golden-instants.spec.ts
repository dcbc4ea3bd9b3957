import { instantOf } from "../lib/calendar/instant";
import { goldenDates, goldenTime, goldenZones } from "../lib/testing/golden-instants";
import { proved } from "../lib/testing/proved";
import { expect, test } from "./fixtures";

test("the browser shows the instants that the server works out as ten in the morning, wherever a closing is", async ({
  page,
}) => {
  await page.goto("/sign-in");
  const asked = goldenZones.flatMap((zone) =>
    goldenDates.map((date) => ({ zone, date, at: instantOf(date, goldenTime, zone).getTime() })),
  );
  const shown = await page.evaluate(
    (moments) =>
      moments.map(({ zone, at }) => {
        const parts = {
          year: "numeric",
          month: "2-digit",
          day: "2-digit",
          hour: "2-digit",
          minute: "2-digit",
        } as const;
        return new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: zone }).format(at);
      }),
    asked,
  );
  expect(shown).toEqual(asked.map(({ date }) => `${date} ${goldenTime}`));
  proved(
    "30 browser",
    `${goldenZones.length} zones × ${goldenDates.length} dates: shown as ten in the morning by the browser`,
  );
});

// Where closings are held and when: places whose clocks change at different times or not at all, on days about those changes.

export const goldenZones = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Toronto",
  "America/Vancouver",
  "America/Sao_Paulo",
  "Europe/London",
  "Europe/Berlin",
  "Asia/Tokyo",
  "Asia/Hong_Kong",
  "Australia/Sydney",
] as const;

/** The days before, of and after a change somewhere, and the middles of the seasons. */
export const goldenDates: readonly string[] = [
  ...["2004-03-09", "2004-10-29", "2026-01-15", "2026-02-27"],
  ...["2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"],
  ...["2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06", "2026-07-15", "2026-10-02", "2026-10-03", "2026-10-04"],
  ...["2026-10-05", "2026-10-24", "2026-10-25", "2026-10-26", "2026-10-31", "2026-11-01", "2026-11-02", "2026-12-31"],
  ...["2027-01-15", "2027-03-12", "2027-03-13", "2027-03-14", "2027-03-15", "2027-03-28", "2027-04-04", "2027-07-15"],
  ...["2027-10-31", "2027-11-05", "2027-11-07", "2027-11-08"],
];

/** The hour at which it is asked, everywhere. */
export const goldenTime = "10:00";

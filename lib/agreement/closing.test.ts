import { describe, expect, test } from "vitest";
import { readClosing } from "./closing";
import { layOut } from "./layout";

const closing = (text: string, date: string | null = null) =>
  readClosing(
    layOut({ format: "edgar-text", text, from: 0, to: text.length, wrapped: false, pages: null }),
    null,
    date,
  );

describe("the closing's term, moment and place, as agreements word them", () => {
  test.each([
    [
      'Payment shall be made at 10:00 A.M., New York City time, on May 9, 2006 (such time being called "the time of purchase"). It is at the time of purchase.',
      "time of purchase",
      "2006-05-09T10:00:00-04:00[America/New_York]",
    ],
    [
      'The hour and date of delivery and payment, 9:00 a.m., Central time, on May 9, 2006, is called the "Closing Date."',
      "Closing Date",
      "2006-05-09T09:00:00-05:00[America/Chicago]",
    ],
    ['Delivery shall be made on May 9, 2006 (the "Delivery Date").', "Delivery Date", "2006-05-09"],
    ['Payment shall be made on the date that the parties agree upon (the "Settlement Date").', "Settlement Date", null],
  ])("%s", (words, term, at) => {
    const found = closing(words);
    expect(found.term).toBe(term);
    expect(found.moments[0]?.at).toBe(at);
  });

  test("so many business days after signing are counted only where no holiday can fall among them", () => {
    const words =
      'Payment shall be made at 10:00 A.M., New York time, on the third business day after the date hereof (the "Closing Time").';
    expect(closing(words, "2006-05-09").moments[0]?.at).toBe("2006-05-12T10:00:00-04:00[America/New_York]");
    expect(closing(words, "2006-05-11").moments[0]?.at).toBe("2006-05-16T10:00:00-04:00[America/New_York]");
    expect(closing(words, "2006-05-25").moments[0]?.at).toBeNull();
    expect(closing(words).moments[0]?.at).toBeNull();
  });

  test("the place stops where the sentence goes on", () => {
    const words =
      'Payment shall be made at the offices of Poe Kay LLP, 4 Mill Square, New York, New York 10036, at 10:00 A.M., New York time, on May 9, 2006 (the "Closing Date").';
    expect(closing(words).place).toBe("Poe Kay LLP, 4 Mill Square, New York, New York 10036");
  });
});

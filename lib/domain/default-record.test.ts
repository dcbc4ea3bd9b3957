import { expect, test } from "vitest";
import { anyone, hoursBefore } from "@/lib/testing/build";
import { type DefaultEntry, type DefaultWord, defaultRecord } from "./default-record";

const entry = (recordId: string, word: DefaultWord): DefaultEntry => ({
  recordId,
  by: anyone,
  at: hoursBefore(Number(recordId)),
  ...word,
});
// BB&T does not take up its $24,000,000; $5,818,182 are arranged, and the Company asks the others for the rest.
const defaulted = entry("9", {
  type: "default.recorded",
  underwriter: "BB&T Capital Markets",
  moment: "2004-03-09T10:00",
  delivery: "2004-03-09T10:00",
});
const arranged = entry("8", { type: "default.arranged", name: "A substitute", amount: "5818182" });
const refuses = entry("7", { type: "default.company-spoke", requires: false });
const requires = entry("6", { type: "default.company-spoke", requires: true });
const withdraws = (recordId: string, of: string) =>
  entry(recordId, { type: "default.withdrawn", withdraws: of, reason: "Entered twice" });

test("nothing said, nothing stands", () => {
  expect(defaultRecord([])).toEqual({ defaults: [], substitutes: [], company: null });
});

test("each word stands under its own head, and of the Company’s the last", () => {
  expect(defaultRecord([defaulted, arranged, refuses, requires])).toEqual({
    defaults: [defaulted],
    substitutes: [arranged],
    company: requires,
  });
});

test("what was withdrawn stands no more, and the Company’s word before it does again", () => {
  const all = [defaulted, arranged, refuses, requires];
  expect(defaultRecord([...all, withdraws("5", "6")]).company).toEqual(refuses);
  expect(defaultRecord([...all, withdraws("5", "8"), withdraws("4", "9")])).toMatchObject({
    defaults: [],
    substitutes: [],
  });
});

import { expect, test } from "vitest";
import { mayCreateOffering } from "./offering-makers";

test.each([
  [{ administrator: true, keepsAList: false }, true],
  [{ administrator: false, keepsAList: true }, true],
  [{ administrator: true, keepsAList: true }, true],
  [{ administrator: false, keepsAList: false }, false],
])("%j opens an offering: %s", (person, may) => {
  expect(mayCreateOffering(person)).toBe(may);
});

import { expect, test } from "vitest";
import { passwordFault } from "./password-fault";

const about = { email: "ada.lovelace@davispolk.test", name: "Ada King Lovelace" };

test.each([
  ["1q2w3e4r5t6y", /every list/],
  ["1Q2W3E4R5T6Y", /every list/],
  ["unbelievable", /every list/],
  ["aaaaaaaaaaaaaaaa", /different characters/],
  ["abababababab", /different characters/],
  ["SectionSeven2026", /words of this site/],
  ["section-seven!", /words of this site/],
  ["Closing-Password-1", /words of this site/],
  ["lovelace@davispolk", /words of this site/],
  ["Ada Lovelace 1815", /words of this site/],
])("%s is refused", (password, why) => {
  expect(passwordFault(password, about)).toMatch(why);
});

test.each([
  "a long enough pass phrase",
  "correct horse battery",
  "section seven of the agreement in march",
  "žluťoučký kůň úpěl",
  "🦊 runs at midnight",
])("%s is taken", (password) => {
  expect(passwordFault(password, about)).toBeNull();
});

test("without a name or an address too", () => {
  expect(passwordFault("a long enough pass phrase", {})).toBeNull();
});

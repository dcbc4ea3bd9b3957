import { expect, test } from "vitest";
import { addressWords } from "./address-words";

test.each([
  ["192.0.2.9", "192.0.2.9"],
  ["127.0.0.1", "the server’s own machine"],
  ["0000:0000:0000:0000:0000:0000:0000:0000", "the server’s own machine"],
  ["::1", "the server’s own machine"],
  ["2001:0db8:0001:0002:0000:0000:0000:0000", "2001:db8:1:2::/64"],
  ["2001:db8::7", "2001:db8::7"],
  ["", "an unknown address"],
  [null, "an unknown address"],
  ["not an address", "an unknown address"],
])("%s is %s", (address, words) => {
  expect(addressWords(address)).toBe(words);
});

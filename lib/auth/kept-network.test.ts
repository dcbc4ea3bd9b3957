import { expect, test } from "vitest";
import { keptNetwork } from "./client-network";

test.each([
  ["192.0.2.7", "192.0.2.0/24"],
  ["::ffff:192.0.2.7", "192.0.2.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  [null, "unknown"],
])("of %s is kept %s", (address, network) => {
  expect(keptNetwork(address)).toBe(network);
});

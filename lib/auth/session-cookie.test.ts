import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readCookie, tokenOf } from "./session-cookie";

const secret = "a secret of this test, forty letters long";
const signed = (token: string) =>
  encodeURIComponent(`${token}.${createHmac("sha256", secret).update(token).digest("base64")}`);

test("reads one cookie among others, and nothing from a name that only ends alike", () => {
  expect(readCookie("a=1; session=x%20y; b=2", "session")).toBe("x%20y");
  expect(readCookie("my-session=x", "session")).toBeNull();
  expect(readCookie(null, "session")).toBeNull();
});

test("takes a token that was signed here", () => {
  expect(tokenOf(signed("abc.def"), secret)).toBe("abc.def");
});

test("takes no other", () => {
  const cookie = signed("abc");
  for (const wrong of [null, "", "abc", "abc.", ".abc", "%E0%A4%A", `x${cookie}`, signed("abc").slice(0, -8)]) {
    expect(tokenOf(wrong, secret)).toBeNull();
  }
  expect(tokenOf(cookie, `${secret}!`)).toBeNull();
  expect(tokenOf(signed("a".repeat(600)), secret)).toBeNull();
});

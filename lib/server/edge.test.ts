import { expect, test } from "vitest";
import { clientAddress, refuseAtEdge, restateHeaders } from "./edge";

const origin = "https://closings.example.com";
const headers = { host: "closings.example.com" };
const ask = (method: string, url: string, more: Record<string, string> = {}) =>
  refuseAtEdge({ method, url, headers: { ...headers, ...more } }, origin)?.status;

test("lets through reading anywhere and acts on the API", () => {
  expect(ask("GET", "/offerings")).toBeUndefined();
  expect(ask("HEAD", "/offerings?filter=mine")).toBeUndefined();
  for (const method of ["POST", "PUT", "DELETE"]) expect(ask(method, "/api/offerings/1/acts"), method).toBeUndefined();
});

test("refuses methods that nothing answers", () => {
  for (const method of ["OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"])
    expect(ask(method, "/api/x"), method).toBe(405);
});

test("refuses Server Actions in each of their forms", () => {
  expect(ask("POST", "/api/x", { "next-action": "7f" })).toBe(400);
  expect(ask("GET", "/offerings", { "next-action": "7f" })).toBe(400);
  expect(ask("POST", "/api/x", { "content-type": "text/x-component" })).toBe(415);
  expect(ask("POST", "/offerings", { "content-type": "multipart/form-data; boundary=x" })).toBe(405);
});

test("refuses a request target that is not a plain path", () => {
  for (const url of ["http://169.254.169.254/", "//evil.example/", "/\\evil.example", "*", ""])
    expect(ask("GET", url), url).toBe(400);
});

test("answers to its own name and this machine's, and to no other", () => {
  for (const host of ["localhost:3000", "127.0.0.1:8080", "[::1]:3000", "localhost"])
    expect(ask("GET", "/", { host })).toBeUndefined();
  for (const host of [
    "evil.example",
    "closings.example.com.evil.example",
    "localhost.evil.example:3000",
    "closings.example.com:81",
  ]) {
    expect(ask("GET", "/", { host }), host).toBe(421);
  }
  expect(refuseAtEdge({ method: "GET", url: "/", headers: {} }, origin)?.status).toBe(421);
});

test("a client's word about proxies, middleware and the policy is replaced by ours", () => {
  const sent: Record<string, string> = {
    ...headers,
    "x-middleware-subrequest": "middleware:middleware",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-host": "evil.example",
    "x-real-ip": "1.2.3.4",
    "x-nonce": "theirs",
    "content-security-policy": "script-src 'nonce-theirs'",
    cookie: "session=1",
  };
  restateHeaders(sent, { policy: "P", nonce: "N", requestId: "R", clientAddress: "9.9.9.9", origin });
  expect(sent).toEqual({
    host: "closings.example.com",
    cookie: "session=1",
    "content-security-policy": "P",
    "x-nonce": "N",
    "x-request-id": "R",
    "x-forwarded-for": "9.9.9.9",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "closings.example.com",
  });
});

test("a browser's word about the page that it is on is passed on only where it can be read", () => {
  const ours = { policy: "P", nonce: "N", requestId: "R", clientAddress: "9.9.9.9", origin };
  const good: Record<string, string> = { ...headers, "next-router-state-tree": encodeURIComponent('["",{}]') };
  const bad: Record<string, string> = { ...headers, "next-router-state-tree": "%5B" };
  restateHeaders(good, ours);
  restateHeaders(bad, ours);
  expect(good).toHaveProperty("next-router-state-tree");
  expect(bad).not.toHaveProperty("next-router-state-tree");
});

test("the client's address is believed only as far as one's own proxies wrote it", () => {
  expect(clientAddress("::ffff:10.0.0.1", "1.1.1.1", 0)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "1.1.1.1, 2.2.2.2", 1)).toBe("2.2.2.2");
  expect(clientAddress("10.0.0.1", "1.1.1.1, 2.2.2.2, 10.0.0.2", 2)).toBe("2.2.2.2");
  expect(clientAddress("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
});

import { expect, test } from "vitest";
import { cacheControl, contentSecurityPolicy, responsePolicy, securityHeaders } from "./security-headers";

test("scripts run by nonce only, and nobody may frame a page", () => {
  const policy = contentSecurityPolicy("abc", "production", "http://localhost:3000");
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.match(/'unsafe-inline'/g), "for style attributes only").toHaveLength(1);
  expect(policy).toContain("style-src-attr 'unsafe-inline'");
});

test("a site reached by https stays on https", () => {
  expect(securityHeaders("https://closings.example.com")["Strict-Transport-Security"]).toMatch(/^max-age=63072000/);
  expect(contentSecurityPolicy("abc", "production", "https://closings.example.com")).toContain(
    "upgrade-insecure-requests",
  );
  expect(securityHeaders("http://localhost:3000")).not.toHaveProperty("Strict-Transport-Security");
});

test("only files named by their hash are kept by browsers", () => {
  expect(cacheControl("/_next/static/chunks/1f3.js", 200)).toContain("immutable");
  for (const [path, status] of [
    ["/_next/static/chunks/gone.js", 404],
    ["/offerings", 200],
    ["/favicon.svg", 200],
    ["/api/_next/static/x", 200],
  ] as const) {
    expect(cacheControl(path, status), path).toBe("private, no-store");
  }
});

test("data and documents run nothing, not even a script that a document brings along", () => {
  const policy = responsePolicy("/api/offerings/x/versions/x/file", "the page’s", "production");
  expect(policy).toMatch(/^sandbox; default-src 'none';/);
  expect(policy).not.toMatch(/allow-|unsafe|'self'/);
});

test("a worker may compile the site’s own decoders, and fetches nothing", () => {
  const policy = responsePolicy("/_next/static/media/pdf.worker.min.1f3.mjs", "the page’s", "production");
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/connect-src|'unsafe-eval'|'unsafe-inline'/);
  expect(responsePolicy("/offerings", "the page’s", "production")).toBe("the page’s");
});

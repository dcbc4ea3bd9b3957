import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  cacheControl,
  contentSecurityPolicy,
  responsePolicy,
  securityHeaders,
  verifierPolicy,
} from "./security-headers";

const policies = { page: "the page’s", verifier: "the verifier’s" };

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
  const policy = responsePolicy("/api/offerings/x/versions/x/file", policies, "production");
  expect(policy).toMatch(/^sandbox; default-src 'none';/);
  expect(policy).not.toMatch(/allow-|unsafe|'self'/);
});

test("a worker may compile the site’s own decoders, and fetches nothing", () => {
  const policy = responsePolicy("/_next/static/media/pdf.worker.min.1f3.mjs", policies, "production");
  expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/connect-src|'unsafe-eval'|'unsafe-inline'/);
  expect(responsePolicy("/offerings", policies, "production")).toBe(policies.page);
});

test("the verifier’s page runs its own script and no other, and asks nothing of any server", () => {
  const page = readFileSync("public/verify.html", "utf8");
  const [, script = ""] = page.split(/<\/?script>/);
  const policy = verifierPolicy(page);
  expect(policy).toContain(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}';`);
  expect(policy).not.toMatch(/unsafe|connect-src|'self'/);
  expect(verifierPolicy(page.replace("verifySet", "verifyNothing"))).not.toBe(policy);
  expect(responsePolicy("/verify.html", policies, "production")).toBe("the verifier’s");
});

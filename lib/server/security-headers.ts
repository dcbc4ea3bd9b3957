import { createHash } from "node:crypto";

/**
 * The Content-Security-Policy of one response. Scripts run by their nonce only; style attributes are allowed, since React
 * writes them, style elements by nonce. Development needs inline scripts, eval and a web socket for reloading.
 */
export function contentSecurityPolicy(nonce: string, mode: "production" | "development", origin: string): string {
  const isDevelopment = mode === "development";
  const directives: Record<string, string> = {
    "default-src": "'none'",
    "script-src": isDevelopment ? "'self' 'unsafe-inline' 'unsafe-eval'" : `'nonce-${nonce}' 'strict-dynamic'`,
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "font-src": "'self'",
    "connect-src": isDevelopment ? "'self' ws:" : "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    ...(origin.startsWith("https:") ? { "upgrade-insecure-requests": "" } : {}),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}

/** The policy of everything under /api: data and documents, in which nothing is ever to run, whatever they hold. */
export const dataSecurityPolicy =
  "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The policy of the files that the pages are made of. It holds in workers only, which take theirs from their own script's
 * response: the one that draws PDFs may compile the site's own decoders for scans, and fetch nothing.
 */
export const scriptSecurityPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'";

/** Under it stand the files that pages are made of, each named by the hash of its content. */
export const staticPath = "/_next/static/";

/** Where the verifier of closing sets is: a page that is one file, so that it works from a disk too. */
export const verifierPath = "/verify.html";

/** The policy of the verifier's page: its own script and its own styles run, by their hashes, and nothing is asked of any server. */
export function verifierPolicy(page: string): string {
  const hashOf = (element: string) => {
    const text = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1];
    if (text === undefined) throw new Error(`The verifier's page has no <${element}>.`);
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  return `default-src 'none'; script-src ${hashOf("script")}; style-src ${hashOf("style")}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
}

type Policies = { page: string; verifier: string };

/** The policy of a response: a page's own, or the stricter one of data, of the verifier and of the files that pages are made of. */
export function responsePolicy(path: string, policies: Policies, mode: "production" | "development"): string {
  if (path.startsWith("/api/")) return dataSecurityPolicy;
  if (path === verifierPath) return policies.verifier;
  return mode === "production" && path.startsWith(staticPath) ? scriptSecurityPolicy : policies.page;
}

/** The headers of every response but those of files that pages are made of, besides the policy. */
export function securityHeaders(origin: string): Record<string, string> {
  return {
    ...fileHeaders(origin),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), midi=(), display-capture=(), browsing-topics=()",
  };
}

/** The same of scripts, styles and typefaces, for which the rest, which is about documents, says nothing. */
export function fileHeaders(origin: string): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(origin.startsWith("https:") ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** Nothing is kept anywhere but files whose name is the hash of their content; those never change. */
export function cacheControl(path: string, status: number): string {
  const isHashed = path.startsWith(staticPath) && (status === 200 || status === 206 || status === 304);
  return isHashed ? "public, max-age=31536000, immutable" : "private, no-store";
}

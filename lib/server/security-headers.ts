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

/** The policy of a response: a page's own, or the stricter one of data and of the files that pages are made of. */
export function responsePolicy(path: string, pagePolicy: string, mode: "production" | "development"): string {
  if (path.startsWith("/api/")) return dataSecurityPolicy;
  return mode === "production" && path.startsWith("/_next/static/") ? scriptSecurityPolicy : pagePolicy;
}

/** The headers of every response, besides the policy. */
export function securityHeaders(origin: string): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), midi=(), display-capture=(), browsing-topics=()",
    ...(origin.startsWith("https:") ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** Nothing is kept anywhere but files whose name is the hash of their content; those never change. */
export function cacheControl(path: string, status: number): string {
  const isHashed = path.startsWith("/_next/static/") && (status === 200 || status === 206 || status === 304);
  return isHashed ? "public, max-age=31536000, immutable" : "private, no-store";
}

import type { Raw } from "./raw";

/** One way in which somebody might try to walk around a refusal, with what gave rise to it. */
export type Variant = {
  name: string;
  of: (path: string) => Raw;
  /** Asks for another address, which may well be answered, as long as nothing of this one is in it. */
  elsewhere?: true;
};

const header = (name: string, headers: Record<string, string>): Variant => ({
  name,
  of: (path) => ({ path, headers }),
});
const address = (name: string, change: (path: string) => string, headers: Record<string, string> = {}): Variant => ({
  name,
  of: (path) => ({ path: change(path), headers }),
});
/** In the path alone; what follows the question mark stays. */
const inPath = (name: string, change: (path: string) => string, headers: Record<string, string> = {}): Variant =>
  address(
    name,
    (whole) => {
      const [path = "", query] = whole.split("?", 2);
      return change(path) + (query === undefined ? "" : `?${query}`);
    },
    headers,
  );
const withQuery = (path: string, more: string) => `${path}${path.includes("?") ? "&" : "?"}${more}`;

const middleware = (word: string) => Array.from({ length: 5 }, () => word).join(":");
const stateTree = encodeURIComponent(
  JSON.stringify(["", { children: ["offerings", { children: ["__PAGE__", {}] }] }, null, null, true]),
);

/** The framework's advisories of 2025 and 2026, and what proxies, servers and frameworks have read differently from each other. */
export const bypassVariants: readonly Variant[] = [
  header("middleware skipped, as in CVE-2025-29927", { "x-middleware-subrequest": middleware("middleware") }),
  header("middleware skipped, in a folder src", { "x-middleware-subrequest": middleware("src/middleware") }),
  header("proxy skipped", { "x-middleware-subrequest": middleware("proxy") }),
  header("middleware’s prefetch", { "x-middleware-prefetch": "1" }),
  header("middleware’s rewrite", { "x-middleware-rewrite": "/sign-in", "x-middleware-next": "1" }),
  header("an inner call", { "x-invoke-path": "/sign-in", "x-invoke-status": "200", "x-invoke-output": "/sign-in" }),
  header("a matched path", { "x-matched-path": "/sign-in", "x-now-route-matches": "1=x" }),
  header("a payload instead of a page", { rsc: "1" }),
  address("a payload, with its mark in the address", (path) => withQuery(path, "_rsc=abc12"), { rsc: "1" }),
  header("a prefetched payload", { rsc: "1", "next-router-prefetch": "1" }),
  header("a prefetched payload at runtime", { rsc: "1", "next-router-prefetch": "2" }),
  header("a prefetched segment: the tree", {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  }),
  header("a prefetched segment: the page", {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/offerings/$d$offeringId/__PAGE__",
  }),
  header("a payload below a tree that is claimed to be there", { rsc: "1", "next-router-state-tree": stateTree }),
  header("a payload from another page", { rsc: "1", "next-url": "/sign-in" }),
  header("an Accept for the payload’s type", { accept: "text/x-component" }),
  inPath("the payload’s file", (path) => `${path}.rsc`),
  inPath("the prefetch’s file", (path) => `${path}.prefetch.rsc`),
  inPath("the segment’s file", (path) => `${path}.segments/_tree.segment.rsc`),
  inPath("a text file", (path) => `${path}.txt`),
  inPath("a JSON file", (path) => `${path}.json`),
  inPath("data of the old router", (path) => `/_next/data/build-id${path}.json`, { "x-nextjs-data": "1" }),
  inPath("the image optimiser", (path) => `/_next/image?url=${encodeURIComponent(path)}&w=640&q=75`),
  inPath("out of the static files", (path) => `/_next/static/..%2f..%2f..${path}`),
  inPath("out of the static files, encoded twice", (path) => `/_next/static/%252e%252e/%252e%252e${path}`),
  inPath("slashes encoded", (path) => `/${path.slice(1).replaceAll("/", "%2f")}`),
  inPath("slashes encoded twice", (path) => `/${path.slice(1).replaceAll("/", "%252f")}`),
  inPath("a letter encoded", (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
  inPath("a letter encoded twice", (path) =>
    path.replace(/[a-z]/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
  ),
  inPath("parameters behind a semicolon", (path) => path.replace(/\/(?=[^/]*$)/, ";x=1/")),
  inPath("a session behind a semicolon", (path) => `${path};jsessionid=1`),
  inPath("two slashes at the head", (path) => `/${path}`),
  inPath("two slashes in the middle", (path) => path.replace(/(?<=.)\//g, "//")),
  inPath("a slash at the end", (path) => `${path}/`),
  inPath("a dot", (path) => path.replace(/(?<=.)\//, "/./")),
  inPath("up and down again", (path) => `/sign-in/..${path}`),
  inPath("up and down again, encoded", (path) => `/sign-in/%2e%2e${path}`),
  inPath("out of what everybody may have", (path) => `/favicon.svg/..%2f..${path}`),
  inPath("capitals", (path) => path.toUpperCase()),
  inPath("backslashes", (path) => `/${path.slice(1).replaceAll("/", "\\")}`),
  inPath("a zero byte", (path) => `${path}%00`),
  inPath("white space at the end", (path) => `${path}%20`),
  inPath("a tab and a line’s end", (path) => `${path}%0d%0a%09`),
  inPath("a locale", (path) => `/en${path}`),
  address("parameters of the route in the query", (path) =>
    withQuery(path, "nxtPofferingId=x&nxtIofferingId=x&__nextLocale=en&__nextDataReq=1"),
  ),
  header("draft mode", { cookie: "__prerender_bypass=1; __next_preview_data=1", "x-prerender-revalidate": "1" }),
  header("a session that nobody signed", { cookie: "section-seven.session_token=someone.c2lnbmVk" }),
  header("another host, by the proxy’s word", { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" }),
  header("this machine, by the proxy’s word", { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" }),
  header("another method, by its word", { "x-http-method-override": "GET", "x-method-override": "GET" }),
  header("a nonce of one’s own", { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'" }),
  {
    name: "the address in a header",
    of: (path) => ({ path: "/sign-in", headers: { "x-original-url": path, "x-rewrite-url": path } }),
    elsewhere: true,
  },
  { name: "a whole address", of: (path) => ({ path: `http://localhost${path}` }) },
  {
    name: "a server action",
    of: (path) => ({
      method: "POST",
      path,
      headers: { "next-action": "7f".repeat(21), "content-type": "text/plain;charset=UTF-8" },
      body: "[]",
    }),
  },
  {
    name: "a server action in a payload",
    of: (path) => ({
      method: "POST",
      path,
      headers: { "content-type": "text/x-component", rsc: "1" },
      body: '0:{"a":"$@1"}',
    }),
  },
  {
    name: "a server action in a form, as in CVE-2025-55182",
    of: (path) => ({
      method: "POST",
      path,
      headers: { "next-action": "x", "content-type": "multipart/form-data; boundary=b" },
      body: '--b\r\nContent-Disposition: form-data; name="0"\r\n\r\n{"then":"$1:__proto__:then"}\r\n--b\r\nContent-Disposition: form-data; name="1"\r\n\r\n"$@0"\r\n--b--\r\n',
    }),
  },
];

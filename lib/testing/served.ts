// The real routes behind the real server, without the framework between: the edge's rules, the streams and every handler
// of app/api over HTTP on a port of this process. What the framework does with an address is tested in e2e.
import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { streamAccess } from "@/lib/auth/stream-access";
import { env } from "@/lib/env";
import { LiveGateway } from "@/lib/live/gateway";
import { requestListener } from "@/lib/server/http";

type Handler = (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>;
type Route = { file: string; pattern: RegExp; names: readonly { name: string; rest: boolean }[] };

/** Every route file of the application, by its path from the root. */
export const routeFiles = (): string[] =>
  (readdirSync("app", { recursive: true }) as string[])
    .map((name) => `app/${name}`)
    .filter((file) => file.endsWith("/route.ts"))
    .sort();

/** The address that a route file answers, with its parameters in brackets: /api/offerings/[offeringId]/log. */
export const addressOf = (file: string) => file.replace(/^app/, "").replace(/\/route\.ts$/, "");

function routeOf(file: string): Route {
  const names: { name: string; rest: boolean }[] = [];
  const pattern = addressOf(file).replace(/\[(\.\.\.)?(\w+)\]/g, (_, dots: string | undefined, name: string) => {
    names.push({ name, rest: dots !== undefined });
    return dots ? "(.+)" : "([^/]+)";
  });
  return { file, pattern: new RegExp(`^${pattern}$`), names };
}

/** Fixed words come before parameters, as in the framework. */
const routes = routeFiles()
  .map(routeOf)
  .sort((a, b) => a.names.length - b.names.length);

async function dispatch(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", env.ORIGIN);
  for (const { file, pattern, names } of routes) {
    const found = pattern.exec(url.pathname);
    if (!found) continue;
    const params: Record<string, string | string[]> = {};
    try {
      for (const [index, { name, rest }] of names.entries()) {
        const text = found[index + 1] ?? "";
        params[name] = rest ? text.split("/").map(decodeURIComponent) : decodeURIComponent(text);
      }
    } catch {
      outgoing.writeHead(400).end();
      return;
    }
    const module = (await import(/* @vite-ignore */ join(process.cwd(), file))) as Record<string, Handler>;
    const method = incoming.method ?? "GET";
    const handler = module[method] ?? (method === "HEAD" ? module.GET : undefined);
    if (!handler) {
      outgoing.writeHead(405).end();
      return;
    }
    await answerWith(await handler(requestOf(incoming, url, outgoing), { params: Promise.resolve(params) }), outgoing);
    return;
  }
  outgoing.writeHead(404).end();
}

function requestOf(incoming: IncomingMessage, url: URL, outgoing: ServerResponse): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const { method = "GET" } = incoming;
  const reads = method === "GET" || method === "HEAD";
  const body = reads ? null : Readable.toWeb(incoming);
  return new Request(url, { method, headers, body, duplex: "half", signal: gone.signal } as unknown as RequestInit);
}

async function answerWith(response: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  outgoing.writeHead(response.status);
  if (!response.body) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as never), outgoing).catch((error: NodeJS.ErrnoException) => {
    // Whoever went away in the middle wants no more of it.
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}

export type Served = { origin: string; port: number; close: () => Promise<void> };

/** Serves the application's routes on a free port of this machine until it is closed. */
export async function serveRoutes(): Promise<Served> {
  if (!existsSync("app/api")) throw new Error("Run from the project's root.");
  const gateway = new LiveGateway({
    databaseUrl: env.DATABASE_URL,
    secret: env.AUTH_SECRET,
    access: streamAccess,
    onFault: (fault) => {
      throw fault;
    },
  });
  const listener = requestListener({
    origin: env.ORIGIN,
    proxies: env.PROXIES,
    mode: "production",
    gateway,
    application: dispatch,
  });
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 600_000 }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

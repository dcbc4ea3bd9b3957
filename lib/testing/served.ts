// The server without its pages: the edge's rules, the streams and every route over HTTP on a port of this process. What the
// framework does with an address is tested in e2e.
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { streamAccess } from "@/lib/auth/stream-access";
import { env } from "@/lib/env";
import { LiveGateway } from "@/lib/live/gateway";
import { loadApi } from "@/lib/server/api";
import { requestListener } from "@/lib/server/http";

/** Every route file of the application, by its path from the root. */
export const routeFiles = (): string[] =>
  (readdirSync("app", { recursive: true }) as string[])
    .map((name) => `app/${name}`)
    .filter((file) => file.endsWith("/route.ts"))
    .sort();

/** The address that a route file answers, with its parameters in brackets: /api/offerings/[offeringId]/log. */
export const addressOf = (file: string) => file.replace(/^app/, "").replace(/\/route\.ts$/, "");

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
    api: await loadApi(env.ORIGIN),
    files: () => false,
    application: async (_, response) => void response.writeHead(404).end(),
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

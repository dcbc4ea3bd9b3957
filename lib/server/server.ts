// The server process: one port, on which Next answers the pages, and routes and live streams are answered without it.
// Started by scripts/platform/start.ts and dev.ts, or by hand with the settings of .env.example in the environment.
import { createServer, type Server } from "node:http";
import next from "next";
import { streamAccess } from "@/lib/auth/stream-access";
import { env } from "@/lib/env";
import { LiveGateway } from "@/lib/live/gateway";
import { logConsole } from "@/lib/logging/console";
import { log } from "@/lib/logging/log";
import { zonesAreCurrent } from "@/lib/use-cases/check-readiness";
import { carryMail } from "@/lib/use-cases/invite-by-mail";
import { watchBinders } from "@/lib/use-cases/keep-binders";
import { keepLogs } from "@/lib/use-cases/keep-logs";
import { watchRecords } from "@/lib/use-cases/watch-record";
import { loadApi } from "./api";
import { requestListener } from "./http";
import { staticFiles } from "./static-files";

const mode = env.NODE_ENV === "development" ? "development" : "production";
/** A stop waits this long for requests under way; the command that started the server waits a second longer. */
const patience = 4000;

if (mode === "production") logConsole();
process.on("uncaughtException", die);
process.on("unhandledRejection", die);

if (!zonesAreCurrent()) {
  const { node, tz } = process.versions;
  throw new Error(
    `Node ${node} has the time zones of ${tz}, which show some Times of Delivery an hour wrong: run Node 24.21 or later`,
  );
}

const servers: Server[] = [];
/** Tells what goes on by itself that the process ends. */
const ending = new AbortController();
let stopping = false;

// Next is given a server that never listens for its web sockets; only its reloading in development needs real ones.
const idle = createServer();
const app = next({ dev: mode === "development", port: env.PORT, hostname: "localhost", httpServer: idle });
const gateway = new LiveGateway({
  databaseUrl: env.DATABASE_URL,
  secret: env.AUTH_SECRET,
  access: streamAccess,
  onFault: (fault) => log.warn({ err: fault }, "live stream"),
});
await app.prepare();
const application = app.getRequestHandler();

const listener = requestListener({
  origin: env.ORIGIN,
  proxies: env.PROXIES,
  mode,
  gateway,
  // In development the framework answers the routes too, since it takes up what was changed.
  api: mode === "production" ? await loadApi(env.ORIGIN) : application,
  files: mode === "production" ? staticFiles(".next/static") : () => false,
  application,
});
// "localhost" is either of two addresses, and browsers differ in which they try first.
const hosts = env.HOST ? [env.HOST] : ["127.0.0.1", "::1"];
for (const host of hosts) await listen(host);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
process.on("disconnect", () => void stop());
if (env.SMTP_URL) void carryMail(ending.signal);
void watchRecords(ending.signal);
void watchBinders(ending.signal);
void keepLogs(ending.signal);
log.info({ port: env.PORT, hosts, mode }, "listening");
process.send?.({ listening: env.PORT });

async function listen(host: string): Promise<void> {
  const limits = { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 600_000 };
  const server = createServer(limits, (request, response) => {
    // Who asks again after the stop is to come to the process that takes over.
    if (stopping) response.setHeader("Connection", "close");
    listener(request, response);
  });
  if (mode === "development") server.on("upgrade", (...args) => idle.emit("upgrade", ...args));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (fault: NodeJS.ErrnoException) => {
      // A machine without IPv6 has only the first address.
      if (host === "::1" && (fault.code === "EADDRNOTAVAIL" || fault.code === "EAFNOSUPPORT")) return resolve();
      if (fault.code === "EADDRINUSE") process.send?.({ portInUse: env.PORT });
      reject(fault);
    });
    server.listen(env.PORT, host, resolve);
  });
  servers.push(server);
}

/** Takes no more requests, ends the streams, lets the rest finish, and exits. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  ending.abort();
  log.info({ streams: gateway.size }, "stopping");
  setTimeout(() => {
    log.warn("requests cut off at the stop");
    process.exit(0);
  }, patience).unref();
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  await gateway.close();
  const idling = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 50);
  await Promise.all(closed);
  clearInterval(idling);
  process.exit(0);
}

/** After a fault that nothing caught, what the process holds cannot be trusted: it ends, and is started again. */
function die(fault: unknown): void {
  log.fatal({ err: fault }, "fault that nothing caught");
  process.exit(1);
}

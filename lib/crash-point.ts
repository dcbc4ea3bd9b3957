import { readFileSync, rmSync } from "node:fs";
import { env } from "@/lib/env";

/** The marked points at which the fault tests end a server process, in the order in which the work passes them. */
export const crashPoints = [
  "act-begun",
  "act-rows-written",
  "act-logged",
  "act-answer-kept",
  "act-committed",
  "upload-half",
  "upload-written",
  "upload-durable",
  "upload-inspected",
  "upload-named",
  "upload-kept",
  "export-begun",
  "export-half",
  "export-archive",
  "export-built",
  "mail-handed-over",
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** How a process ends there: killed from outside, by a fault that nothing catches, or by having no memory left. */
export type CrashKind = "kill" | "throw" | "reject" | "exhaust";

/**
 * Does nothing, unless CRASH_ORDERS names a file that names this point: then the process ends here, once. The settings
 * refuse CRASH_ORDERS in production but for the fault tests (lib/environment.ts).
 */
export function crashPoint(point: CrashPoint): void {
  const orders = env.CRASH_ORDERS;
  if (orders === undefined) return;
  const [named, kind] = readOrders(orders).split(" ");
  if (named !== point) return;
  // Carried out once: the process that comes after this one goes through.
  rmSync(orders, { force: true });
  crash(kind as CrashKind);
}

function readOrders(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

function crash(kind: CrashKind): void {
  const fault = new Error("ordered by a fault test");
  if (kind === "kill") process.kill(process.pid, "SIGKILL");
  if (kind === "reject") void Promise.reject(fault);
  if (kind === "throw") {
    setImmediate(() => {
      throw fault;
    });
  }
  if (kind === "exhaust") for (const hoard: unknown[] = []; ; ) hoard.push(new Array(1_000_000).fill(hoard.length));
}

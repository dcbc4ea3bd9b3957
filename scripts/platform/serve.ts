import { existsSync } from "node:fs";
import { join } from "node:path";
import { applicationEnvironment } from "./application-environment";
import { build } from "./build";
import { type Database, openDatabase } from "./database";
import { makeFont } from "./font";
import { LogFile } from "./log-file";
import { isEmpty, migrateDatabase, seedWhenEmpty } from "./prepare";
import { step } from "./progress";
import { reportFault } from "./report-fault";
import { runToEnd } from "./run";
import { requireFreePort, ServerProcess } from "./server-process";
import { projectRoot, readSettings, type Settings } from "./settings";
import { demoSignIns } from "./sign-ins";

const adminLink = "scripts/admin-link.ts";

/** Brings up everything that the application needs, serves it until a signal comes, and takes it down again. */
export async function serve(mode: "production" | "development"): Promise<void> {
  let database: Database | undefined;
  let server: ServerProcess | undefined;
  let ending = false;

  const end = async (status: number) => {
    if (ending) return;
    ending = true;
    await server?.stop();
    database?.close();
    process.exit(status);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!ending) console.log("\nStopping …");
      void end(0);
    });
  }
  // The process that started this one was killed.
  process.on("disconnect", () => void end(1));

  try {
    const settings = readSettings();
    await requireFreePort(settings.port);
    console.log(`Section Seven, Node ${process.versions.node}`);
    await step("Database", async () => {
      database = await openDatabase(settings);
      return database.account;
    });
    const opened = database as unknown as Database;
    await step("Tables", () => migrateDatabase(opened));
    await step("Demo", () => seedWhenEmpty(settings, opened));
    const environment = applicationEnvironment(settings, opened, { mode });
    if (mode === "production") {
      await step("Build", async () => ((await build(environment, "quiet")) ? "built" : "up to date"));
    }
    if (mode === "development") await makeFont();
    const log =
      mode === "production" && process.env.LOG_TO !== "stdout"
        ? join(settings.dataFolder, "log/server.log")
        : undefined;
    server = new ServerProcess(environment, log ? new LogFile(log) : undefined, (fault) => {
      reportFault(fault);
      void end(1);
    });
    await step("Server", async () => {
      await server?.start();
      return log ? `log in ${log}` : "listening";
    });
    await welcome(settings, opened);
    watch(opened);
  } catch (error) {
    if (!ending) reportFault(error);
    await end(1);
  }
}

async function welcome(settings: Settings, database: Database): Promise<void> {
  console.log(`\nOpen ${settings.origin}\n`);
  if (await isEmpty(database)) {
    if (existsSync(join(projectRoot, adminLink))) {
      await runToEnd(adminLink, [], applicationEnvironment(settings, database, { ownerUrl: true }), "shown");
    }
  } else if (settings.demo) {
    const lines = demoSignIns(settings.dataFolder);
    if (lines.length > 0)
      console.log(`Sign in as one of the demo's people (role, name, e-mail, password):\n  ${lines.join("\n  ")}\n`);
  }
  console.log("Ctrl-C stops it.");
}

/** Starts the embedded PostgreSQL again when it has died: the server's connections renew themselves. */
function watch(database: Database): void {
  let busy = false;
  setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      if (await database.revive()) console.error("  ! PostgreSQL had ended by itself; it runs again.");
    } catch (fault) {
      reportFault(fault);
    } finally {
      busy = false;
    }
  }, 500);
}

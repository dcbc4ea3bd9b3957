// npm run db:start | db:stop | db:migrate -- [name] [--draft] | db:generate | db:seed | db:reset | db:psql | bench:seed
import { spawn } from "node:child_process";
import { writeMigration } from "@/prisma/migrate";
import { applicationEnvironment } from "./application-environment";
import { type Database, keepEmbedded, openDatabase, releaseEmbedded } from "./database";
import { emptyDatabase, migrateDatabase, seed, seedWhenEmpty } from "./prepare";
import { generateClient } from "./prisma-client";
import { reportFault } from "./report-fault";
import { runToEnd } from "./run";
import { CommandError, readSettings, type Settings } from "./settings";

const commands: Record<string, (settings: Settings, args: string[]) => Promise<void>> = {
  async start(settings) {
    const database = await openDatabase(settings);
    if (database.administratorUrl) keepEmbedded(settings);
    console.log(`${database.account}.`);
    console.log(await migrateDatabase(database));
    console.log(`DATABASE_URL=${database.applicationUrl}\nDATABASE_OWNER_URL=${database.ownerUrl}`);
    database.close();
  },

  async stop(settings) {
    console.log(await releaseEmbedded(settings));
  },

  async migrate(settings, args) {
    const name = args.find((arg) => !arg.startsWith("--"));
    await withDatabase(settings, async (database) => {
      if (name) {
        const written = await writeMigration(name, database.ownerUrl);
        console.log(`Wrote prisma/migrations/${written}/migration.sql`);
        if (args.includes("--draft")) return;
        // The schema engine can be started once in a process: what applies is another one.
        return runToEnd("scripts/platform/database-commands.ts", ["migrate"], process.env, "shown");
      }
      console.log(await migrateDatabase(database));
    });
  },

  async generate() {
    console.log(generateClient() ? "Client generated." : "The client is up to date.");
  },

  async seed(settings) {
    await withDatabase(settings, async (database) => {
      await migrateDatabase(database);
      console.log(`Demo ${await seedWhenEmpty(settings, database)}.`);
    });
  },

  async "bench-seed"(settings) {
    await withDatabase(settings, async (database) => {
      console.log(await migrateDatabase(database));
      await runToEnd("prisma/bench-seed.ts", [], applicationEnvironment(settings, database), "shown");
    });
  },

  async reset(settings) {
    await withDatabase(settings, async (database) => {
      console.log(`Emptied. ${await emptyDatabase(settings, database)}.`);
      if (settings.demo) console.log(`Demo ${await seed(settings, database)}.`);
    });
  },

  async psql(settings, args) {
    await withDatabase(settings, async (database) => {
      // The terminal's Ctrl-C is for psql, which cancels a query on it.
      process.on("SIGINT", () => {});
      const child = spawn("psql", [database.ownerUrl, ...args], { stdio: "inherit" });
      await new Promise<void>((resolve, reject) => {
        child.on("error", () =>
          reject(new CommandError("psql is not installed. On Debian: apt-get install postgresql-client")),
        );
        child.on("exit", () => resolve());
      });
    });
  },
};

async function withDatabase(settings: Settings, run: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(settings);
  try {
    await run(database);
  } finally {
    database.close();
  }
}

const [name = "", ...rest] = process.argv.slice(2);
const command = commands[name];
try {
  if (!command) throw new CommandError(`There is no command "${name}". There are: ${Object.keys(commands).join(", ")}`);
  await command(readSettings(), rest);
  process.exit(0);
} catch (error) {
  reportFault(error);
  process.exit(1);
}

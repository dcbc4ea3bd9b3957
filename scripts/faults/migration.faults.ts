// Fault 26: a migration is killed half-way.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { proved, times } from "@/lib/testing/proved";
import { listMigrations } from "@/prisma/migrate";
import { withClient } from "../platform/database";
import { typescriptOptions } from "../platform/run";
import { projectRoot } from "../platform/settings";
import { site } from "./setup";

test("F26: a migration killed half-way leaves nothing of itself, and the next start applies it whole", async () => {
  const kills = times(6, 200);
  const url = new URL(site.database.ownerUrl);
  url.pathname = "killed_migration";
  await withClient(String(site.database.administratorUrl), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS killed_migration WITH (FORCE)`);
    await client.query(`CREATE DATABASE killed_migration OWNER section_seven_owner`);
  });
  const started = performance.now();
  expect(await migrate(url.href)).toBe(0);
  const whole = performance.now() - started;
  const expected = await shapeOf(url.href);
  let halfway = 0;
  let kill = 0;
  // A fast machine is through with most migrations before the kill arrives: then it is tried until one has fallen into one.
  for (; kill < kills || (halfway === 0 && kill < kills + 60); kill++) {
    await withClient(url.href, async (client) => {
      await client.query("DROP SCHEMA public CASCADE");
      await client.query("CREATE SCHEMA public");
    });
    const child = migrating(url.href);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    // Killed while it is at it: as soon as the history names so many migrations.
    const reached = 1 + (kill % listMigrations().length);
    while (child.exitCode === null && (await begun(url.href)) < reached) await pause(2);
    child.kill("SIGKILL");
    await gone;
    const left = await begun(url.href, "AND finished_at IS NULL");
    if (left > 0) halfway++;
    expect(await migrate(url.href)).toBe(0);
    expect(await shapeOf(url.href)).toEqual(expected);
  }
  expect(halfway, "kills that fell into a migration").toBeGreaterThan(0);
  await withClient(String(site.database.administratorUrl), (client) =>
    client.query(`DROP DATABASE killed_migration WITH (FORCE)`),
  );
  proved(
    "F26",
    `${kill} kills while ${listMigrations().length} migrations were applied, ${halfway} of them inside one: applied whole by the next start each time (${Math.round(whole)} ms undisturbed)`,
  );
});

function migrating(url: string): ChildProcess {
  const script = `import { applyMigrations } from "./prisma/migrate"; await applyMigrations(${JSON.stringify(url)}); process.exit(0);`;
  return spawn(process.execPath, [...typescriptOptions, "--input-type=module", "--eval", script], {
    cwd: projectRoot,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

const migrate = (url: string) => new Promise((resolve) => migrating(url).once("exit", resolve));

/** How many migrations the history names. */
const begun = (url: string, further = "") =>
  withClient(url, async (client) => {
    const there = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    if (!there.rows[0]?.there) return 0;
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM _prisma_migrations WHERE rolled_back_at IS NULL ${further}`,
    );
    return rows[0]?.count ?? 0;
  });

/** Every column, index, trigger and policy there is. */
const shapeOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT table_name || '.' || column_name || ' ' || data_type AS line FROM information_schema.columns WHERE table_schema = 'public'
       UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
       UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT tablename || ' ' || policyname || coalesce(qual, '') FROM pg_policies
       UNION ALL SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL
       ORDER BY 1`,
    );
    return rows.map(({ line }) => line);
  });

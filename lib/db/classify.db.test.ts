import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anOffering } from "@/lib/testing/offering";
import { classify } from "./classify";
import { db } from "./client";
import { PrismaClient } from "./generated/client";

/** What Prisma with adapter-pg throws is an accident of its version: an upgrade that changes a shape fails here. */
async function thrownBy(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}

beforeAll(() =>
  connected(administratorUrl, async (client) => {
    await client.query(`CREATE TABLE skew (id int PRIMARY KEY, n int NOT NULL)`);
    await client.query(`INSERT INTO skew VALUES (1, 0), (2, 0)`);
    await client.query(`GRANT SELECT, INSERT, UPDATE ON skew TO section_seven_app`);
    await client.query(`CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'late' USING ERRCODE = 'integrity_constraint_violation'; END $$`);
    await client.query(`CREATE TABLE refusing (id int)`);
    await client.query(`GRANT INSERT ON refusing TO section_seven_app`);
    await client.query(
      `CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON refusing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late()`,
    );
  }),
);
afterAll(() => db.$disconnect());

const serializable = { isolationLevel: "Serializable" as const };

/** Two transactions that each read both rows and write one: only one of them can stand. */
async function writeSkew(
  write: (tx: Parameters<Parameters<typeof db.$transaction>[0]>[0], id: number) => Promise<unknown>,
) {
  let arrived = 0;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const one = (id: number) =>
    db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT sum(n) FROM skew`;
      if (++arrived === 2) open();
      await both;
      await write(tx, id);
    }, serializable);
  const results = await Promise.allSettled([one(1), one(2)]);
  const failed = results.filter((result) => result.status === "rejected");
  expect(failed).toHaveLength(1);
  return failed[0]?.reason;
}

/** Runs over a connection to which `fault` is done when these words are sent on it. */
async function overProxy(
  fault: (near: Socket) => void,
  words: string,
  run: (client: PrismaClient) => Promise<unknown>,
) {
  const target = new URL(env.DATABASE_URL);
  const [host, port] = [target.hostname, Number(target.port)];
  const proxy = createServer((near) => {
    const far = connect(port, host);
    for (const socket of [near, far]) socket.on("error", () => {});
    near.on("close", () => far.destroy());
    far.pipe(near);
    near.on("data", (piece) => (piece.includes(words) ? fault(near) : far.write(piece)));
  });
  await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
  target.port = String((proxy.address() as AddressInfo).port);
  const pool = new pg.Pool({ connectionString: target.href });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  try {
    return await run(client);
  } finally {
    await client.$disconnect();
    proxy.close();
  }
}

describe("classify", () => {
  test("a write skew, failing in a raw statement or at COMMIT, is a conflict", async () => {
    const error = await writeSkew((tx, id) => tx.$executeRaw`UPDATE skew SET n = n + 1 WHERE id = ${id}`);
    expect(classify(error)).toBe("conflict");
  });

  test("two updates of one row are a conflict, through the client and raw", async () => {
    const { offeringId } = await anOffering();
    const admin = new pg.Client({ connectionString: administratorUrl });
    await admin.connect();
    const error = await thrownBy(() =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.scopes', ${`${offeringId}/shared`}, true)`;
        await tx.offering.findMany();
        await admin.query(`UPDATE "Offering" SET "name" = 'x' WHERE "id" = $1`, [offeringId]);
        await tx.offering.update({ where: { id: offeringId }, data: { name: "y" } });
      }, serializable),
    );
    await admin.end();
    expect(classify(error)).toBe("conflict");
  });

  test("a deferred trigger that refuses at COMMIT is a refusal", async () => {
    const error = await thrownBy(() => db.$transaction([db.$executeRaw`INSERT INTO refusing VALUES (1)`]));
    expect(classify(error)).toBe("refused");
  });

  test("row-level security and missing grants are refusals", async () => {
    const { offeringId } = await anOffering();
    const insert = () =>
      db.$executeRaw`INSERT INTO "Offering" ("id", "name", "issuerName") VALUES (gen_random_uuid(), 'a', 'b')`;
    expect(classify(await thrownBy(insert))).toBe("refused");
    expect(
      classify(await thrownBy(() => db.$executeRaw`DELETE FROM "Offering" WHERE "id" = ${offeringId}::uuid`)),
    ).toBe("refused");
  });

  test("a backend killed before COMMIT leaves the outcome unknown", async () => {
    const error = await thrownBy(() =>
      db.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await connected(administratorUrl, (client) => client.query("SELECT pg_terminate_backend($1)", [row?.pid]));
        await tx.$queryRaw`SELECT 1`;
      }),
    );
    expect(["unknown-outcome", "unavailable"]).toContain(classify(error));
  });

  // Which of these a broken connection becomes hangs on how far Node had read when it broke; each is made here by its own means.
  test.each([
    ["in a statement", "SELECT 41"],
    ["at COMMIT", "COMMIT"],
  ])("a connection that is reset %s leaves the outcome unknown", async (_, words) => {
    const error = await thrownBy(() =>
      overProxy(
        (near) => near.resetAndDestroy(),
        words,
        (client) => client.$transaction((tx) => tx.$queryRaw`SELECT 41`),
      ),
    );
    expect(JSON.stringify(error)).toMatch(/P1017|ConnectionClosed/);
    expect(classify(error)).toBe("unknown-outcome");
  });

  test.each(["EPIPE", "ECONNRESET", "ETIMEDOUT"])("a socket’s own %s leaves it unknown too", (code) => {
    expect(classify(Object.assign(new Error(`write ${code}`), { code, syscall: "write", errno: -32 }))).toBe(
      "unknown-outcome",
    );
  });

  test("anything else is a bug", () => {
    expect(classify(new TypeError("x is not a function"))).toBe("bug");
    expect(classify("text")).toBe("bug");
  });
});

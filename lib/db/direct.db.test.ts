import { PrismaPg } from "@prisma/adapter-pg";
import { afterAll, describe, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { db } from "./client";
import { Prisma, PrismaClient } from "./generated/client";
import type { Tx } from "./scope";

/** The same statements as Prisma itself sends and reads them. */
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: env.DATABASE_URL }) });
afterAll(() => Promise.all([db.$disconnect(), prisma.$disconnect()]));

const at = new Date("2004-03-08T21:00:00.123Z");

/** Each kind of value, as a column and as what is sent. */
const values = Prisma.sql`
  SELECT 9007199254740993::int8 AS big, 7::int4 AS number, 0.10::numeric AS decimal, 1.5::float8 AS float, true AS truth,
    NULL::int8 AS nothing, 'ü'::text AS text, '2004-03-08'::date AS day, '2004-03-08 21:00:00.123'::timestamp AS local,
    ${at}::timestamptz AS moment, ${{ a: [1, null, { b: "c" }] }}::jsonb AS json, ${["x", 'y,"z']}::text[] AS list,
    '7d444840-9dc0-11d1-b245-5ffdce74fad2'::uuid AS id, ARRAY[1, 2]::int4[] AS numbers, ${9n}::int8 AS sent`;

describe("statements in SQL", () => {
  test("are sent and read as Prisma does, in a transaction and outside", async () => {
    const asPrisma = await prisma.$queryRaw(values);
    expect(await db.$queryRaw(values)).toEqual(asPrisma);
    expect(await db.$transaction((tx) => tx.$queryRaw(values))).toEqual(asPrisma);
  });

  test("stand in their transaction: what is undone is undone whole, and a model sees what SQL wrote", async () => {
    const name = `direct-${crypto.randomUUID()}`;
    const id = crypto.randomUUID();
    const write = (tx: Tx) =>
      tx.$executeRaw`
        INSERT INTO "user" ("id", "name", "email", "updatedAt") VALUES (${id}::uuid, ${name}, ${`${name}@direct.example`}, ${at})`;
    const undone = db.$transaction(async (tx) => {
      expect(await write(tx)).toBe(1);
      expect(await tx.user.count({ where: { name } })).toBe(1);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await db.$queryRaw`SELECT 1 FROM "user" WHERE "id" = ${id}::uuid`).toEqual([]);
  });

  test("of two transactions at once go each to its own", async () => {
    const backend = async (tx: Tx) => {
      const seen = new Set<number>();
      for (let round = 0; round < 10; round++) {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        seen.add(row?.pid ?? 0);
      }
      return [...seen];
    };
    const [one, two] = await Promise.all([db.$transaction(backend), db.$transaction(backend)]);
    expect([one.length, two.length]).toEqual([1, 1]);
    expect(one).not.toEqual(two);
  });

  test("are refused once their transaction is over, also when it ended by its time while its work went on", async () => {
    const kept = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      return { tx };
    });
    await expect(kept.tx.$queryRaw`SELECT 1`).rejects.toThrow("The transaction is over");

    const late = db.$transaction(
      async (tx) => {
        await vi.waitFor(
          () => expect(tx.$queryRaw`SELECT 1`, "Its time has not come yet.").rejects.toThrow("The transaction is over"),
          { timeout: 10_000 },
        );
        return "over";
      },
      { timeout: 50 },
    );
    await expect(late).rejects.toThrow();
  });

  test("go on where a client is used again after it was disconnected", async () => {
    for (let round = 0; round < 2; round++) {
      await db.$disconnect();
      expect(await db.$queryRaw`SELECT 1::int4 AS one`).toEqual([{ one: 1 }]);
      expect(await db.$transaction((tx) => tx.$queryRaw`SELECT 2::int4 AS two`)).toEqual([{ two: 2 }]);
    }
  });
});

// Whether transactions as the road makes them can have happened one after the other: by what very many of them read and wrote.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { administratorUrl, connected } from "@/lib/testing/database";
import { anomaliesOf, type Step, type Transaction } from "@/lib/testing/list-append";
import { proved, times } from "@/lib/testing/proved";
import { classify } from "./classify";
import { db } from "./client";

const lists = 16;

beforeAll(() =>
  connected(administratorUrl, async (client) => {
    await client.query(`CREATE TABLE appended (list int, place int, value int NOT NULL, PRIMARY KEY (list, place))`);
    await client.query(`GRANT SELECT, INSERT, DELETE ON appended TO section_seven_app`);
  }),
);
afterAll(() => db.$disconnect());

const pick = (count: number) => Math.floor(Math.random() * count);

/** Runs so many transactions of one to three steps, as many at a time as the road lets through; those that meet another are tried again. */
async function live(count: number, isolationLevel: "Serializable" | "ReadCommitted") {
  await db.$executeRaw`DELETE FROM appended`;
  const history: Transaction[] = [];
  let given = 0;
  let values = 0;
  let met = 0;
  const worker = async () => {
    for (let id = given++; id < count; id = given++) {
      const wishes = Array.from({ length: 1 + pick(3) }, () => ({ list: pick(lists), appends: pick(2) === 0 }));
      for (;;) {
        try {
          const steps = await db.$transaction(
            async (tx) => {
              const done: Step[] = [];
              for (const { list, appends } of wishes) {
                const rows = await tx.$queryRaw<{ value: number }[]>`
                  SELECT value FROM appended WHERE list = ${list} ORDER BY place`;
                if (appends) {
                  const value = ++values;
                  await tx.$executeRaw`INSERT INTO appended VALUES (${list}, ${rows.length}, ${value})`;
                  done.push({ did: "append", list, value });
                } else done.push({ did: "read", list, saw: rows.map((row) => row.value) });
              }
              return done;
            },
            { isolationLevel, maxWait: 20_000, timeout: 20_000 },
          );
          history.push({ id, steps });
          break;
        } catch (error) {
          // A place that another took meanwhile is a conflict here too, though not on one of the program's own keys.
          if (!["conflict", "refused"].includes(classify(error)) && !/23505/.test(JSON.stringify(error))) throw error;
          met++;
          await pause(Math.random() * 2);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  const rows = await db.$queryRaw<
    { list: number; value: number }[]
  >`SELECT list, value FROM appended ORDER BY list, place`;
  const final = new Map(
    [...Map.groupBy(rows, ({ list }) => list)].map(([list, of]) => [list, of.map(({ value }) => value)]),
  );
  return { history, final, met };
}

test("transactions that read and append to lists have an order in which they can have happened", async () => {
  const [rounds, each] = [times(100, 5_000), 200];
  let committed = 0;
  let met = 0;
  for (let round = 0; round < rounds; round++) {
    const lived = await live(each, "Serializable");
    expect(anomaliesOf(lived.history, lived.final)).toEqual([]);
    committed += lived.history.length;
    met += lived.met;
  }
  expect(committed).toBeGreaterThanOrEqual(20_000);
  proved("14", `${committed} transactions on ${lists} lists, ${met} tried again, 0 cycles`);
}, 3_600_000);

test("the same without isolation is found not to have one", async () => {
  let found = 0;
  for (let round = 0; round < 20 && found === 0; round++) {
    const { history, final } = await live(200, "ReadCommitted");
    found = anomaliesOf(history, final).length;
  }
  expect(found).toBeGreaterThan(0);
});

import { expect, test } from "vitest";
import { maxAccessAge, RecentAccess, type StreamRights } from "./access";

test("asks once for the streams of one session, and again when the answer is a second old", async () => {
  let now = 0;
  let asked = 0;
  const rights: StreamRights[] = [{ compartments: ["shared", "issuer"] }, { compartments: ["shared"] }];
  const access = new RecentAccess(
    async () => rights[asked++] ?? null,
    () => now,
  );

  expect(await Promise.all([access.ask("s=1", "o"), access.ask("s=1", "o")])).toEqual([rights[0], rights[0]]);
  now = maxAccessAge - 1;
  expect(await access.ask("s=1", "o")).toEqual(rights[0]);
  now = maxAccessAge;
  expect(await access.ask("s=1", "o")).toEqual(rights[1]);
  expect(asked).toBe(2);
});

test("keeps people and offerings apart", async () => {
  const access = new RecentAccess(async (cookie, offering) => ({ compartments: [`${cookie} ${offering}`] }));
  expect(await access.ask("s=1", "a")).toEqual({ compartments: ["s=1 a"] });
  expect(await access.ask("s=1", "b")).toEqual({ compartments: ["s=1 b"] });
  expect(await access.ask("s=2", "a")).toEqual({ compartments: ["s=2 a"] });
});

test("a check that failed is made again", async () => {
  let tries = 0;
  const access = new RecentAccess(async () => {
    if (tries++ === 0) throw new Error("the database is away");
    return null;
  });
  await expect(access.ask("s=1", "o")).rejects.toThrow("away");
  expect(await access.ask("s=1", "o")).toBeNull();
});

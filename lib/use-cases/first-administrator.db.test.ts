import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/passwords";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import { findMaker } from "@/lib/db/persons";
import type { PersonId } from "@/lib/domain/ids";
import { mayCreateOffering } from "@/lib/policy/offering-makers";
import { browser } from "@/lib/testing/browser";
import { emptyDatabase } from "@/lib/testing/database";
import { accept, viewLink } from "./accept";
import { makeAccountLink } from "./first-administrator";

beforeEach(emptyDatabase);
afterAll(() => db.$disconnect());

const password = "a long enough pass phrase";
const holder = () => ({ person: null, headers: browser().headers() });

async function administratorLink() {
  const made = await makeAccountLink(null);
  if (!made.ok) throw new Error(made.error.code);
  return made.value.link.split("/").at(-1) ?? "";
}

describe("an installation without people", () => {
  test("has one link that makes its administrator, who may open offerings", async () => {
    const [earlier, token] = [await administratorLink(), await administratorLink()];
    expect(await viewLink(holder(), earlier)).toMatchObject({ error: { code: "invitation-not-valid" } });
    expect(await viewLink(holder(), token)).toMatchObject({ value: { purpose: "administrator" } });
    const rows = JSON.stringify(await db.verification.findMany());
    expect(rows).not.toContain(token);

    expect(await accept(holder(), { token, name: "Ada" })).toMatchObject({
      error: { code: "invalid-input", issues: [{ path: "email" }, { path: "password" }] },
    });
    const made = await accept(holder(), { token, email: "ada@firm.test", name: "Ada", password });
    expect(made).toMatchObject({ ok: true, value: { purpose: "administrator", email: "ada@firm.test" } });
    const ada = browser();
    await ada.signIn(password, "ada@firm.test");
    const person = await ada.person();
    expect(person?.administrator).toBe(true);
    const maker = await findMaker(person?.id as PersonId);
    expect(maker && mayCreateOffering(maker)).toBe(true);
    expect(await makeAccountLink(null)).toEqual({ ok: false, error: { code: "people-there" } });
  });

  test("gets one administrator however many press at once", async () => {
    const token = await administratorLink();
    const presses = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => accept(holder(), { token, email: `ada${n}@firm.test`, name: "Ada", password })),
    );
    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.user.count()).toBe(1);
  });
});

test("a new password is for people who are there", async () => {
  await createPerson(db, { email: "counsel@firm.test", name: "Counsel", passwordHash: await hashPassword(password) });
  expect(await makeAccountLink("nobody@firm.test")).toMatchObject({ error: { code: "nobody" } });
  expect(await makeAccountLink("Counsel@Firm.test ")).toMatchObject({ value: { purpose: "new-password" } });
});

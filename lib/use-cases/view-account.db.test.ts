import { afterAll, beforeEach, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/passwords";
import type { SignedIn } from "@/lib/auth/session";
import { createPerson } from "@/lib/db/accounts";
import { db } from "@/lib/db/client";
import { browser } from "@/lib/testing/browser";
import { emptyDatabase } from "@/lib/testing/database";
import { endOwnSession, viewAccount } from "./view-account";

const password = "a long enough pass phrase";
const email = "counsel@firm.test";
const passwordHash = await hashPassword(password);

beforeEach(async () => {
  await emptyDatabase();
  await createPerson(db, { email, name: "Ada Counsel", passwordHash });
  await createPerson(db, { email: "other@firm.test", name: "Otto Other", passwordHash });
});
afterAll(() => db.$disconnect());

async function signedIn(as = email, address?: string) {
  const at = browser(address);
  await at.signIn(password, as);
  return { at, person: (await at.person()) as SignedIn };
}

test("shows one’s own sessions, this one first, and no one else’s", async () => {
  await signedIn(email, "192.0.2.9");
  const here = await signedIn();
  await signedIn("other@firm.test");
  const view = await viewAccount(here.person);
  expect(view).toMatchObject({ name: "Ada Counsel", email, administrator: false, twoFactor: false });
  expect(view.sessions.map(({ current, from }) => [current, from])).toEqual([
    [true, "192.0.2.1"],
    [false, "192.0.2.9"],
  ]);
  expect(JSON.stringify(view)).not.toContain((await db.session.findFirstOrThrow()).token);
});

test("ends a session of one’s own, and none of another’s", async () => {
  const [here, elsewhere, other] = [await signedIn(), await signedIn(), await signedIn("other@firm.test")];
  expect(await endOwnSession(here, { sessionId: other.person.sessionId })).toMatchObject({
    error: { code: "not-found" },
  });
  expect(await other.at.person()).not.toBeNull();
  expect((await endOwnSession(here, { sessionId: elsewhere.person.sessionId })).ok).toBe(true);
  expect(await elsewhere.at.person()).toBeNull();
  expect(await here.at.person()).not.toBeNull();
});

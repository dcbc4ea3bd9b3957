import { expect, test } from "vitest";
import { checkReadiness, zonesAreCurrent } from "./check-readiness";

test("the pinned Node knows the zones of 2026: ten in New York is eight in Vancouver in January 2027", () => {
  expect(zonesAreCurrent()).toBe(true);
});

test("the embedded database is durable, and the application's role walks past no rule of it", async () => {
  expect(await checkReadiness()).toMatchObject({ database: true, durability: true, role: true });
});

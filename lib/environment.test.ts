import { expect, test } from "vitest";
import { parseEnvironment } from "./environment";

const least = {
  DATABASE_URL: "postgresql://app:secret@db.example:5432/s7",
  AUTH_SECRET: "x".repeat(32),
  LOG_SIGNING_KEY: "x".repeat(43),
};

test("the database's address is enough; the rest has defaults for one machine", () => {
  const env = parseEnvironment(least);
  expect(env).toMatchObject({
    ORIGIN: "http://localhost:3000",
    FILES_FOLDER: ".data/files",
    HOST: undefined,
    PROXIES: 0,
  });
});

test("names every setting that is wrong at once, and shows no value", () => {
  const wrong = { DATABASE_URL: "mysql://root:hunter2@x/y", PORT: "99999", AUTH_SECRET: "short-secret" };
  expect(() => parseEnvironment(wrong)).toThrow(/DATABASE_URL[\s\S]*PORT[\s\S]*AUTH_SECRET/);
  expect(() => parseEnvironment(wrong)).not.toThrow(/hunter2|short-secret/);
});

test("an empty setting counts as not set", () => {
  expect(() => parseEnvironment({ ...least, DATABASE_URL: "" })).toThrow("DATABASE_URL: is not set");
  expect(parseEnvironment({ ...least, SMTP_URL: "" }).SMTP_URL).toBeUndefined();
});

test("the logs' keys are 32 bytes each, the present one and those before it", () => {
  const both = `${"a".repeat(43)},${"b".repeat(43)}`;
  expect(parseEnvironment({ ...least, LOG_SIGNING_KEY: both }).LOG_SIGNING_KEY).toBe(both);
  expect(() => parseEnvironment({ ...least, LOG_SIGNING_KEY: "short" })).toThrow("LOG_SIGNING_KEY: must be 32 bytes");
});

test("production does not run on a secret that everyone can read", () => {
  const { AUTH_SECRET: _, ...without } = least;
  expect(() => parseEnvironment({ ...without, NODE_ENV: "production" })).toThrow("AUTH_SECRET: is not set");
  expect(parseEnvironment({ ...without, NODE_ENV: "test" }).AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
});

test("a time stamp that is required needs an authority to ask", () => {
  expect(() => parseEnvironment({ ...least, TIMESTAMP: "required" })).toThrow("TIMESTAMP_URL: is not set");
  const asked = { ...least, TIMESTAMP: "required", TIMESTAMP_URL: "http://timestamp.example.com" };
  expect(parseEnvironment(asked)).toMatchObject({
    TIMESTAMP: "required",
    TIMESTAMP_HASH: "sha256",
    TIMESTAMP_SECONDS: 20,
  });
  expect(() => parseEnvironment({ ...asked, TIMESTAMP_POLICY: "the usual one" })).toThrow("TIMESTAMP_POLICY");
});

test("the origin has no slash at its end, so that paths can be put behind it", () => {
  expect(parseEnvironment({ ...least, ORIGIN: "https://closings.example.com/" }).ORIGIN).toBe(
    "https://closings.example.com",
  );
});

test("the fault tests' orders to crash are refused in production, but for the fault tests themselves", () => {
  const ordered = { ...least, NODE_ENV: "production", CRASH_ORDERS: "/orders" };
  expect(() => parseEnvironment(ordered)).toThrow("CRASH_ORDERS: is for the fault tests only");
  expect(parseEnvironment({ ...ordered, FAULT_TESTS: "on" }).CRASH_ORDERS).toBe("/orders");
  expect(parseEnvironment(least).CRASH_ORDERS).toBeUndefined();
});

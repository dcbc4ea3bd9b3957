import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { log } from "@/lib/logging/log";
import { storeStream } from "./store";

vi.hoisted(() => {
  process.env.CLAMAV = "/nonexistent/clamd.ctl";
});
afterEach(() => vi.restoreAllMocks());

async function* single(bytes: Buffer) {
  yield bytes;
}

test("while the virus scanner is out of reach no file is kept, and the log says so", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => {});
  expect(await storeStream(single(Buffer.from("Dear Sirs,\n")))).toEqual({ ok: false, error: { code: "busy" } });
  expect(error).toHaveBeenCalledOnce();
  expect(readdirSync(env.FILES_FOLDER)).toEqual(["incoming"]);
  expect(readdirSync(join(env.FILES_FOLDER, "incoming"))).toEqual([]);
  expect(existsSync("/nonexistent")).toBe(false);
});

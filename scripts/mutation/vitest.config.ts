import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The unit tests that judge what is decided: those of the folders that are changed, and of what stands on them. */
export default defineConfig({
  root,
  resolve: {
    alias: { "@": root, "server-only": fileURLToPath(new URL("../../lib/checks/server-only.ts", import.meta.url)) },
  },
  test: {
    include: ["lib/{policy,domain,log}/**/*.test.ts"],
    exclude: ["lib/**/*.db.test.ts"],
    testTimeout: 60_000,
  },
});

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = at("../..");

/** What decides, and knows nobody: unit tests of its own reach every branch of it (npm run coverage). */
const deciding = "lib/{domain,policy,log}";

export default defineConfig({
  root,
  resolve: { alias: { "@": root, "server-only": at("./server-only.ts") } },
  test: {
    coverage: {
      provider: "v8",
      include: [`${deciding}/**/*.ts`],
      // Tables are what tests hold the code against.
      exclude: ["**/*.test.ts", "**/*.table.ts"],
      reporter: ["text-summary", "json-summary"],
      reportsDirectory: at("../../test-results/coverage"),
      reportOnFailure: true,
      thresholds: { branches: 100 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/node_modules/**", "lib/**/*.db.test.ts", `${deciding}/**`],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: "deciding", include: [`${deciding}/**/*.test.ts`], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["lib/**/*.db.test.ts"],
          setupFiles: ["lib/testing/database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["scripts/faults/**/*.faults.ts"],
          setupFiles: ["scripts/faults/setup.ts"],
          // They kill what they share, and measure the machine: one after the other.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

// node scripts/run.mjs FILE [ARGUMENTS]: runs one of the project's TypeScript commands under the pinned Node.
import { runUnderPinnedNode } from "./platform/bootstrap.mjs";

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  console.error("Say which file to run: node scripts/run.mjs scripts/platform/dev.ts");
  process.exit(1);
}
await runUnderPinnedNode(file, rest);

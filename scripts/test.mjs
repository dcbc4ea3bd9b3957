// npm test: installs what is missing, then goes on under the pinned Node in scripts/platform/test.ts.
// This file and the one it imports need nothing but Node 18.
import { runUnderPinnedNode } from "./platform/bootstrap.mjs";

await runUnderPinnedNode("scripts/platform/test.ts", process.argv.slice(2));

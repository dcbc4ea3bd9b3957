// Loaded into the server that is measured, before anything else: on SIGUSR2 it writes how late the event loop was since the
// last time into the file that EVENT_LOOP_FILE names, as JSON in milliseconds.
import { renameSync, writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const file = process.env.EVENT_LOOP_FILE;
if (isMainThread && file) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on("SIGUSR2", () => {
    const [p50, p99] = [50, 99].map((part) => delay.percentile(part) / 1e6);
    writeFileSync(`${file}.new`, JSON.stringify({ p50, p99, max: delay.max / 1e6, samples: delay.count }));
    renameSync(`${file}.new`, file);
    delay.reset();
  });
}

// npm run --silent closing-set:bench -- INDEX [RUNS] [LARGER …]: the binder beside qpdf on the same machine in the same minutes.
// Each LARGER is an index too, of which volume and ZIP are built once: four times the set, a large scan, ten thousand pages.
// INDEX is a JSON list as the bind command takes it; entries whose `expect` is "corrupt", "password" or "damaged" are left
// out of what qpdf concatenates, since it stops at them. Prints a table; figures are medians of the runs.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { buildClosingSet } from "@/lib/exports/closing-set";
import { readSetFrom } from "@/lib/exports/index-file";

type Measured = { seconds: number; cpuSeconds: number; peakMB: number };

/** Runs a command to its end, watching how much memory and processor time it takes. */
async function measure(command: string, words: readonly string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, words, { stdio: "ignore" });
  let [peakMB, cpuSeconds] = [0, 0];
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      peakMB = Math.max(peakMB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It has ended meanwhile.
    }
  }, 10);
  const status = await new Promise<number | null>((done, fail) => child.once("exit", done).once("error", fail));
  clearInterval(look);
  // qpdf ends with 3 where it only warns.
  if (status !== 0 && status !== 3) throw new Error(`${command} ended with ${status}`);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds, peakMB };
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

function row(name: string, runs: readonly Measured[]): string {
  const of = (pick: (run: Measured) => number, digits: number) => median(runs.map(pick)).toFixed(digits);
  const [seconds, cpu, peak] = [
    of((run) => run.seconds, 2),
    of((run) => run.cpuSeconds, 2),
    of((run) => run.peakMB, 0),
  ];
  return `| ${name} | ${seconds} | ${cpu} | ${peak} |`;
}

const [index, runs = "3", ...larger] = process.argv.slice(2);
if (!index) throw new Error("Usage: npm run --silent closing-set:bench -- INDEX [RUNS] [LARGER …]");
const folder = mkdtempSync(join(tmpdir(), "closing-set-bench-"));
/** What an index lists. */
function contentsOf(path: string) {
  const entries = JSON.parse(readFileSync(path, "utf8")) as { file: string; expect?: string; pages?: number }[];
  const files = entries.map(({ file }) => resolve(dirname(path), file));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const pages = entries.reduce((sum, entry) => sum + (entry.pages ?? 0), 0);
  return { entries, files, bytes, about: `${files.length} documents, ${pages} pages, ${Math.round(bytes / 1e6)} MB` };
}

try {
  const { entries, files, bytes, about } = contentsOf(index);
  const refused = ["corrupt", "password", "damaged"];
  const readable = files.filter((_file, at) => !refused.includes(entries[at]?.expect ?? "ok"));
  // As the command itself is run: young objects die early here, and room for more of them would only be held, not used.
  const command = [
    "--max-semi-space-size=2",
    "--import",
    "./scripts/typescript-hooks.mjs",
    "scripts/closing-set-bind.ts",
  ];
  const out = { pdf: join(folder, "own.pdf"), zip: join(folder, "own.zip") };
  const [own, both, peer]: Measured[][] = [[], [], []];
  for (let run = 0; run < Number(runs); run++) {
    own!.push(await measure(process.execPath, [...command, index, out.pdf]));
    peer!.push(await measure("qpdf", ["--empty", "--pages", ...readable, "--", join(folder, "peer.pdf")]));
    both!.push(await measure(process.execPath, [...command, index, out.pdf, out.zip]));
  }
  const set = readSetFrom(index);
  if (!set.ok) throw new Error(set.error);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await buildClosingSet(set.value, out);
  delay.disable();
  console.log(`${about}; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; medians of ${runs} runs\n`);
  console.log("| tool | seconds | processor seconds | peak MB |\n|---|---|---|---|");
  console.log(row("bound volume, all features", own!));
  console.log(row(`qpdf, concatenation of the ${readable.length} readable files`, peer!));
  console.log(row("bound volume and ZIP", both!));
  for (const path of larger) {
    const more = contentsOf(path);
    const one = await measure(process.execPath, [...command, path, out.pdf, out.zip]);
    console.log(row(`volume and ZIP of ${more.about} (${(more.bytes / bytes).toFixed(1)} times), one run`, [one]));
  }
  const p99 = (delay.percentile(99) / 1e6).toFixed(1);
  console.log(`\nDelay of the server's event loop while a worker builds both, 99th percentile: ${p99} ms.`);
} finally {
  rmSync(folder, { recursive: true });
}

import { performance } from "node:perf_hooks";
import { readSetFrom } from "@/lib/exports/index-file";
import { bindVolume } from "@/lib/exports/pdf/bind-volume";

const usage = "Usage: npm run --silent closing-set:bind -- INPUT OUT.pdf   (INPUT: a folder of PDFs, or an index file)";

/** Binds a folder or an index into one PDF. Prints one line of JSON; exit status 0, or 2 with the error on standard error. */
async function main([input, out, ...rest]: readonly string[]): Promise<number> {
  if (!input || !out || rest.length > 0) return fail(usage);
  const set = readSetFrom(input);
  if (!set.ok) return fail(set.error);
  const { bytes, sha256, pages, reports } = await bindVolume(set.value, out);
  const faults = reports
    .filter((report) => report.findings.some((finding) => finding.fault || isDamage(finding.code)))
    .map(({ file, findings }) => ({ file, code: findings[0]!.code, message: findings[0]!.message }));
  const seconds = Math.round(performance.now()) / 1000;
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ documents: reports.length, pages, bytes, sha256, faults, seconds, peakMB }));
  return 0;
}

const isDamage = (code: string) => ["second-parser", "rebuilt-cross-references", "damaged-content"].includes(code);

function fail(message: string): number {
  console.error(message);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = fail(`The set could not be bound: ${error instanceof Error ? error.message : String(error)}`);
}

import { statSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { buildHere } from "@/lib/exports/build-here";
import { readSetFrom } from "@/lib/exports/index-file";

const usage =
  "Usage: npm run --silent closing-set:bind -- INPUT OUT.pdf [OUT.zip]   (INPUT: a folder of PDFs, or an index file)";

/** Binds a folder or an index into one PDF, and into a ZIP where one is asked for. Prints one line of JSON; exit status 0, or 2 with the error on standard error. */
async function main([input, pdf, zip, ...rest]: readonly string[]): Promise<number> {
  if (!input || !pdf || rest.length > 0) return fail(usage);
  const set = readSetFrom(input, [pdf]);
  if (!set.ok) return fail(set.error);
  const files = set.value.parts.flatMap((part) => part.tabs.flatMap((tab) => tab.documents.map(({ file }) => file)));
  if ([pdf, ...(zip ? [zip] : [])].some((out) => files.includes(resolve(out)))) {
    return fail(`${pdf} is one of the documents to be bound. Name another file for the volume.`);
  }
  // As any tool of the command line, it leaves it to the system when the disk is written.
  const report = await buildHere(
    set.value,
    { pdf, ...(zip ? { zip } : {}) },
    { cancelled: () => false, durable: false },
  );
  const base = statSync(input).isDirectory() ? resolve(input) : dirname(resolve(input));
  const faults = report.documents
    .filter(({ findings }) => findings.some((finding) => finding.fault || isDamage(finding.code)))
    .map(({ file, bound, findings }) => {
      const { code, message } = findings.find((finding) => finding.fault || isDamage(finding.code))!;
      return { file: relative(base, file), bound, code, message };
    });
  const { bytes, sha256 } = report.pdf!;
  const seconds = Math.round(performance.now()) / 1000;
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const documents = report.documents.length;
  const archive = report.zip ? { zip: { bytes: report.zip.bytes, sha256: report.zip.sha256 } } : {};
  console.log(JSON.stringify({ documents, pages: report.pages, bytes, sha256, faults, seconds, peakMB, ...archive }));
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

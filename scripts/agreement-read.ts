import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { largestFile } from "@/lib/agreement/decode";
import { outline } from "@/lib/agreement/outline";
import { readAgreement } from "@/lib/agreement/read-agreement";
import { explainRefusal } from "@/lib/agreement/refusal";

const usage =
  "Usage: npm run --silent agreement:read -- FILE [--json] [--text OUT]   (FILE: text, HTML, DOCX or PDF; OUT: where to write the decoded text)";

/** Reads one agreement and prints an outline, or with --json one JSON object. Exit status 2, with the reason on standard error, where it cannot. */
async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given === null) return fail(usage);
  const file = readFile(given.file);
  if (typeof file === "string") return fail(file);
  const result = await readAgreement(file, basename(given.file));
  if (!result.ok) return fail(explainRefusal(result.error));
  const { reading, text } = result.value;
  if (given.text !== null) writeFileSync(given.text, text);
  process.stdout.write(`${given.json ? JSON.stringify(reading, null, 2) : outline(reading, text)}\n`);
  return 0;
}

type Given = { file: string; json: boolean; text: string | null };

function readArguments(args: readonly string[]): Given | null {
  let file: string | null = null;
  let json = false;
  let text: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!;
    if (word === "--json") json = true;
    else if (word === "--text") {
      text = args[index + 1] ?? null;
      index += 1;
      if (text === null) return null;
    } else if (word.startsWith("--") || file !== null) return null;
    else file = word;
  }
  return file === null ? null : { file, json, text };
}

/** The file's bytes, or what was wrong with it. */
function readFile(path: string): Uint8Array | string {
  try {
    const { size } = statSync(path);
    if (size > largestFile) return explainRefusal({ code: "file-too-large", bytes: size, limit: largestFile });
    return readFileSync(path);
  } catch (error) {
    return `The file ${path} could not be read (${error instanceof Error ? error.message : String(error)}). Check the path and try again.`;
  }
}

function fail(message: string): number {
  console.error(message);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = fail(`The agreement could not be read: ${error instanceof Error ? error.message : String(error)}`);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAgreement } from "@/lib/agreement/read-agreement";
import { explainRefusal } from "@/lib/agreement/refusal";
import { bench } from "@/lib/agreement/score/bench";
import { type AnswerKey, type FileScore, scoreReading } from "@/lib/agreement/score/score-reading";
import { scoreTable } from "@/lib/agreement/score/score-table";

const usage =
  "Usage: npm run agreement:score [-- FOLDER] [--misses] [--bench]   (FOLDER: filings with answer keys; ../shared/agreements where none is given)";

/** Reads every filing that has an answer key and prints how much of the key was found, per file and in total; with --bench, time and memory by length. */
async function main(args: readonly string[]): Promise<number> {
  const options = args.filter((each) => each.startsWith("--"));
  if (options.some((each) => each !== "--misses" && each !== "--bench")) return fail(usage);
  const folder = args.find((each) => !each.startsWith("--")) ?? "../shared/agreements";
  if (!existsSync(folder))
    return fail(`The folder ${folder} is not there. Name the folder of filings with answer keys: ${usage}`);
  const keys = readdirSync(folder)
    .filter((name) => name.endsWith(".key.json"))
    .sort();
  if (keys.length === 0) return fail(`No answer keys (*.key.json) are in ${folder}.`);
  if (options.includes("--bench")) {
    const texts = keys.flatMap((name) =>
      filingsOf(folder, name)
        .filter((each) => each.endsWith(".txt"))
        .slice(-1),
    );
    const longest = texts.map((name) => readFileSync(join(folder, name)));
    console.log(await bench(longest));
    return 0;
  }
  const scores: FileScore[] = [];
  for (const keyName of keys) {
    const key = JSON.parse(readFileSync(join(folder, keyName), "utf8")) as AnswerKey;
    for (const name of filingsOf(folder, keyName)) {
      const result = await readAgreement(readFileSync(join(folder, name)), name);
      if (!result.ok) return fail(`${name}: ${explainRefusal(result.error)}`);
      scores.push(scoreReading(name, key, result.value.reading, result.value.text));
    }
  }
  console.log(scoreTable(scores));
  if (options.includes("--misses"))
    for (const { name, misses } of scores) for (const miss of misses) console.log(`${name}: ${miss}`);
  return 0;
}

/** All layouts of one agreement: the files that share the key's name. */
function filingsOf(folder: string, keyName: string): string[] {
  const stem = keyName.replace(/\.key\.json$/, ".");
  return readdirSync(folder)
    .filter((name) => name.startsWith(stem) && /\.(?:txt|html?|docx|pdf)$/i.test(name))
    .sort();
}

function fail(message: string): number {
  console.error(message);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));

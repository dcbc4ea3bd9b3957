// npm run mutate [-- FOLDER or FILE …]: changes each expression of lib/policy, lib/log and lib/domain (or of what is named: "log",
// "domain/closing.ts") in turn, and looks whether a unit test notices. Writes what it found into docs/mutation.md, and lists on the screen what nobody noticed.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reportFault } from "../platform/report-fault";
import { CommandError, projectRoot } from "../platform/settings";

type Mutant = { status: string; mutatorName: string; replacement?: string; location: { start: { line: number } } };
type Report = { files: Record<string, { mutants: Mutant[] }> };
type FileScore = { file: string; noticed: number; unnoticed: number };

const work = join(projectRoot, ".data/mutation");
const page = join(projectRoot, "docs/mutation.md");
/** The tools have a lock file of their own: nothing else needs them, and a start is quicker without. */
const tools = join(work, "tools");
const stryker = join(tools, "node_modules/@stryker-mutator/core/bin/stryker.js");
const usual = ["policy", "log", "domain"];

function installTools(): void {
  if (existsSync(stryker)) return;
  mkdirSync(tools, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    copyFileSync(join(import.meta.dirname, name), join(tools, name));
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--legacy-peer-deps"], {
    cwd: tools,
    stdio: "inherit",
  });
  if (status !== 0) throw new CommandError("The tools could not be installed; npm's message is above.");
}

/** So many files go into one run, so that one that is cut off loses little: what was measured before is taken over. */
const together = 4;

/** What is asked for, by folder. */
function filesAskedFor(asked: readonly string[]): Map<string, string[]> {
  const files = asked.flatMap((one) => {
    const path = join(projectRoot, "lib", one);
    if (!existsSync(path)) throw new CommandError(`There is no lib/${one}.`);
    if (one.endsWith(".ts")) return [`lib/${one}`];
    return (readdirSync(path, { recursive: true }) as string[]).map((name) => `lib/${one}/${name}`);
  });
  const wanted = files
    // What people read is looked over by people; a test that repeats it would only be changed with it.
    .filter((file) => file.endsWith(".ts") && !/\.(test|table)\.ts$|^lib\/domain\/templates\//.test(file))
    .sort();
  return Map.groupBy(wanted, (file) => file.split("/")[1] ?? "");
}

async function run(folder: string, files: readonly string[]): Promise<Report> {
  const report = join(work, `${folder}.report.json`);
  rmSync(report, { force: true });
  const settings = {
    ...(JSON.parse(readFileSync(join(import.meta.dirname, "settings.json"), "utf8")) as object),
    mutate: files,
    incrementalFile: join(work, `${folder}.kept.json`),
    jsonReporter: { fileName: report },
  };
  const file = join(work, `${folder}.settings.json`);
  writeFileSync(file, JSON.stringify(settings));
  const child = spawn(process.execPath, [stryker, "run", file], {
    cwd: projectRoot,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const status = await new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  if (status !== 0 || !existsSync(report))
    throw new CommandError(`The run over lib/${folder} did not come to its end.`);
  const whole = JSON.parse(readFileSync(report, "utf8")) as Report;
  // What was measured before comes along in the report.
  return { files: Object.fromEntries(Object.entries(whole.files).filter(([name]) => files.includes(name))) };
}

const isNoticed = ({ status }: Mutant) => status === "Killed" || status === "Timeout";
const isUnnoticed = ({ status }: Mutant) => status === "Survived" || status === "NoCoverage";

const scoresOf = ({ files }: Report): FileScore[] =>
  Object.entries(files)
    .map(([file, { mutants }]) => ({
      file,
      noticed: mutants.filter(isNoticed).length,
      unnoticed: mutants.filter(isUnnoticed).length,
    }))
    .filter((score) => total(score) > 0)
    .sort((a, b) => (a.file < b.file ? -1 : 1));

const sumOf = (scores: readonly FileScore[]) => ({
  noticed: scores.reduce((sum, { noticed }) => sum + noticed, 0),
  unnoticed: scores.reduce((sum, { unnoticed }) => sum + unnoticed, 0),
});
const total = ({ noticed, unnoticed }: { noticed: number; unnoticed: number }) => noticed + unnoticed;
const percent = (of: { noticed: number; unnoticed: number }) => `${((100 * of.noticed) / total(of)).toFixed(1)} %`;

/** Each change that nobody noticed, where it is and what it was. */
function list({ files }: Report): void {
  for (const [file, { mutants }] of Object.entries(files)) {
    for (const { mutatorName, replacement, location, status } of mutants.filter(isUnnoticed)) {
      const text = (replacement ?? "").replace(/\s+/g, " ").slice(0, 120);
      console.log(
        `${file}:${location.start.line} ${mutatorName}${status === "NoCoverage" ? " (not run)" : ""} ${text}`,
      );
    }
  }
}

/** Puts the figures of a folder's files in the place of those that were there; files that were not measured now keep theirs. */
function writeSection(folder: string, measured: readonly FileScore[]): FileScore[] {
  const before = readFileSync(page, "utf8");
  const section = new RegExp(`## lib/${folder}\\n[\\s\\S]*?(?=\\n## |$)`);
  const rows = (section.exec(before)?.[0] ?? "").matchAll(/^\| `([^`]+)` \| (\d+) \| (\d+) \|/gm);
  const older = [...rows]
    .map(([, file = "", all, unnoticed]) => ({
      file,
      noticed: Number(all) - Number(unnoticed),
      unnoticed: Number(unnoticed),
    }))
    .filter(({ file }) => existsSync(join(projectRoot, file)) && !measured.some((one) => one.file === file));
  const scores = [...older, ...measured].sort((a, b) => (a.file < b.file ? -1 : 1));
  const sum = sumOf(scores);
  const lines = [
    `## lib/${folder}`,
    "",
    `${percent(sum)}: ${sum.noticed} of ${total(sum)} changes noticed in ${scores.length} files, last measured on ${new Date().toISOString().slice(0, 10)}.`,
    "",
    "| file | changes | unnoticed | noticed |",
    "|---|---|---|---|",
    ...scores.map((score) => `| \`${score.file}\` | ${total(score)} | ${score.unnoticed} | ${percent(score)} |`),
    "",
  ].join("\n");
  writeFileSync(page, section.test(before) ? before.replace(section, () => lines) : `${before.trimEnd()}\n\n${lines}`);
  return scores;
}

try {
  mkdirSync(work, { recursive: true });
  const asked = process.argv.length > 2 ? process.argv.slice(2) : usual;
  const folders = filesAskedFor(asked);
  installTools();
  for (const [folder, files] of folders) {
    for (let first = 0; first < files.length; first += together) {
      const report = await run(folder, files.slice(first, first + together));
      list(report);
      const sum = sumOf(writeSection(folder, scoresOf(report)));
      console.log(`lib/${folder}: ${percent(sum)} of ${total(sum)} changes noticed so far`);
    }
  }
} catch (error) {
  reportFault(error);
  process.exit(1);
}
process.exit(0);

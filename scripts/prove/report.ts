// Writes docs/proofs.md from what the tests have shown: in the last whole run of the tests, and in the long ones.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Proof, proofsFile } from "@/lib/testing/proved";
import { projectRoot } from "../platform/settings";
import { faults, type Row, rows } from "./rows";

const reports = join(projectRoot, "test-results/reports");

/** The newest thing shown of each row and fault. */
function shown(long: boolean): Map<string, Proof> {
  const file = proofsFile(long);
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return new Map(lines.map((line) => JSON.parse(line) as Proof).map((proof) => [proof.of, proof]));
}

/** What a test only printed, in the logs that the steps and the long runs keep. */
function printed(row: Row, long: boolean): string | undefined {
  const { says } = row;
  if (!says || !existsSync(reports)) return undefined;
  const logs = readdirSync(reports).filter((name) => name.endsWith(".log") && name.startsWith("long-") === long);
  const texts = logs.map((name) => readFileSync(join(reports, name), "utf8")).join("\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: vitest colours what it prints
  const lines = texts.replace(/\u001b\[[0-9;]*m/g, "").split("\n");
  const found = lines.map((line) => says.exec(line.trim())?.[1]).filter((line) => line !== undefined);
  return found.length > 0 ? [...new Set(found)].join("; ") : undefined;
}

export function writeReport(): void {
  const [always, long] = [shown(false), shown(true)];
  const day = (proof: Proof | undefined) => (proof ? ` (${proof.at.slice(0, 10)})` : "");
  const cell = (proof: Proof | undefined, other: string | undefined) =>
    (proof ? `${proof.shown}${day(proof)}` : (other ?? "not run")).replaceAll("|", "\\|");
  const lines = rows.map((row) => {
    const { figure, otherwise } = row;
    const here = cell(always.get(row.row), printed(row, false) ?? otherwise);
    const there = cell(long.get(row.row), printed(row, true) ?? (otherwise && "–"));
    return `| ${row.row} | ${figure} | ${row.always} | ${here} | ${row.long} | ${there} |`;
  });
  const survived = faults.map(({ fault, what, expected, otherwise }) => {
    const [here, there] = [always.get(fault), long.get(fault)];
    return `| ${fault} | ${what} | ${expected} | ${cell(here, otherwise)} | ${cell(there, "–")} |`;
  });
  const done = new Set([...always.keys()].filter((of) => of.startsWith("F")).map((of) => of.split(" ")[0])).size;
  writeFileSync(join(projectRoot, "docs/proofs.md"), page(lines, survived, done));
}

const page = (lines: readonly string[], survived: readonly string[], done: number) => `# Proofs

What the tests show, in figures. \`npm test\` shows the first column of figures in every run and fails where a count falls; \`npm run prove\` goes on for
as long as it is told and writes this page anew, from what was really run on the machine at hand: both columns give what was counted and the day.
Times are of that machine (2 cores, shared with other work) and nothing is asserted of them; counts are asserted.

| to | do |
|---|---|
| run all of it in long counts | \`npm run prove\` |
| run some rows only | \`npm run prove -- 13 F1 19\` |
| take a part of the long counts | \`PROVE_SCALE=0.05 npm run prove\` |
| write this page from the last runs | \`npm run prove -- report\` |

## Figures

| row | what | asked of every run | every run | asked of a long run | long run |
|---|---|---|---|---|---|
${lines.join("\n")}

## Faults

The harness (\`scripts/faults\`) brings up a site of its own, with a PostgreSQL that it may kill and the server as production runs it, and does to it what
machines and networks do. After each fault the record is held to its log (\`lib/log/record-check.ts\`), with every document. ${done} of the 30 are made in
every run. Points at which the server is killed are marked in the code (\`lib/crash-point.ts\`); production refuses the setting that arms them.
Full disks are made by mounting small ones, failing ones by \`strace\`, other clocks by \`faketime\`: those tests need Linux and root, and say so where they fail for that.

| fault | what happens | expected | every run | long run |
|---|---|---|---|---|
${survived.join("\n")}
`;

// npm run prove [-- ROW …]: the tests with long counts (times PROVE_SCALE), and docs/proofs.md from what they showed. With "report" it
// only writes the page. Takes hours at full scale: name the rows ("13") or faults ("F6") that are wanted.
import { reportFault } from "../platform/report-fault";
import { CommandError, readSettings } from "../platform/settings";
import { closeTestDatabase, proveTests } from "../platform/test-steps";
import { writeReport } from "./report";
import { type Project, rows } from "./rows";

const asked = process.argv.slice(2).filter((word) => word !== "report");
const onlyReport = process.argv.includes("report");
/** The files that make the faults, for whoever names a fault. */
const faultFiles: readonly [RegExp, string][] = [
  [/^F(2|3|4)$/, "crash-points"],
  [/^F(1|5|9|19)$/, "database.faults"],
  [/^F(6|15|16|24|25|29)$/, "server.faults"],
  [/^F(7|10|20|23)$/, "files.faults"],
  [/^F8$/, "full-database"],
  [/^F(11|12|13)$/, "clock.faults"],
  [/^F(17|18)$/, "viewers"],
  [/^F21$/, "mail.faults"],
  [/^F26$/, "migration.faults"],
  [/^F30$/, "record.faults"],
];

let failed = 0;
try {
  if (!onlyReport) {
    process.env.PROVE = "1";
    for (const [project, files] of wanted()) {
      console.log(`\n— ${project}: ${[...files].join(", ")} —`);
      const tally = await proveTests(readSettings(), project, [...files]);
      failed += tally.failed;
    }
  }
  writeReport();
  console.log("\ndocs/proofs.md is written.");
} catch (error) {
  reportFault(error);
  failed++;
} finally {
  await closeTestDatabase();
}
process.exit(failed > 0 ? 1 : 0);

/** The test files to run, by project, each once. */
function wanted(): Map<Project, Set<string>> {
  const files = new Map<Project, Set<string>>();
  const add = (project: Project, file: string) => files.set(project, (files.get(project) ?? new Set()).add(file));
  const all = asked.length === 0;
  for (const { row, tests } of rows) {
    if (!tests || !(all || asked.includes(row.split(" ")[0] as string))) continue;
    for (const file of tests.files) add(tests.project, file);
  }
  for (const [names, file] of faultFiles) if (all || asked.some((name) => names.test(name))) add("faults", file);
  if (files.size === 0) throw new CommandError("Name rows of docs/proofs.md, such as 13 or F6, or none for all.");
  return files;
}

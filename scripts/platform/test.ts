// npm test: everything that a change has to pass, in the order in which a fault is cheapest to find.
// With names of steps after it (lint types unit database faults browser) it runs those alone.
import { resolve } from "node:path";
import { reportFault } from "./report-fault";
import { CommandError, projectRoot, readSettings } from "./settings";
import { closeTestDatabase, type Step, type Tally, testSteps } from "./test-steps";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in testSteps));

// The tests' database and documents are never those of a start.
process.env.DATA_FOLDER = process.env.TEST_DATA_FOLDER ?? resolve(projectRoot, ".data/test");
delete process.env.DATABASE_URL;
delete process.env.DATABASE_OWNER_URL;

let passed = 0;
let failed = 0;
const faults: string[] = [];
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(1));

try {
  if (unknown.length > 0) throw new CommandError(`There are these steps: ${Object.keys(testSteps).join(", ")}.`);
  const settings = readSettings();
  for (const [name, step] of Object.entries(testSteps)) {
    if (asked.length === 0 || asked.includes(name)) await run(name, () => step(settings));
  }
  await end(failed > 0 || passed === 0 ? 1 : 0);
} catch (error) {
  reportFault(error);
  failed++;
  await end(1);
}

async function run(name: string, step: () => ReturnType<Step>): Promise<void> {
  const started = performance.now();
  console.log(`\n— ${name} —`);
  const tally: Tally = await step();
  passed += tally.passed;
  failed += tally.failed;
  if (tally.failed > 0) faults.push(name);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${name}: ${tally.passed} passed, ${tally.failed} failed, in ${seconds} s`);
}

/** The last line is the one that says how it went; a run that tested nothing has failed. */
async function end(status: number): Promise<never> {
  await closeTestDatabase();
  if (faults.length > 0) console.log(`\nFailed in: ${faults.join(", ")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(status);
}

// The demonstration: its people, the sample closing as a rehearsal, and closings of invented companies at every stage.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { db } from "../lib/db/client";
import { roleLabels } from "../lib/domain/role";
import { env } from "../lib/env";
import { makeInvented } from "./demo/invented-closings";
import { demoPassword, makePerson } from "./demo/make-offering";
import { makeSample } from "./demo/sample";
import { administrator, type DemoParty, type DemoPerson, sampleParties } from "./demo/sample-people";

const now = new Date();
await makePerson(administrator);
await makeSample("", now);
await makeInvented(now);
writeSignIns();
await db.$disconnect();

/** The start command prints them; the sign-in page offers them. */
function writeSignIns(): void {
  const signIns = [
    ...sampleParties.flatMap((party) => party.people.map((person) => signIn(person, partOf(party, person)))),
    signIn(administrator, administrator.title),
  ];
  mkdirSync(env.DATA_FOLDER, { recursive: true });
  writeFileSync(join(env.DATA_FOLDER, "demo-sign-ins.json"), JSON.stringify(signIns, null, 2));
}

function signIn({ name, email }: DemoPerson, role: string) {
  return { name, role, email, password: demoPassword };
}

function partOf({ role }: DemoParty, { title, coordinator }: DemoPerson): string {
  return `${roleLabels[role]}, ${title}${coordinator ? " (keeps the list)" : ""}`;
}

// Holds the record of every offering to its own log and its documents to their hashes, in the database and folder that the environment
// names, and prints what does not hold. Ends with status 1 where anything does not. Run by record:check and restore.
import { db } from "../lib/db/client";
import { listRecordStandings } from "../lib/db/record-checks";
import { checkAndKeep } from "../lib/use-cases/watch-record";

let status = 0;
const standings = await listRecordStandings();
for (const { offeringId } of standings) {
  const violations = await checkAndKeep(offeringId, { files: true });
  if (violations.length > 0) status = 1;
  for (const { code, message } of violations) console.log(`${offeringId} ${code}: ${message}`);
}
console.log(`${standings.length} offerings checked${status === 0 ? "; everything holds" : ""}.`);
await db.$disconnect();
process.exit(status);

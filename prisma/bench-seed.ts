// What the benchmark measures on: 200 closings of 60 conditions each and 20 people who are in all of them. Run it by
// DATA_FOLDER=.data/bench npm run bench:seed, so that the figures are of a database of its own.
import { db } from "../lib/db/client";
import { makeDocument } from "../lib/demo-documents/make-document";
import { storeBytes } from "../lib/files/store";
import { makeBenchOffering } from "./demo/bench-offering";
import { businessDay } from "./demo/business-days";
import { samplePapers } from "./demo/sample-papers";

const closings = 200;

if ((await db.user.count({ where: { email: { startsWith: "bench-" } } })) > 0) {
  console.log("The benchmark's closings are here already.");
} else {
  const started = performance.now();
  const now = new Date();
  const { bytes } = await makeDocument(samplePapers.companyOpinion.executed);
  const file = await storeBytes(bytes);
  for (let number = 1; number <= closings; number++) {
    await makeBenchOffering(number, businessDay(now, 2 + (number % 60)), file);
  }
  console.log(`${closings} closings made in ${Math.round((performance.now() - started) / 1000)} s.`);
}
await db.$disconnect();

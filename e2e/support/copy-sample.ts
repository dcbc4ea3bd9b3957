// node e2e/support/copy-sample.ts SUFFIX: makes a copy of the sample closing for one test, and prints its addresses.
import { db } from "../../lib/db/client";
import { makeSample } from "../../prisma/demo/sample";

const made = await makeSample(process.argv[2]);
const [closing] = made.closings;
if (!closing) throw new Error("The sample has no Time of Delivery");
console.log(
  JSON.stringify({
    offeringId: made.offeringId,
    closingId: closing.id,
    conditions: Object.fromEntries(closing.conditions),
    documents: Object.fromEntries(closing.documents),
  }),
);
await db.$disconnect();

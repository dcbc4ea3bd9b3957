// Prints a one-time link: for the administrator of an installation that has nobody yet, or, with an e-mail, for a new
// password. Needs the application's environment: npm start runs it by itself, npm run admin:link by hand.
import { db } from "@/lib/db/client";
import { linkHours, makeAccountLink } from "@/lib/use-cases/first-administrator";

const made = await makeAccountLink(process.argv[2] ?? null);
await db.$disconnect();

if (made.ok) {
  const opening =
    made.value.purpose === "administrator"
      ? "Nobody has an account yet. This link makes the administrator:"
      : "This link gives a new password, signs the account out everywhere and takes its second factor off:";
  console.log(`${opening}\n\n  ${made.value.link}\n\nIt opens once, within ${linkHours} hours.\n`);
} else if (made.error.code === "people-there") {
  console.error("There are accounts already. For a new password, say whose: npm run admin:link -- E-MAIL");
  process.exitCode = 1;
} else {
  console.error(`Nobody has an account with the e-mail ${made.error.email}.`);
  process.exitCode = 1;
}

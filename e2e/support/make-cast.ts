// node e2e/support/make-cast.ts: an offering with a person for everyone in the policy's table and a condition of every kind,
// at a Time of Delivery that is open and at one that is terminated. Prints their addresses.
import { db } from "../../lib/db/client";
import { conditionKinds } from "../../lib/domain/kind";
import type { PartyRole } from "../../lib/domain/role";
import { principals } from "../../lib/policy/policy.table";
import { makeOffering } from "../../prisma/demo/make-offering";
import { live } from "../../prisma/demo/story";

const emailOf = (principal: string) =>
  `${principal.replace("+", ".authority").replace("-", ".plain").replace("*", ".keeper")}@cast.example`;

const conditions = conditionKinds.map((kind, number) => ({
  label: `7(${String.fromCharCode(97 + number)})`,
  title: `A condition of kind ${kind}`,
  text: "",
  kind,
}));
const closing = (label: string) => ({
  label,
  localDate: "2031-03-11",
  localTime: "10:00",
  zone: "America/New_York",
  location: "New York",
  conditions,
});

const made = await makeOffering({
  name: "The cast",
  issuerName: "Everyone Corp.",
  rehearsal: true,
  parties: principals.map((principal) => ({
    name: `Party of ${principal}`,
    role: principal.replace(/[+\-*]+$/, "") as PartyRole,
    people: [
      {
        name: `Person ${principal}`,
        email: emailOf(principal),
        title: "",
        ...(principal.endsWith("+") && { authority: true as const }),
        ...(principal.endsWith("*") && { coordinator: true as const }),
      },
    ],
  })),
  agreement: {
    title: "Underwriting Agreement",
    datedOn: "2031-03-04",
    section: "7",
    term: "Time of Delivery",
    terms: {},
  },
  pricing: { datedOn: "2031-03-04", terms: {}, allocations: [] },
  closings: [closing("Open"), closing("Terminated")],
  opened: new Date(),
});

// Each side says something to itself.
const speakers = {
  underwriters: "representative+",
  issuer: "issuer+",
  accountants: "accountants+",
  trustee: "trustee+",
  observers: "other_counsel+",
};
const notes = Object.entries(speakers).map(([side, who]) => ({
  at: "",
  who: emailOf(who),
  does: "note" as const,
  label: "7(a)",
  text: `Only for ${side}`,
  shared: false,
}));
await live(made, 0, notes, () => new Date());
const end = { at: "", who: emailOf("representative+"), does: "terminate" as const, ground: "For the test", text: "" };
await live(made, 1, [end], () => new Date());

const [open, over] = made.closings;
console.log(
  JSON.stringify({
    offeringId: made.offeringId,
    emails: Object.fromEntries(principals.map((principal) => [principal, emailOf(principal)])),
    open: {
      closingId: open?.id,
      conditions: [...(open?.conditions.values() ?? [])],
      documents: Object.fromEntries(open?.documents ?? []),
    },
    over: {
      closingId: over?.id,
      conditions: [...(over?.conditions.values() ?? [])],
      documents: Object.fromEntries(over?.documents ?? []),
    },
  }),
);
await db.$disconnect();

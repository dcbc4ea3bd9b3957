import { expect, test } from "vitest";
import { eventSentence } from "./log-words";

const about = {
  label: "7(c)",
  person: (id: string) => (id === "p" ? "Daniel Ashby" : "somebody else"),
  page: (id: string) => (id === "s" ? "Indenture for Helen Okafor" : "another page"),
  moment: (at: Date) => `the moment ${at.getUTCHours()}:00`,
};

test("a moment in the log is told in words, and as it stands where it is none", () => {
  expect(eventSentence("condition.due-set", { dueAt: "2004-03-08T23:00:00Z" }, about)).toBe(
    "asked for 7(c) by the moment 23:00",
  );
  expect(eventSentence("closing.clock-set", { shows: "soon" }, about)).toBe("moved the rehearsal’s clock to soon");
});

test("a signature page is named, with what was done to it", () => {
  expect(eventSentence("signature-page.moved", { step: "in-escrow", signaturePageId: "s" }, about)).toBe(
    "took into escrow the signature page of Indenture for Helen Okafor",
  );
});

test("an event that nobody has words for yet is told by its own name", () => {
  expect(eventSentence("closing.set-fire", {}, about)).toBe("closing set fire");
});

test("an edited index is told by what was done to its tabs", () => {
  const said = {
    revision: 2,
    renamed: 2,
    renumbered: 0,
    omitted: 1,
    takenUpAgain: 0,
    reordered: true,
  };
  expect(eventSentence("closing-set.index-edited", said, about)).toBe(
    "edited the index of the closing set: 2 renamed, 1 omitted, put in another order",
  );
  expect(eventSentence("closing-set.index-edited", {}, about)).toBe(
    "edited the index of the closing set: nothing other",
  );
});

test("a distribution is told by its sets and how much they have", () => {
  const sets = [
    { name: "Issuer’s set", tabs: "all", recipients: 2 },
    { name: "Trustee’s set", tabs: 21, recipients: 1 },
  ];
  expect(eventSentence("closing-set.distribution-edited", { sets }, about)).toBe(
    "set out who gets which tabs of the closing set: Issuer’s set (all tabs), Trustee’s set (21 tabs)",
  );
  expect(eventSentence("closing-set.distribution-edited", { sets: [] }, about)).toContain("no set but the full one");
});

test("a link is told by whom it is for, and never by what opens it", () => {
  const said = { set: "Trustee’s set", name: "Harbour Trust", expiresAt: "2031-03-25T10:00:00.000Z", linkId: "x" };
  expect(eventSentence("closing-set.link-made", said, about)).toBe(
    "made a link to Trustee’s set for Harbour Trust, until 2031-03-25",
  );
  expect(eventSentence("closing-set.link-made", { ...said, set: null }, about)).toContain("a link to the closing set");
  expect(eventSentence("closing-set.link-revoked", said, about)).toBe("revoked the link for Harbour Trust");
});

// What people read in the log, one event of each type: it is the record, so its words are held as they are.
const told: [type: string, said: Record<string, unknown>, sentence: string][] = [
  ["offering.created", { name: "4.75% Senior Notes due 2014" }, "opened the offering 4.75% Senior Notes due 2014"],
  [
    "document.delivered",
    { fileName: "Opinion.pdf", stage: "agreed-form", number: 3 },
    "delivered Opinion.pdf (agreed form, version 3) for 7(c)",
  ],
  ["document.shared", {}, "shared a version for 7(c) with all parties"],
  ["condition.signed-off", { statement: "Anna Example is satisfied." }, "Anna Example is satisfied."],
  [
    "condition.waived",
    { text: "Not needed.", scope: "This Time of Delivery" },
    "waived 7(c): Not needed. (scope: This Time of Delivery)",
  ],
  [
    "condition.marked",
    { mark: "not-applicable", reason: "No option was taken up." },
    "marked 7(c) not applicable: No option was taken up.",
  ],
  ["act.withdrawn", { of: "sign-off", reason: "In error" }, "withdrew a sign-off on 7(c): In error"],
  ["note.added", { text: "Chase them." }, "commented on 7(c): Chase them."],
  ["condition.assigned", { assigneeId: "p" }, "asked Daniel Ashby to see to 7(c)"],
  ["condition.assigned", { assigneeId: null }, "left 7(c) to nobody in particular"],
  ["condition.due-set", { dueAt: null }, "took away the date by which 7(c) was asked for"],
  ["condition.added", {}, "added 7(c)"],
  ["condition.edited", {}, "changed 7(c)"],
  ["condition.split", {}, "split 7(c) into limbs"],
  ["condition.removed", { reason: "Entered twice" }, "took 7(c) off the list: Entered twice"],
  ["conditions.reordered", {}, "put the conditions in another order"],
  ["conditions.renumbered", {}, "renumbered the conditions"],
  [
    "signature-page.added",
    { document: "Indenture", signatory: "Helen Okafor" },
    "added a signature page of Indenture for Helen Okafor",
  ],
  [
    "signature-page.moved",
    { step: "out", signaturePageId: "s" },
    "sent out the signature page of Indenture for Helen Okafor",
  ],
  [
    "signature-page.moved",
    { step: "release-authorised", signaturePageId: "s" },
    "authorised the release of the signature page of Indenture for Helen Okafor",
  ],
  [
    "signature-page.moved",
    { step: "withdrawn", signaturePageId: "s" },
    "withdrew the signature page of Indenture for Helen Okafor",
  ],
  [
    "signature-page.moved",
    { step: "folded", signaturePageId: "s" },
    "moved the signature page of Indenture for Helen Okafor",
  ],
  ["closing.pre-closing", {}, "opened the pre-closing"],
  ["closing.call-started", {}, "started the closing call"],
  [
    "closing.closed",
    { settled: 29, waived: 1, pages: 12 },
    "declared the closing: 29 conditions settled, 1 waived, 12 signature pages released",
  ],
  [
    "closing.postponed",
    { newLocalDate: "2004-03-16", newLocalTime: "10:00", ground: "default" },
    "postponed to 2004-03-16 10:00: default",
  ],
  ["closing.terminated", { ground: "default" }, "terminated: default"],
  ["closing.clock-set", { shows: "2004-03-09T15:00:00Z" }, "moved the rehearsal’s clock to the moment 15:00"],
  [
    "default.recorded",
    { underwriter: "BB&T Capital Markets" },
    "recorded that BB&T Capital Markets did not take up and pay for its securities",
  ],
  [
    "default.arranged",
    { name: "A substitute", amount: "5,818,182" },
    "recorded that A substitute agreed to purchase 5,818,182 of them",
  ],
  ["default.company-spoke", { requires: true }, "asked the other underwriters to take up what is left"],
  [
    "default.company-spoke",
    { requires: false },
    "said that the other underwriters are not asked to take up what is left",
  ],
  ["default.withdrawn", { reason: "It paid after all" }, "withdrew an entry about a default: It paid after all"],
  ["party.added", { name: "JP Morgan Chase" }, "added JP Morgan Chase to the working group list"],
  [
    "member.invited",
    { email: "a@example.com", party: "JP Morgan Chase" },
    "invited a@example.com to join for JP Morgan Chase",
  ],
  ["invitation.revoked", { email: "a@example.com" }, "revoked the invitation of a@example.com"],
  ["member.joined", { party: "JP Morgan Chase" }, "joined for JP Morgan Chase"],
  ["member.ended", { name: "Daniel Ashby" }, "ended the membership of Daniel Ashby"],
  ["closing.added", { label: "Option Time of Delivery" }, "added the Time of Delivery Option Time of Delivery"],
  [
    "agreement.amended",
    { changed: 1, added: 2, removed: 3, renumbered: 4 },
    "took over the agreement as amended: 1 changed, 2 added, 3 taken off, 4 renumbered",
  ],
  [
    "closing-set.index-edited",
    { renumbered: 3, takenUpAgain: 1, reordered: false },
    "edited the index of the closing set: 3 renumbered, 1 taken up again",
  ],
  ["closing-set.distribution-edited", {}, "set out who gets which tabs of the closing set: no set but the full one"],
  ["log.key", {}, "put the log under a new signing key"],
  ["log.roots", {}, "took what every side’s log was into the log of all"],
  ["terms.edited", { what: "the purchase price" }, "changed the purchase price"],
  ["terms.edited", {}, "changed the terms"],
  ["terms.money", { label: "Option Time of Delivery" }, "set the fees and accounts of Option Time of Delivery"],
];

test.each(told)("%s %j is told", (type, said, sentence) => {
  expect(eventSentence(type, said, about)).toBe(sentence);
});

test("a payload that holds something else than words is told without it", () => {
  expect(eventSentence("condition.removed", { reason: { of: "x" } }, about)).toBe("took 7(c) off the list: ");
  expect(eventSentence("condition.signed-off", {}, about)).toBe("condition signed off");
});

import { expect, test } from "vitest";
import { eventSentence } from "./log-words";

const about = {
  label: "7(c)",
  person: () => "Daniel Ashby",
  page: () => "Indenture for Helen Okafor",
  moment: (at: Date) => `the moment ${at.getUTCHours()}:00`,
};

test("a moment in the log is told in words, and as it stands where it is none", () => {
  expect(eventSentence("condition.due-set", { dueAt: "2004-03-08T23:00:00Z" }, about)).toBe(
    "asked for 7(c) by the moment 23:00",
  );
  expect(eventSentence("closing.clock-set", { shows: "soon" }, about)).toBe("moved the rehearsal’s clock to soon");
});

test("a signature page is named, with what was done to it", () => {
  expect(eventSentence("signature-page.moved", { step: "in-escrow", signaturePageId: "p" }, about)).toBe(
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

import { expect, test } from "vitest";
import { anyClosing, anyCondition, anyone, hoursBefore } from "@/lib/testing/build";
import type { SignaturePageId } from "./ids";
import { decideAssignment, decideDue, decideNote, decideSignaturePageAdded } from "./keeping";

const condition = anyCondition();
const open = anyClosing();
const ended = (step: "closed" | "terminated") =>
  anyClosing({ steps: [{ step, ground: null, text: null, by: anyone, at: hoursBefore(1), clock: hoursBefore(1) }] });
const dueAt = "2004-03-08T23:00:00.000Z";
const page = {
  signaturePageId: "s1" as SignaturePageId,
  partyId: "issuer",
  document: "Officers’ certificate",
  signatory: "John N. Giamalis",
  capacity: "Senior Vice President and Treasurer",
  place: 2,
};

test("the list keeper says who sees to a condition, by when, and which pages are signed", () => {
  expect(decideAssignment({ condition, closing: open }, anyone)).toEqual({
    ok: true,
    value: { type: "condition.assigned", conditionId: "c1", assigneeId: anyone },
  });
  expect(decideDue({ condition, closing: open }, dueAt)).toEqual({
    ok: true,
    value: { type: "condition.due-set", conditionId: "c1", dueAt },
  });
  expect(decideSignaturePageAdded(open, page)).toEqual({ ok: true, value: { type: "signature-page.added", ...page } });
});

test.each(["closed", "terminated"] as const)(
  "nothing of that changes once the closing is %s; a note still may",
  (stage) => {
    const closing = ended(stage);
    const over = { ok: false, error: { code: "closing-over", stage } };
    expect(decideAssignment({ condition, closing }, anyone)).toEqual(over);
    expect(decideDue({ condition, closing }, null)).toEqual(over);
    expect(decideSignaturePageAdded(closing, page)).toEqual(over);
    expect(decideNote({ condition, closing }, { text: "Filed.", compartment: "issuer" })).toEqual({
      ok: true,
      value: { type: "note.added", conditionId: "c1", text: "Filed.", compartment: "issuer" },
    });
  },
);

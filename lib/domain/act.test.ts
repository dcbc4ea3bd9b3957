import { expect, test } from "vitest";
import { type Act, compartmentOf } from "./act";
import type { ConditionId, DeliverableId, VersionId } from "./ids";

const delivered: Act = {
  type: "document.delivered",
  conditionId: "c1" as ConditionId,
  deliverableId: "d1" as DeliverableId,
  versionId: "v1" as VersionId,
  number: 1,
  sha256: "a".repeat(64),
  fileName: "Opinion.pdf",
  mediaType: "application/pdf",
  bytes: 1_000,
  pages: null,
  stage: "draft",
  datedOn: null,
  compartment: "issuer",
  shared: false,
};

test("a draft is told to its side alone, and to all once it is shared with them", () => {
  expect(compartmentOf(delivered)).toBe("issuer");
  expect(compartmentOf({ ...delivered, shared: true })).toBe("shared");
});

test("a note belongs where its writer put it; every other act is told to all", () => {
  const note = { type: "note.added", conditionId: "c1" as ConditionId, text: "Chase them." } as const;
  expect(compartmentOf({ ...note, compartment: "underwriters" })).toBe("underwriters");
  expect(compartmentOf({ ...note, compartment: "shared" })).toBe("shared");
  expect(compartmentOf({ type: "closing.call-started" })).toBe("shared");
});

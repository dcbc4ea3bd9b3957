import { describe, expect, test } from "vitest";
import {
  anyActor,
  anyClosing,
  anyCondition,
  anyDeliverable,
  anyone,
  anyVersion,
  hoursBefore,
} from "@/lib/testing/build";
import { decideDelivery, decideShare } from "./delivery";
import type { DeliverableId, VersionId } from "./ids";

const over = anyClosing({
  steps: [{ step: "terminated", ground: "g", text: null, by: anyone, at: hoursBefore(1), clock: hoursBefore(1) }],
});
const issuer = anyActor("issuer_counsel");
const notFound = { ok: false, error: { code: "not-found" } };

describe("a delivery", () => {
  const first = anyDeliverable();
  const second = anyDeliverable({ id: "d2" as DeliverableId, title: "Reliance statement", versions: [] });
  const condition = anyCondition({ deliverables: [first, second] });
  const wish = {
    deliverableId: second.id,
    versionId: "v9" as VersionId,
    sha256: "b".repeat(64),
    fileName: "Reliance.pdf",
    mediaType: "application/pdf",
    bytes: 10,
    pages: 1,
    stage: "executed" as const,
    datedOn: null,
    share: false,
    lastNumber: 4,
  };

  test("gets the next number over all sides, and belongs to the side of whoever makes it", () => {
    const { share: _, lastNumber: __, ...said } = wish;
    expect(decideDelivery({ condition, closing: anyClosing() }, issuer, wish)).toEqual({
      ok: true,
      value: {
        type: "document.delivered",
        conditionId: condition.id,
        ...said,
        number: 5,
        compartment: "issuer",
        shared: false,
      },
    });
  });

  test("is of a document on the list, and of a closing that is not over", () => {
    const elsewhere = { ...wish, deliverableId: "d9" as DeliverableId };
    expect(decideDelivery({ condition, closing: anyClosing() }, issuer, elsewhere)).toEqual(notFound);
    expect(decideDelivery({ condition, closing: over }, issuer, wish)).toMatchObject({
      error: { code: "closing-over" },
    });
  });
});

describe("sharing a version", () => {
  const own = anyVersion({ id: "v2" as VersionId, sharedAt: null, sha256: "c".repeat(64) });
  const shared = anyVersion();
  const condition = anyCondition({
    deliverables: [
      anyDeliverable({ versions: [] }),
      anyDeliverable({ id: "d2" as DeliverableId, versions: [shared, own] }),
    ],
  });
  const share = (versionId: VersionId, actor = issuer, closing = anyClosing()) =>
    decideShare({ condition, closing }, actor, { versionId });

  test("names its document, wherever that stands, and its bytes", () => {
    expect(share(own.id)).toEqual({
      ok: true,
      value: {
        type: "document.shared",
        conditionId: condition.id,
        deliverableId: "d2",
        versionId: own.id,
        sha256: own.sha256,
      },
    });
  });

  test("is done once, by its own side, while the closing goes on", () => {
    expect(share(shared.id)).toEqual({ ok: false, error: { code: "already-shared" } });
    expect(share(own.id, anyActor("underwriters_counsel"))).toEqual(notFound);
    expect(share("v9" as VersionId)).toEqual(notFound);
    expect(share(own.id, issuer, over)).toMatchObject({ error: { code: "closing-over" } });
  });
});

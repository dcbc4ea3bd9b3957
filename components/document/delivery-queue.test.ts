import { expect, test } from "vitest";
import type { DeliveredView } from "@/lib/contracts/documents";
import { changeQueue, deliveryPath, likeliest, likelyStage, type QueuedFile } from "./delivery-queue";

const file = new File(["x"], "Opinion.pdf");
const anyQueued = (change: Partial<QueuedFile> = {}): QueuedFile => ({
  id: "a",
  key: "key-1",
  file,
  choice: { deliverableId: "d1", stage: "executed", datedOn: "", share: true },
  state: { is: "ready" },
  ...change,
});

test("a file keeps its key when it is sent again, so that it is delivered once", () => {
  let queue = changeQueue([], { do: "add", files: [anyQueued()] });
  queue = changeQueue(queue, { do: "begin", id: "a" });
  queue = changeQueue(queue, { do: "refused", id: "a", sentence: "No connection." });
  expect(queue[0]).toMatchObject({ key: "key-1", state: { is: "refused", sentence: "No connection." } });
  queue = changeQueue(queue, { do: "begin", id: "a" });
  expect(queue[0]?.key).toBe("key-1");
});

test("a file that is said to be something else is another wish", () => {
  const queue = changeQueue([anyQueued()], { do: "choose", id: "a", choice: { stage: "draft" }, newKey: "key-2" });
  expect(queue[0]).toMatchObject({ key: "key-2", choice: { stage: "draft", share: true } });
});

test("progress that comes late changes nothing about a file that has arrived", () => {
  const delivered = { number: 3 } as DeliveredView;
  let queue = changeQueue([anyQueued({ state: { is: "sending", share: 0.9 } })], {
    do: "delivered",
    id: "a",
    delivered,
  });
  queue = changeQueue(queue, { do: "progress", id: "a", share: 1 });
  expect(queue[0]?.state).toEqual({ is: "delivered", number: 3 });
});

test("a cancelled file can be delivered after all, one taken away is gone", () => {
  let queue = changeQueue([anyQueued({ state: { is: "waiting" } })], { do: "cancelled", id: "a" });
  expect(queue[0]?.state).toEqual({ is: "ready" });
  queue = changeQueue(queue, { do: "remove", id: "a" });
  expect(queue).toEqual([]);
});

test("a file’s name tells which document it is, and how far it has come", () => {
  const deliverables = [
    { id: "1", title: "Opinion of issuer’s counsel" },
    { id: "2", title: "Reliance statement" },
  ];
  expect(likeliest("2004-03-09 reliance_statement v2.pdf", deliverables)?.id).toBe("2");
  expect(likeliest("scan0001.pdf", deliverables)?.id).toBe("1");
  expect(likelyStage("Opinion_signed.pdf", "draft")).toBe("executed");
  expect(likelyStage("Opinion (execution version).pdf", "draft")).toBe("execution");
  expect(likelyStage("Opinion draft 3.docx", "executed")).toBe("draft");
  expect(likelyStage("Undersigned.pdf", "agreed-form")).toBe("agreed-form");
});

test("what is said goes into the address whole, whatever the name has in it", () => {
  const path = deliveryPath("o", "R&D #1 = 50% ü.pdf", {
    deliverableId: "d",
    stage: "draft",
    datedOn: "",
    share: false,
  });
  const { pathname, searchParams } = new URL(path, "http://localhost");
  expect(pathname).toBe("/api/offerings/o/deliverables/d/versions");
  expect(Object.fromEntries(searchParams)).toEqual({ fileName: "R&D #1 = 50% ü.pdf", stage: "draft", share: "false" });
});

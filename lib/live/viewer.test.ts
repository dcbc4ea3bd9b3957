import { createServer, get, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Viewer } from "./viewer";

/** A viewer over a real connection, whose browser does not read. */
async function openUnread() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const response = await new Promise<ServerResponse>((resolve) => {
    server.on("request", (_request, answer) => resolve(answer));
    get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" }, (incoming) => incoming.pause()).on(
      "error",
      () => {},
    );
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { response, close };
}

test("a viewer who does not read is dropped before a megabyte piles up in the server for them", async () => {
  const { response, close } = await openUnread();
  const viewer = new Viewer(response, "offering", undefined, async () => ({ compartments: [] }));
  let backlog = 0;
  const message = "x".repeat(100_000);
  // Far more than the system's own buffers hold.
  for (let count = 0; count < 500 && viewer.isOpen; count++) {
    viewer.send(() => message);
    await new Promise((resolve) => setImmediate(resolve));
    backlog = Math.max(backlog, response.writableLength);
  }
  expect(viewer.isOpen).toBe(false);
  expect(response.destroyed).toBe(true);
  expect(backlog).toBeLessThan(1_200_000);
  close();
});

test("when it cannot be told whether they may hear it, nothing is sent and the stream ends", async () => {
  const { response, close } = await openUnread();
  const viewer = new Viewer(response, "offering", undefined, async () => {
    throw new Error("the database is away");
  });
  let made = false;
  viewer.send(() => {
    made = true;
    return "secret";
  });
  await expect.poll(() => viewer.isOpen).toBe(false);
  expect(made).toBe(false);
  close();
});

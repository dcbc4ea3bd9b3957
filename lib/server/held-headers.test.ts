import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { holdHeaders } from "./held-headers";

/** What a client sees of one answer. */
async function answered(answer: RequestListener): Promise<Record<string, string>> {
  const server = createServer((request, response) => {
    holdHeaders(response, "/api/x", "production");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`);
  const text = await response.text();
  server.close();
  return { ...Object.fromEntries(response.headers), text };
}

test("a file says how long it is, though it comes as a stream", async () => {
  const seen = await answered((_, response) => {
    response.setHeader("x-file-length", "10");
    response.write("01234");
    response.end("56789");
  });
  expect(seen).toMatchObject({ "content-length": "10", text: "0123456789", "cache-control": "private, no-store" });
  expect(seen).not.toHaveProperty("x-file-length");
  expect(seen).not.toHaveProperty("transfer-encoding");
});

test("anything else goes out as it was", async () => {
  const seen = await answered((_, response) => {
    response.setHeader("cache-control", "public, max-age=60");
    response.write("01234");
    response.end();
  });
  expect(seen).toMatchObject({ "transfer-encoding": "chunked", text: "01234", "cache-control": "private, no-store" });
});

import { request } from "node:http";
import type { Client } from "./client";
import { expectOk } from "./client";
import { quantile } from "./closed-loop";

/** How long after the sending of an act another person's open screen hears of it; milliseconds, over a hundred acts. */
export async function measureLive(actor: Client, viewer: Client, place: { offeringId: string; conditionId: string }) {
  let heard: ((at: number) => void) | undefined;
  const stream = request(
    `${viewer.origin}/api/offerings/${place.offeringId}/live`,
    { headers: viewer.headers },
    (response) => {
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        if (chunk.includes("event: joined") || chunk.includes("event: changed")) heard?.(performance.now());
      });
    },
  );
  const next = () => new Promise<number>((resolve) => (heard = resolve));
  const joined = next();
  stream.end();
  await joined;
  const times: number[] = [];
  for (let count = 0; count < 100; count++) {
    const started = performance.now();
    const arrival = next();
    const body = { act: "note", conditionId: place.conditionId, text: "As heard.", shared: true };
    expectOk(await actor.post(`/api/offerings/${place.offeringId}/acts`, body));
    times.push((await arrival) - started);
  }
  stream.destroy();
  times.sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), count: times.length };
}

import { Agent, request } from "node:http";

export type Raw = { method?: string; path: string; headers?: Record<string, string>; body?: string };
export type Answered = { status: number; headers: Record<string, string>; text: string };

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** One request exactly as it is written, which a browser or fetch would put right first. Streams are read for a moment only. */
export function askRaw(origin: string, { method = "GET", path, headers = {}, body }: Raw): Promise<Answered> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request(
      { hostname, port, method, path, headers, agent, setHost: headers.host === undefined },
      (response) => {
        const pieces: Buffer[] = [];
        const end = () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            text: Buffer.concat(pieces).toString("utf8"),
          });
        response.on("data", (piece: Buffer) => {
          pieces.push(piece);
          if (!String(response.headers["content-type"]).startsWith("text/event-stream")) return;
          end();
          asked.destroy();
        });
        response.on("end", end);
        response.on("error", reject);
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Runs a task for each of the items, so many at a time. */
export async function eachOf<T>(items: readonly T[], abreast: number, run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await run(item);
  };
  await Promise.all(Array.from({ length: abreast }, worker));
}

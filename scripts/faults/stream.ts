import { get } from "node:http";

/** A live stream as an open screen has it: what came so far, and when it is over. */
export type OpenStream = { text: string; over: Promise<void>; leave: () => void; status: number };

/** Opens a stream, and resolves when the server has said that it is joined (or has refused). */
export function openStream(url: string, cookie: string, lastEventId?: string): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(lastEventId && { "last-event-id": lastEventId }) };
    const call = get(url, { headers, agent: false }, (response) => {
      const stream: OpenStream = {
        text: "",
        status: response.statusCode ?? 0,
        over: new Promise((done) => response.once("close", () => done())),
        leave: () => call.destroy(),
      };
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (chunk: string) => {
        stream.text += chunk;
        if (/event: (joined|reload)/.test(stream.text)) resolve(stream);
      });
      response.once("end", () => resolve(stream));
    });
    call.once("error", reject);
  });
}

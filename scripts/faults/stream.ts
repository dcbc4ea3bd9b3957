import { get } from "node:http";

/** A live stream as an open screen has it. */
export type OpenStream = {
  status: number;
  /** All that came. */
  text: string;
  /** When each change was heard of, by `performance.now()`. */
  heard: number[];
  /** The mark from which to go on after a broken connection. */
  lastEventId: string | undefined;
  isOver: boolean;
  over: Promise<void>;
  leave: () => void;
};

/** Opens a stream, and resolves when the server has said that it is joined (or has refused). */
export function openStream(url: string, cookie: string, lastEventId?: string): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(lastEventId && { "last-event-id": lastEventId }) };
    const call = get(url, { headers, agent: false }, (response) => {
      const stream: OpenStream = {
        status: response.statusCode ?? 0,
        text: "",
        heard: [],
        lastEventId,
        isOver: false,
        over: new Promise((done) => response.once("close", () => done())),
        leave: () => call.destroy(),
      };
      let rest = "";
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (chunk: string) => {
        stream.text += chunk;
        const parts = (rest + chunk).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          // What a log says of itself comes when it comes; what people did is counted.
          if (/^event: changed$/m.test(part) && !/"type":"log\./.test(part)) stream.heard.push(performance.now());
          stream.lastEventId = /^id: (.*)$/m.exec(part)?.[1] ?? stream.lastEventId;
          if (/^event: (joined|reload)$/m.test(part)) resolve(stream);
        }
      });
      response.once("close", () => {
        stream.isOver = true;
        resolve(stream);
      });
    });
    call.once("error", reject);
  });
}

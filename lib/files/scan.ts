import "server-only";
import { createReadStream } from "node:fs";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";

/** What a virus scanner says of a file. */
export type Scanned = { is: "clean" } | { is: "infected"; name: string };

const patienceMs = 60_000;

/**
 * Has a file looked at by ClamAV (clamd's INSTREAM), at "host:port" or at the path of its socket. Throws where it cannot be
 * reached, or says anything but yes or no: what was not looked at is not clean.
 */
export async function scan(path: string, scanner: string): Promise<Scanned> {
  const socket = open(scanner);
  socket.setTimeout(patienceMs, () => socket.destroy(new Error("the virus scanner does not answer")));
  const answer = text(socket);
  // A scanner that has had enough says so before everything was sent; what counts is what it says.
  const sent = send(path, socket).catch(() => {});
  const said = (await answer).replace(/\0$/, "").trim();
  await sent;
  if (said === "stream: OK") return { is: "clean" };
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (!found) throw new Error(`the virus scanner says: ${said || "nothing"}`);
  return { is: "infected", name: found };
}

function open(scanner: string): Socket {
  const [, host, port] = /^([^/]+):(\d+)$/.exec(scanner) ?? [];
  return host && port ? connect(Number(port), host) : connect(scanner);
}

/** The file in pieces, each after its length, and a length of zero at the end. */
async function send(path: string, socket: Socket): Promise<void> {
  const write = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
  await write(Buffer.from("zINSTREAM\0"));
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    await write(Buffer.concat([length, piece]));
  }
  await write(Buffer.alloc(4));
}

import { createServer, type Server } from "node:net";

const command = "zINSTREAM\0";

/**
 * Stands in for ClamAV's clamd at the path of a socket, by its own protocol: takes a file in pieces up to the empty one, and
 * answers by what it was sent, such as "stream: OK".
 */
export async function clamdAt(socket: string, answer: (file: Buffer) => string): Promise<Server> {
  const server = createServer((client) => {
    const pieces: Buffer[] = [];
    client.on("error", () => {});
    client.on("data", (piece: Buffer) => {
      pieces.push(piece);
      const stream = Buffer.concat(pieces);
      if (!stream.toString("latin1").startsWith(command)) return;
      const file: Buffer[] = [];
      for (let at = command.length; at + 4 <= stream.length; ) {
        const length = stream.readUInt32BE(at);
        if (length === 0) return client.end(`${answer(Buffer.concat(file))}\0`);
        file.push(stream.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return server;
}

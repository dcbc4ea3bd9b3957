import { once } from "node:events";
import { SMTPServer } from "smtp-server";

export type Received = { to: string[]; text: string };

/** A mail server that takes everything, and keeps each mail as it came. */
export async function mailSink(port: number) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return { received, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** Stands between people and the server, and does to their connections what a bad network does. */
export class FaultProxy {
  private readonly sockets = new Set<Socket>();
  private mood: "passing" | "refusing" | "swallowing" = "passing";

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly origin: string,
  ) {}

  /** Listens on a port of its own and passes everything on to the server at `target`, each piece `lagMs` late. */
  static async before(target: string, { lagMs = 0 } = {}): Promise<FaultProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const proxy = new FaultProxy(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on("connection", (near) => {
      if (proxy.mood === "refusing") return near.destroy();
      const far = connect(Number(port), hostname);
      near.pipe(late(lagMs)).pipe(far);
      far.pipe(late(lagMs)).pipe(proxy.answers(near)).pipe(near);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        proxy.sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          proxy.sockets.delete(one);
          other.destroy();
        });
      }
    });
    return proxy;
  }

  /** Breaks every connection and refuses new ones. */
  cut(): void {
    this.mood = "refusing";
    for (const socket of this.sockets) socket.destroy();
  }

  /** Lets requests through, and breaks the connection where the server begins to answer: it has done what was asked. */
  swallowAnswers(): void {
    this.mood = "swallowing";
  }

  mend(): void {
    this.mood = "passing";
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private answers(near: Socket): Transform {
    return new Transform({
      transform: (piece, _, pass) => {
        if (this.mood === "swallowing") near.destroy();
        else pass(null, piece);
      },
    });
  }
}

/** Passes each piece on so many milliseconds after it came, in the order in which they came. */
const late = (milliseconds: number) =>
  new Transform({
    transform: (piece, _, pass) => {
      if (milliseconds > 0) setTimeout(pass, milliseconds, null, piece);
      else pass(null, piece);
    },
  });

import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** Sees each piece of one connection before it is passed on, and answers in its own time whether it may be; else the connection breaks. */
export type Watch = { asked: (piece: Buffer) => Promise<boolean>; answered: (piece: Buffer) => Promise<boolean> };

/** Stands between people and the server, or the server and its database, and does to their connections what a bad network does. */
export class FaultProxy {
  private readonly sockets = new Set<Socket>();
  private mood: "passing" | "refusing" | "swallowing" = "passing";

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly origin: string,
  ) {}

  /**
   * Listens on a port of its own and passes everything on to the server at `target`, each piece `lagMs` late and once the
   * watch that was made for its connection lets it through.
   */
  static async before(
    target: string,
    { lagMs = 0, watch = () => idle }: { lagMs?: number; watch?: () => Watch } = {},
  ): Promise<FaultProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const proxy = new FaultProxy(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on("connection", (near) => {
      if (proxy.mood === "refusing") return near.destroy();
      const far = connect(Number(port), hostname);
      const { asked, answered } = watch();
      near.pipe(late(lagMs)).pipe(seenBy(asked, near)).pipe(far);
      far.pipe(late(lagMs)).pipe(seenBy(answered, near)).pipe(proxy.answers(near)).pipe(near);
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

const always = () => Promise.resolve(true);
const idle: Watch = { asked: always, answered: always };

const seenBy = (sees: (piece: Buffer) => Promise<boolean>, near: Socket) =>
  new Transform({
    transform: (piece: Buffer, _, pass) =>
      void sees(piece).then((passes) => (passes ? pass(null, piece) : near.destroy()), pass),
  });

/** Passes each piece on so many milliseconds after it came, in the order in which they came. */
const late = (milliseconds: number) =>
  new Transform({
    transform: (piece, _, pass) => {
      if (milliseconds > 0) setTimeout(pass, milliseconds, null, piece);
      else pass(null, piece);
    },
  });

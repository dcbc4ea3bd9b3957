import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between a browser and the server, and can cut every connection and refuse new ones, as a bad network does. */
export class FaultProxy {
  private readonly sockets = new Set<Socket>();
  private refusing = false;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly origin: string,
  ) {}

  /** Listens on a port of its own and passes everything on to the server at `target`. */
  static async before(target: string): Promise<FaultProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const proxy = new FaultProxy(server, `http://localhost:${(server.address() as AddressInfo).port}`);
    server.on("connection", (near) => {
      if (proxy.refusing) return near.destroy();
      const far = connect(Number(port), hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        proxy.sockets.add(one);
        one.pipe(other);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          proxy.sockets.delete(one);
          other.destroy();
        });
      }
    });
    return proxy;
  }

  cut(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.refusing = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

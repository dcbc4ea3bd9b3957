import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export type Answer = { status: number; body: Buffer; cookies: string[] };

/** One person before one server, over connections that are kept. */
export class Client {
  private cookie = "";

  constructor(readonly origin: string) {}

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.send("POST", "/api/auth/sign-in/email", { email, password });
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.status} ${answer.body}`);
    this.cookie = answer.cookies.map((line) => line.split(";", 1)[0]).join("; ");
  }

  get(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  /** JSON, or a file's bytes. */
  post(path: string, body: object | Buffer): Promise<Answer> {
    return this.send("POST", path, body);
  }

  get headers(): Record<string, string> {
    return { cookie: this.cookie };
  }

  private send(method: string, path: string, body?: object | Buffer): Promise<Answer> {
    const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const headers: Record<string, string | number> = {
      cookie: this.cookie,
      origin: this.origin,
      // As browsers ask today.
      "accept-encoding": "gzip, deflate, br, zstd",
      ...(bytes && {
        "idempotency-key": randomUUID(),
        "content-type": Buffer.isBuffer(body) ? "application/octet-stream" : "application/json",
        "content-length": bytes.length,
      }),
    };
    return new Promise((resolve, reject) => {
      const call = request(`${this.origin}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks),
            cookies: response.headers["set-cookie"] ?? [],
          }),
        );
        response.on("error", reject);
      });
      call.on("error", reject);
      call.end(bytes);
    });
  }
}

/** Throws unless the answer is what the work is about: a refusal is quick, and must not be measured. */
export function expectOk({ status, body }: Answer): void {
  if (status !== 200) throw new Error(`Answered ${status}: ${body.subarray(0, 300)}`);
}

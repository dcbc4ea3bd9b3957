// People before a server of the fault tests, as their browsers are: a session, a key for each wish, and asking again.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { PersonId } from "@/lib/domain/ids";
import { sessionOf } from "@/lib/testing/session";

export type Answer = { status: number; body: unknown };

/** How long whoever asks again and again goes on; a fault that outlasts it has not been survived. */
const patience = 60_000;

export class Person {
  private constructor(
    readonly personId: PersonId,
    readonly cookie: string,
  ) {}

  static async signedIn({ personId }: { personId: PersonId }): Promise<Person> {
    return new Person(personId, await sessionOf(personId));
  }

  /** Sends a wish once: JSON, or the bytes of a file. Rejects where no whole answer comes. */
  async post(url: string, body: object | Buffer, key: string = randomUUID(), signal?: AbortSignal): Promise<Answer> {
    const isFile = Buffer.isBuffer(body);
    const response = await fetch(url, {
      method: "POST",
      headers: {
        ...this.headers(url),
        "idempotency-key": key,
        ...(isFile ? {} : { "content-type": "application/json" }),
      },
      body: isFile ? new Uint8Array(body) : JSON.stringify(body),
      ...(signal && { signal }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Sends it as often as it takes until there is an answer that settles it, as the program's own pages do. */
  async insist(url: string | (() => string), body: object | Buffer, key: string = randomUUID()): Promise<Answer> {
    const until = Date.now() + patience;
    for (;;) {
      const answer = await this.post(typeof url === "string" ? url : url(), body, key).catch((fault: Error) => fault);
      if (!(answer instanceof Error) && answer.status < 500 && answer.status !== 429) return answer;
      if (Date.now() > until) {
        throw answer instanceof Error
          ? answer
          : new Error(`Still answered ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      await pause(50);
    }
  }

  async get(url: string): Promise<Answer> {
    const response = await fetch(url, { headers: this.headers(url) });
    return { status: response.status, body: await response.json() };
  }

  async download(url: string): Promise<{ status: number; bytes: Buffer }> {
    const response = await fetch(url, { headers: this.headers(url) });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  private headers(url: string): Record<string, string> {
    return { cookie: this.cookie, origin: new URL(url).origin };
  }
}

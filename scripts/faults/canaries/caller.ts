import { randomUUID } from "node:crypto";
import type { Circle } from "./garden";

/** A wish as it was granted: its address and what was asked. */
export type Sent = { path: string; body: object };
export const granted: Sent[] = [];

/** Somebody before the server, with what they may see. `cookie` is empty where nobody is signed in. */
export class Caller {
  cookie = "";
  private password = "";

  constructor(
    readonly origin: string,
    readonly who: string,
    readonly circles: Circle[] = [],
    /** The offerings whose list they keep. */
    readonly keeps: string[] = [],
  ) {}

  /** Asks, and asks again where the server is busy, as a page does. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const response = await fetch(`${this.origin}${path}`, {
        redirect: "manual",
        headers: { cookie: this.cookie, ...headers },
      });
      if (response.status !== 503 || tries === 5) return response;
      await response.body?.cancel();
    }
  }

  async json<T>(path: string): Promise<T> {
    const response = await this.get(path);
    if (response.status !== 200)
      throw new Error(`${this.who} GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Sends a wish, as JSON or as the bytes of a file. */
  send(path: string, body: object): Promise<Response> {
    const isFile = body instanceof Uint8Array;
    return fetch(`${this.origin}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        cookie: this.cookie,
        origin: this.origin,
        "idempotency-key": randomUUID(),
        "content-type": isFile ? "application/octet-stream" : "application/json",
      },
      body: isFile ? new Uint8Array(body) : JSON.stringify(body),
    });
  }

  /** The same of what is to be granted. */
  async wish<T = { id: string }>(path: string, body: object): Promise<T> {
    const response = await this.send(path, body);
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`${this.who} POST ${path} ${JSON.stringify(body)}: ${response.status} ${text}`);
    granted.push({ path, body });
    return JSON.parse(text) as T;
  }

  /** Says once more who they are, for an act that asks for it. */
  confirm(): Promise<unknown> {
    return this.wish("/api/account/confirm", { password: this.password });
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await this.send("/api/auth/sign-in/email", { email, password });
    if (response.status !== 200)
      throw new Error(`${this.who} does not sign in: ${response.status} ${await response.text()}`);
    this.cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    this.password = password;
  }
}

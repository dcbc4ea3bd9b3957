import type { ServerResponse } from "node:http";
import type { StreamRights } from "./access";
import { formatRetry } from "./message";

/** A viewer who does not read is dropped when this many bytes wait for them; their browser comes back and catches up. */
const maxBacklog = 1_000_000;

/** One open stream. What is sent goes out in the order of the calls, each after a check of its own. */
export class Viewer {
  private line: Promise<void> = Promise.resolve();
  private ended = false;
  /** When the next sign of life is due, in milliseconds since the epoch. */
  nextBeat = 0;

  constructor(
    private readonly response: ServerResponse,
    readonly offeringId: string,
    readonly cookieHeader: string | undefined,
    private readonly ask: () => Promise<StreamRights | null>,
  ) {}

  get isOpen(): boolean {
    return !this.ended && !this.response.destroyed && !this.response.writableEnded;
  }

  /** Sends what `content` makes of the viewer's rights as they are now; ends the stream when there are none any more. */
  send(content: (rights: StreamRights) => string): void {
    this.line = this.line.then(async () => {
      if (!this.isOpen) return;
      try {
        const rights = await this.ask();
        if (rights) this.write(content(rights));
        else this.end(0);
      } catch {
        // Whether they may hear it cannot be told: nothing is sent, and their browser asks again.
        this.end(2000);
      }
    });
  }

  /** Closes the stream, asking the browser to return after `retry` milliseconds. */
  end(retry: number): void {
    if (!this.isOpen) return;
    this.ended = true;
    this.response.end(formatRetry(retry));
  }

  private write(text: string): void {
    if (!this.isOpen || text === "") return;
    this.response.write(text);
    if (this.response.writableLength > maxBacklog) {
      this.ended = true;
      this.response.destroy();
    }
  }
}

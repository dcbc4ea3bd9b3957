import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { bookkeeping } from "@/lib/log/bookkeeping";
import { logDenied } from "@/lib/logging/denied";
import { RecentAccess, type StreamAccess, type StreamRights } from "./access";
import { formatMessage, formatRetry } from "./message";
import { Outbox, type OutboxEvent } from "./outbox";
import { type ResumeMark, ResumeMarks } from "./resume-mark";
import { Viewer } from "./viewer";

export type GatewaySettings = {
  databaseUrl: string;
  /** Seals the resume marks; the same for all server processes. */
  secret: string;
  access: StreamAccess;
  /** Told of faults that nobody else sees. */
  onFault: (fault: unknown) => void;
};

const pollEvery = 100;
const beatEvery = 15_000;
const sweepEvery = 1000;
const sweepWidth = 8;
const maxStreamsOfSession = 50;

/** A screen that was away for longer than this, in milliseconds, starts afresh. */
const oldestMark = 10 * 60_000;

type Joining = { viewer: Viewer; mark: ResumeMark | undefined };

/**
 * Tells every open screen of an offering that something has happened there, by server-sent events from the outbox in
 * PostgreSQL. Several server processes may run one each. Nobody hears of a compartment that they may not read, as their
 * rights stand at most a second before each message; a stream whose rights have ended is closed.
 */
export class LiveGateway {
  private readonly outbox: Outbox;
  private readonly marks: ResumeMarks;
  private readonly access: RecentAccess;
  private readonly viewers = new Set<Viewer>();
  private joining: Joining[] = [];
  private loops: Promise<unknown> | undefined;
  private readonly stop = new AbortController();

  constructor(private readonly settings: GatewaySettings) {
    this.outbox = new Outbox(settings.databaseUrl);
    this.marks = new ResumeMarks(settings.secret);
    this.access = new RecentAccess(settings.access);
  }

  /** How many streams are open. */
  get size(): number {
    return this.viewers.size;
  }

  /** Answers a request for the stream of an offering, and keeps it open. */
  async open(request: IncomingMessage, response: ServerResponse, offeringId: string): Promise<void> {
    const cookieHeader = request.headers.cookie;
    const ask = () => this.access.ask(cookieHeader, offeringId);
    const rights = await ask().catch((fault: unknown) => {
      this.settings.onFault(fault);
      return "unknown" as const;
    });
    if (this.isClosed || rights === "unknown") return refuse(response, 503, "busy");
    // One answer for an offering that is not there and one that is not theirs.
    if (!rights) {
      const requestId = request.headers["x-request-id"];
      logDenied({ code: "not-found", method: "GET", url: request.url ?? "", requestId: requestId?.toString() });
      return refuse(response, 404, "not-found");
    }
    if (this.streamsOf(cookieHeader) >= maxStreamsOfSession) return refuse(response, 429, "too-many-requests");
    if (response.destroyed) return;

    const last = request.headers["last-event-id"];
    const mark = typeof last === "string" ? this.marks.open(last) : undefined;
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
    response.write(formatRetry(2000));
    const viewer = new Viewer(response, offeringId, cookieHeader, ask);
    // The response's end is the only sure sign that the reader has gone; the request ends as soon as it is read.
    response.on("close", () => {
      this.viewers.delete(viewer);
      this.joining = this.joining.filter((one) => one.viewer !== viewer);
    });
    this.viewers.add(viewer);
    this.joining.push({ viewer, mark });
    this.loops ??= Promise.all([this.follow(), this.sweep()]);
  }

  /** Ends every stream, asking the browsers to return at different moments, and stops. */
  async close(): Promise<void> {
    this.stop.abort();
    for (const viewer of this.viewers) viewer.end(500 + Math.floor(Math.random() * 2500));
    await this.loops;
    await this.outbox.close();
  }

  /** Passes events on while anyone is there, and leaves the database alone while nobody is. */
  private async follow(): Promise<void> {
    while (!this.isClosed) {
      try {
        if (this.viewers.size === 0) await this.outbox.close();
        else await this.turn();
      } catch (fault) {
        // The streams stay open: what happens meanwhile is read when the database is back.
        this.settings.onFault(fault);
        await this.pause(1000);
      }
      await this.pause(pollEvery);
    }
  }

  private async turn(): Promise<void> {
    this.broadcast(await this.outbox.read());
    await this.welcome();
    await this.beat();
  }

  private broadcast(events: readonly OutboxEvent[]): void {
    if (events.length === 0) return;
    const waiting = new Set(this.joining.map(({ viewer }) => viewer));
    const byOffering = Map.groupBy(events, ({ offeringId }) => offeringId);
    const id = this.mark();
    for (const viewer of this.viewers) {
      const theirs = byOffering.get(viewer.offeringId);
      if (theirs && !waiting.has(viewer)) viewer.send((rights) => changes(theirs, rights, id));
    }
  }

  /** Brings those who have just come up to what has been passed on; from then on they get what everyone gets. */
  private async welcome(): Promise<void> {
    const newcomers = this.joining;
    if (newcomers.length === 0) return;
    const checkpoints = await this.outbox.checkpoints(offeringsOf(newcomers.map(({ viewer }) => viewer)));
    for (const { viewer, mark } of newcomers) {
      const missed = await this.missedSince(mark, viewer.offeringId);
      const id = this.mark();
      viewer.send((rights) => {
        const data = present(checkpoints, viewer);
        const ready = formatMessage({ event: missed ? "joined" : "reload", id, data });
        return changes(missed ?? [], rights) + ready;
      });
      viewer.nextBeat = Date.now() + beatEvery;
    }
    this.joining = this.joining.filter((one) => !newcomers.includes(one));
  }

  /** Null when the mark is too old to count up from: by its age, for a number of events would count other people's acts. */
  private async missedSince(mark: ResumeMark | undefined, offeringId: string): Promise<OutboxEvent[] | null> {
    if (!mark) return [];
    if (Date.now() - mark.at > oldestMark) return null;
    return this.outbox.since(mark.position, offeringId);
  }

  private mark(): string {
    return this.marks.seal({ position: this.outbox.settled, at: Date.now() });
  }

  private async beat(): Promise<void> {
    const now = Date.now();
    const due = [...this.viewers].filter((viewer) => viewer.nextBeat > 0 && viewer.nextBeat <= now);
    if (due.length === 0) return;
    const checkpoints = await this.outbox.checkpoints(offeringsOf(due));
    const id = this.mark();
    for (const viewer of due) {
      viewer.nextBeat = now + beatEvery;
      viewer.send(() => formatMessage({ event: "time", id, data: present(checkpoints, viewer) }));
    }
  }

  /** Asks after everyone's rights again and again, so that a stream ends soon after them even while nothing happens. */
  private async sweep(): Promise<void> {
    while (!this.isClosed) {
      const queue = [...this.viewers];
      const worker = async () => {
        for (let viewer = queue.pop(); viewer && !this.isClosed; viewer = queue.pop()) {
          const rights = await this.access.ask(viewer.cookieHeader, viewer.offeringId).catch(() => "unknown" as const);
          if (rights === null) viewer.end(0);
        }
      };
      await Promise.all(Array.from({ length: sweepWidth }, worker));
      this.access.forgetOld();
      await this.pause(sweepEvery);
    }
  }

  private get isClosed(): boolean {
    return this.stop.signal.aborted;
  }

  /** Waits, but not beyond the end. */
  private async pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.stop.signal }).catch(() => {});
  }

  private streamsOf(cookieHeader: string | undefined): number {
    let count = 0;
    for (const viewer of this.viewers) if (viewer.cookieHeader === cookieHeader) count++;
    return count;
  }
}

/**
 * The messages about those of the events that the viewer may hear of; empty when there are none. Only the last carries
 * the mark: a connection that breaks between two of them must not have claimed the second.
 */
function changes(events: readonly OutboxEvent[], rights: StreamRights, id?: string): string {
  const serverTime = new Date().toISOString();
  // What the log says of itself changes nothing on a screen.
  const audible = events.filter(
    ({ compartment, type }) => rights.compartments.includes(compartment) && !isBookkeeping(type),
  );
  return audible
    .map(({ closingId, conditionId, type, at }, place) => {
      const data = { closingId, conditionId, type, at: at.toISOString(), serverTime };
      const isLast = place === audible.length - 1;
      return formatMessage({ event: "changed", data, ...(id && isLast ? { id } : {}) });
    })
    .join("");
}

const isBookkeeping = (type: string) => (bookkeeping as readonly string[]).includes(type);

const offeringsOf = (viewers: readonly Viewer[]) => [...new Set(viewers.map(({ offeringId }) => offeringId))];

/** What is so now, for every screen of an offering: the server's time, and the checkpoint that browsers hold its log to. */
const present = (checkpoints: ReadonlyMap<string, string>, { offeringId }: Viewer) => ({
  serverTime: new Date().toISOString(),
  checkpoint: checkpoints.get(offeringId) ?? null,
});

function refuse(response: ServerResponse, status: number, code: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "Content-Type": "application/problem+json",
    ...(status === 503 || status === 429 ? { "Retry-After": "2" } : {}),
  });
  response.end(JSON.stringify({ code }));
}

import pg from "pg";
import { type Positioned, Sequence } from "./sequence";

/** Where and when something happened; never what was said. */
export type OutboxEvent = Positioned & {
  offeringId: string;
  closingId: string | null;
  conditionId: string | null;
  compartment: string;
  type: string;
  at: Date;
};

/** One reading takes at most this many events; the next follows at once. */
const batch = 1000;
/** How far behind the newest event a start looks for positions still under way. */
const lookBack = 1000n;

type Row = {
  xmin: string;
  xmax: string;
  position: string | null;
  offeringId: string;
  closingId: string | null;
  conditionId: string | null;
  compartment: string;
  type: string;
  at: Date;
};

/** Reads the events of all offerings from the database, each once, on a connection of its own that it renews. */
export class Outbox {
  private client: pg.Client | undefined;
  private sequence: Sequence | undefined;

  constructor(private readonly databaseUrl: string) {}

  /** See Sequence.settled. Only after a first `read`. */
  get settled(): bigint {
    if (!this.sequence) throw new Error("the outbox has not been read yet");
    return this.sequence.settled;
  }

  /**
   * The events that have become visible since the last call, nearly in order (see Sequence). The first call answers with
   * none: it finds where to begin. Rejects when the database cannot be reached; the next call tries again, missing nothing.
   */
  async read(): Promise<OutboxEvent[]> {
    if (!this.sequence) {
      await this.begin();
      return [];
    }
    const fresh: OutboxEvent[] = [];
    for (let more = true; more; ) {
      const seen = this.sequence.seen;
      const { events, snapshot } = await this.query(seen, this.sequence.awaited);
      fresh.push(...this.sequence.take(events, snapshot, Date.now()));
      more = this.sequence.seen > seen && events.filter(({ position }) => position > seen).length >= batch;
    }
    return fresh;
  }

  /**
   * The visible events of one offering after a position, up to what `read` has passed on. Null when that position has not
   * been reached here: the database was put back to an earlier state.
   */
  async since(position: bigint, offeringId: string): Promise<OutboxEvent[] | null> {
    if (!this.sequence) throw new Error("the outbox has not been read yet");
    const upTo = this.sequence.seen;
    if (position > upTo) return null;
    const missed: OutboxEvent[] = [];
    for (let after = position; after < upTo; ) {
      const { events } = await this.query(after, []);
      missed.push(...events.filter((event) => event.offeringId === offeringId && event.position <= upTo));
      after = events.length < batch ? upTo : (events.at(-1)?.position ?? upTo);
    }
    return missed;
  }

  /** The newest checkpoint of the log that all parties share, of each of these offerings that has one. */
  async checkpoints(offeringIds: readonly string[]): Promise<Map<string, string>> {
    const client = await this.connection();
    const { rows } = await client.query<{ offeringId: string; note: string }>(
      "SELECT * FROM shared_checkpoints($1::uuid[])",
      [offeringIds],
    );
    return new Map(rows.map(({ offeringId, note }) => [offeringId, note]));
  }

  /** Gives the connection back. A later `read` begins anew. */
  async close(): Promise<void> {
    this.sequence = undefined;
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => {});
  }

  private async begin(): Promise<void> {
    const client = await this.connection();
    const { rows } = await client.query<{ last: string | null }>(
      `SELECT pg_sequence_last_value('"Event_position_seq"') AS last`,
    );
    const last = BigInt(rows[0]?.last ?? 0);
    const sequence = new Sequence(last > lookBack ? last - lookBack : 0n);
    for (let more = true; more; ) {
      const { events, snapshot } = await this.query(sequence.seen, []);
      sequence.take(events, snapshot, Date.now());
      more = events.length >= batch;
    }
    this.sequence = sequence;
  }

  /** Rows and snapshot come from one statement, so that each row the snapshot calls settled is among them. */
  private async query(after: bigint, awaited: readonly bigint[]) {
    const client = await this.connection();
    const first = awaited[0];
    const width = first === undefined ? 0n : after - first + 1n;
    const { rows } = await client.query<Row>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, pg_snapshot_xmax(pg_current_snapshot())::text AS xmax, e.*
         FROM (SELECT 1) AS one
         LEFT JOIN (
           SELECT * FROM outbox_since($3::bigint, $4::int) WHERE "position" = ANY ($5::bigint[])
           UNION ALL
           SELECT * FROM outbox_since($1::bigint, $2::int)
         ) AS e ON true`,
      [String(after), batch, String((first ?? 1n) - 1n), Number(width), awaited.map(String)],
    );
    const snapshot = { xmin: BigInt(rows[0]?.xmin ?? 0), xmax: BigInt(rows[0]?.xmax ?? 0) };
    const events = rows.flatMap(({ xmin: _xmin, xmax: _xmax, position, ...rest }) =>
      position === null ? [] : [{ ...rest, position: BigInt(position) }],
    );
    events.sort((a, b) => (a.position < b.position ? -1 : 1));
    return { events, snapshot };
  }

  private async connection(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "section-seven live",
      connectionTimeoutMillis: 5000,
      query_timeout: 10_000,
    });
    // A lost connection shows here, or at the next query; either way the next one is new.
    const drop = () => {
      if (this.client === client) this.client = undefined;
    };
    client.on("error", drop);
    client.on("end", drop);
    await client.connect();
    this.client = client;
    return client;
  }
}

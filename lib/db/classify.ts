import "server-only";

/** What a failed transaction means for the one who asked. */
export type Failure =
  /** Somebody else's act came between: nothing was written, and the same act may be tried again. */
  | "conflict"
  /** The connection broke: whether it was written is unknown, and the idempotency row tells. */
  | "unknown-outcome"
  /** The database cannot be reached, or gives no connection in time: nothing was written. */
  | "unavailable"
  /** The database's own rules refused the row: a bug or an attack, never an ordinary refusal. */
  | "refused"
  | "bug";

const conflictStates = new Set(["40001", "40P01"]);
/**
 * PostgreSQL's own troubles: no room, no memory, too many connections (53), a disk that fails (58), a start under way
 * (57P03), a lock or a statement that took too long (55P03, 57014). Nothing was written.
 */
const troubled = /^(53|58|57P03|55P03|57014)/;
const cutOff = new Set(["57P01", "57P02", "57P05", "08000", "08003", "08006"]);
/** A socket that broke, by the adapter's own word for it, Prisma's, and, where the adapter knows none, the socket's. */
const brokenSocket = new Set([
  "ConnectionClosed",
  "SocketTimeout",
  "P1017",
  "P1008",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
]);
const refusedStates = new Set(["42501", "23000"]);

/** Unique keys on which two honest acts can meet, so that trying again is right. */
const contended = [
  "seq",
  "number",
  "email",
  "Event_offeringId_compartment_seq_key",
  "Version_deliverableId_number_key",
  "Withdrawal_actId_key",
  "ClosingStep_over_once",
  "Condition_label_once",
];

type Cause = { kind?: string; originalCode?: string; constraint?: unknown };
type Shape = {
  /** Prisma's own word, the socket's, or PostgreSQL's state, by where the error comes from. */
  code?: string;
  constraint?: string;
  message?: string;
  cause?: Cause;
  meta?: { driverAdapterError?: { cause?: Cause }; target?: unknown };
};

/**
 * Says what an error means of Prisma 7.10 with adapter-pg, or of pg itself, whose code is PostgreSQL's state. One serialization
 * conflict comes in four shapes: P2034 from a statement, P2010 from a raw one through Prisma, 40001 from one that goes straight to
 * the driver, and a bare driver error without a code when it fails at COMMIT.
 */
export function classify(error: unknown): Failure {
  if (!(error instanceof Error)) return "bug";
  const shape = error as Shape;
  const cause = shape.cause ?? shape.meta?.driverAdapterError?.cause;
  const state = cause?.originalCode ?? shape.code ?? "";

  if (shape.code === "P2034" || cause?.kind === "TransactionWriteConflict" || conflictStates.has(state))
    return "conflict";
  if (shape.code === "P2002" || state === "23505") return meetsOnContendedKey(shape, cause) ? "conflict" : "refused";
  if (cutOff.has(state) || brokenSocket.has(cause?.kind ?? "") || brokenSocket.has(shape.code ?? ""))
    return "unknown-outcome";
  if (troubled.test(state)) return "unavailable";
  if (shape.code === "P2028" || shape.code === "P1001" || cause?.kind === "DatabaseNotReachable") return "unavailable";
  if (/ECONNREFUSED|Can't reach database|the database system is (starting up|shutting down)/.test(error.message)) {
    return "unavailable";
  }
  if (/connection (error|terminated)|Connection terminated|Server has closed the connection/i.test(error.message)) {
    return "unknown-outcome";
  }
  if (shape.code === "P2039" || refusedStates.has(state)) return "refused";
  return "bug";
}

function meetsOnContendedKey(shape: Shape, cause: Cause | undefined): boolean {
  const named = JSON.stringify([shape.meta?.target, cause?.constraint, shape.constraint, shape.message]);
  return contended.some((key) => named.includes(key));
}

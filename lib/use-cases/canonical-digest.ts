import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue } from "@/lib/log/canonical";

/** SHA-256, in hex, of a value's canonical JSON: what an event of the log binds a row by, which the database may write in another order. */
export const canonicalDigest = (value: object): string =>
  createHash("sha256")
    .update(canonicalJson(value as unknown as JsonValue))
    .digest("hex");

import { createHash } from "node:crypto";
import type { Opening } from "./bookkeeping";
import { canonicalJson } from "./canonical";

/** The commitment to a root, in lower-case hex: the SHA-256 of the canonical JSON of what opens it. */
export const commitmentTo = ({ origin, size, root, salt }: Opening): string =>
  createHash("sha256").update(canonicalJson({ origin, size, root, salt })).digest("hex");

import type { Refusal } from "@/lib/domain/refusal";
import type { Forbidden } from "@/lib/policy/policy";

/** Everything that a request may be refused with. The status and the sentence for each are in lib/contracts/problem-words.ts. */
export type Problem =
  | Refusal
  | Forbidden
  | { code: "not-signed-in" }
  | { code: "cross-site" }
  | { code: "invalid-input"; issues: readonly { path: string; message: string }[] }
  | { code: "idempotency-key-missing" }
  | { code: "idempotency-key-reused" }
  | { code: "step-up-required" }
  | { code: "too-many-requests"; retryAfterSeconds: number }
  | { code: "file-too-large"; limitBytes: number }
  | { code: "file-empty" }
  | { code: "file-not-allowed"; found: string }
  | { code: "file-name-not-allowed"; reason: string }
  | { code: "file-damaged" }
  | { code: "file-locked" }
  | { code: "file-lost" }
  | { code: "storage-full" }
  | { code: "busy" }
  | { code: "email-taken" }
  | { code: "invitation-not-valid" }
  | { code: "set-link-not-valid" }
  | { code: "passphrase-wrong" }
  | { code: "other-account"; email: string }
  | { code: "last-list-keeper" }
  | { code: "not-an-offering-maker" }
  | { code: "changed-meanwhile"; what: string }
  | { code: "agreement-not-read"; why: string; message: string }
  | { code: "terms-not-valid"; field: string; message: string }
  /** What was recorded does not agree with its own log: nothing is closed on it. */
  | { code: "record-damaged"; violations: readonly string[] };

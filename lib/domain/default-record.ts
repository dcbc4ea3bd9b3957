import type { PersonId } from "./ids";

/** What was said about a default, as it was recorded; an entry is withdrawn by another, and stays. */
export type DefaultEntry = { recordId: string; by: PersonId; at: Date } & DefaultWord;

/** `moment` is that of the default, `delivery` the Time of Delivery as it was agreed then; both local to the closing's zone. */
export type DefaultWord =
  | { type: "default.recorded"; underwriter: string; moment: string; delivery: string }
  | { type: "default.arranged"; name: string; amount: string }
  | { type: "default.company-spoke"; requires: boolean }
  | { type: "default.withdrawn"; withdraws: string; reason: string };

/** How things stand after all that was recorded. */
export type DefaultRecord = {
  defaults: readonly {
    recordId: string;
    underwriter: string;
    moment: string;
    delivery: string;
    by: PersonId;
    at: Date;
  }[];
  substitutes: readonly { recordId: string; name: string; amount: string; by: PersonId; at: Date }[];
  /** The Company's last word; null while it has not said. */
  company: { recordId: string; requires: boolean; by: PersonId; at: Date } | null;
};

/** The record as it stands: every entry that was not withdrawn, of the Company's the last. */
export function defaultRecord(entries: readonly DefaultEntry[]): DefaultRecord {
  const withdrawn = new Set(entries.flatMap((entry) => (entry.type === "default.withdrawn" ? [entry.withdraws] : [])));
  const standing = entries.filter(({ recordId }) => !withdrawn.has(recordId));
  return {
    defaults: standing.flatMap((entry) => (entry.type === "default.recorded" ? [entry] : [])),
    substitutes: standing.flatMap((entry) => (entry.type === "default.arranged" ? [entry] : [])),
    company: standing.flatMap((entry) => (entry.type === "default.company-spoke" ? [entry] : [])).at(-1) ?? null,
  };
}

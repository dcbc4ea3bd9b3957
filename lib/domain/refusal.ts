import type { Basis } from "./condition";
import type { Lapse } from "./condition-state";
import type { PartyRole } from "./role";

/** Why an act is refused as things stand. Who may do what at all is the policy's to say. */
export type Refusal =
  | { code: "not-found" }
  | { code: "closing-over"; stage: "closed" | "terminated" }
  | { code: "condition-settled"; status: "waived" | "not-applicable" | "failed" }
  | { code: "signed-by-limb"; label: string }
  | { code: "documents-missing"; titles: readonly string[] }
  | { code: "evidence-changed"; titles: readonly string[] }
  | { code: "requirement-changed"; label: string }
  | { code: "too-early"; opensAt: string }
  | { code: "limbs-unmatched"; labels: readonly string[] }
  | { code: "ratings-missing"; agencies: readonly string[] }
  | { code: "already-signed-off"; basis: Basis; role: PartyRole }
  | { code: "already-shared" }
  | { code: "already-done"; what: string }
  | { code: "already-withdrawn" }
  | { code: "not-your-act" }
  | { code: "text-required"; field: string }
  | { code: "label-taken"; label: string }
  | { code: "deliverable-in-use"; title: string }
  | { code: "wrong-order"; ids: number }
  | { code: "wrong-step"; from: string; to: string }
  | { code: "not-ready"; blockers: readonly string[]; lapses: readonly Lapse["cause"][] }
  | { code: "not-a-rehearsal" }
  | { code: "moment-not-later"; now: string }
  | { code: "no-such-local-time"; text: string };

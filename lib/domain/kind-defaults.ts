import type { RequiredSignOff } from "./condition";
import { type ConditionKind, conditionKinds } from "./kind";
import type { PartyRole } from "./role";

/** What a condition of one kind usually calls for; the agreement's own words come before it. */
export type KindDefaults = {
  label: string;
  furnishedBy: readonly PartyRole[];
  furnishedTo: readonly PartyRole[];
  /** In the order in which they are given: the fact, the form, the judgment. */
  requires: readonly RequiredSignOff[];
  /** Hours before the Time of Delivery in which a same-day confirmation may be given, and for which it holds. */
  windowHours: number | null;
  deliverables: readonly { title: string; dated: "time-of-delivery" | "pricing-date" | null }[];
};

const fact = (role: PartyRole, sameDay = false): RequiredSignOff => ({ basis: "fact", role, sameDay });
const form = (role: PartyRole): RequiredSignOff => ({ basis: "form", role, sameDay: false });
const judgment = (role: PartyRole, sameDay = false): RequiredSignOff => ({ basis: "judgment", role, sameDay });

/** Counsel to the underwriters accepts the form of a paper, and the Representatives decide that it is satisfactory. */
const reviewed = [form("underwriters_counsel"), judgment("representative")];

/** From the evening before a morning delivery: late enough that the statement is one about the day. */
const sameDayHours = 12;
/** Nobody can say before the markets of the day have shown themselves that they stand. */
const marketHours = 3;

const defaults: Record<ConditionKind, KindDefaults> = {
  "representations-accuracy": {
    label: "Accuracy of representations",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: [fact("issuer", true), ...reviewed],
    windowHours: sameDayHours,
    deliverables: [],
  },
  performance: {
    label: "Performance of obligations",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: [fact("issuer", true), ...reviewed],
    windowHours: sameDayHours,
    deliverables: [],
  },
  filing: {
    label: "Filing and registration",
    furnishedBy: ["issuer_counsel"],
    furnishedTo: ["representative"],
    requires: [fact("issuer_counsel", true), ...reviewed],
    windowHours: sameDayHours,
    deliverables: [],
  },
  opinion: {
    label: "Legal opinion",
    furnishedBy: ["issuer_counsel"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Opinion", dated: "time-of-delivery" }],
  },
  "comfort-letter": {
    label: "Comfort letter",
    furnishedBy: ["accountants"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [
      { title: "Comfort letter", dated: "pricing-date" },
      { title: "Bring-down comfort letter", dated: "time-of-delivery" },
    ],
  },
  "no-adverse-change": {
    label: "No material adverse change",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: [fact("issuer", true), form("underwriters_counsel"), judgment("representative", true)],
    windowHours: sameDayHours,
    deliverables: [],
  },
  "no-downgrade": {
    label: "No downgrade",
    furnishedBy: ["representative"],
    furnishedTo: [],
    requires: [fact("representative", true), judgment("representative", true)],
    windowHours: sameDayHours,
    deliverables: [],
  },
  "market-out": {
    label: "Market out",
    furnishedBy: [],
    furnishedTo: [],
    requires: [judgment("representative", true)],
    windowHours: marketHours,
    deliverables: [],
  },
  "officers-certificate": {
    label: "Officers’ certificate",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Officers’ certificate", dated: "time-of-delivery" }],
  },
  "lock-up": {
    label: "Lock-up agreements",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Lock-up agreements", dated: null }],
  },
  listing: {
    label: "Listing",
    furnishedBy: ["issuer_counsel"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Listing approval", dated: null }],
  },
  certificate: {
    label: "Other certificate",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Certificate", dated: "time-of-delivery" }],
  },
  consent: {
    label: "Consent or approval",
    furnishedBy: ["issuer"],
    furnishedTo: ["representative"],
    requires: reviewed,
    windowHours: null,
    deliverables: [{ title: "Consent", dated: null }],
  },
  mechanics: {
    label: "Closing mechanics",
    furnishedBy: ["trustee", "issuer", "representative"],
    furnishedTo: [],
    requires: [fact("trustee"), fact("issuer"), judgment("representative")],
    windowHours: null,
    deliverables: [],
  },
  other: {
    label: "Other condition",
    furnishedBy: [],
    furnishedTo: [],
    requires: [judgment("representative")],
    windowHours: null,
    deliverables: [],
  },
};

/** Who furnishes, reviews and decides a condition of this kind, and with what, where the agreement does not say. */
export const kindDefaults = (kind: ConditionKind): KindDefaults => defaults[kind];

/** How each kind is called on screen and in documents. */
export const kindLabels = Object.fromEntries(conditionKinds.map((kind) => [kind, defaults[kind].label])) as Record<
  ConditionKind,
  string
>;

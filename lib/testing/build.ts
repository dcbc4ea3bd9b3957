import type { Actor } from "@/lib/domain/actor";
import type { Closing } from "@/lib/domain/closing";
import type { Condition, Deliverable, SignOff, Version } from "@/lib/domain/condition";
import type {
  ActId,
  ClosingId,
  ConditionId,
  DeliverableId,
  OfferingId,
  PartyId,
  PersonId,
  VersionId,
} from "@/lib/domain/ids";
import { type PartyRole, usualSide } from "@/lib/domain/role";

// Small whole things for tests of the domain; each takes what the test is about and fills in the rest.

export const delivery = new Date("2004-03-09T15:00:00Z");
const hours = (count: number) => new Date(delivery.getTime() + count * 3_600_000);
/** A moment so many hours before the Time of Delivery. */
export const hoursBefore = (count: number) => hours(-count);

export const anyone = "p1" as PersonId;

export const anyVersion = (change: Partial<Version> = {}): Version => ({
  id: "v1" as VersionId,
  number: 1,
  sha256: "a".repeat(64),
  fileName: "Opinion.pdf",
  mediaType: "application/pdf",
  bytes: 1_000,
  stage: "executed",
  datedOn: "2004-03-09",
  compartment: "issuer",
  by: anyone,
  at: hoursBefore(20),
  sharedAt: hoursBefore(20),
  ...change,
});

export const anyDeliverable = (change: Partial<Deliverable> = {}): Deliverable => ({
  id: "d1" as DeliverableId,
  title: "Opinion letter",
  dated: "time-of-delivery",
  versions: [anyVersion()],
  ...change,
});

/** An opinion of issuer's counsel, delivered, with form and judgment still to come. */
export const anyCondition = (change: Partial<Condition> = {}): Condition => ({
  id: "c1" as ConditionId,
  closingId: "t1" as ClosingId,
  parentId: null,
  label: "7(c)",
  title: "Opinion of issuer’s counsel",
  text: "",
  kind: "opinion",
  mode: "whole",
  place: 0,
  furnishedBy: ["issuer_counsel"],
  furnishedTo: ["representative"],
  requires: [
    { basis: "form", role: "underwriters_counsel", sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
  windowHours: null,
  ratings: [],
  requirement: 0,
  deliverables: [anyDeliverable()],
  signOffs: [],
  waivers: [],
  marks: [],
  assigneeId: null,
  dueAt: null,
  ...change,
});

/** A continuing fact that only a Representative confirms, within four hours of the Time of Delivery. */
export const sameDayCondition = (change: Partial<Condition> = {}): Condition =>
  anyCondition({
    label: "7(h)",
    title: "Market out",
    kind: "market-out",
    furnishedBy: [],
    requires: [{ basis: "judgment", role: "representative", sameDay: true }],
    windowHours: 4,
    deliverables: [],
    ...change,
  });

export const anySignOff = (change: Partial<SignOff> = {}): SignOff => ({
  id: "s1" as ActId,
  basis: "form",
  role: "underwriters_counsel",
  by: anyone,
  at: hoursBefore(10),
  clock: hoursBefore(10),
  sameDay: false,
  statement: "Reviewed.",
  evidence: [{ deliverableId: "d1" as DeliverableId, sha256: "a".repeat(64) }],
  requirement: 0,
  detail: {},
  withdrawnAt: null,
  ...change,
});

export const anyClosing = (change: Partial<Closing> = {}): Closing => ({
  id: "t1" as ClosingId,
  offeringId: "o1" as OfferingId,
  label: "Time of Delivery",
  localDate: "2004-03-09",
  localTime: "10:00",
  zone: "America/New_York",
  timeOfDelivery: delivery,
  location: "New York",
  steps: [],
  clocks: [],
  signaturePages: [],
  conditions: [anyCondition()],
  ...change,
});

export const anyActor = (role: PartyRole, change: Partial<Actor> = {}): Actor => ({
  personId: anyone,
  name: "Anna Example",
  offeringId: "o1" as OfferingId,
  partyId: `party of ${role}` as PartyId,
  partyName: "Example LLP",
  role,
  side: usualSide[role],
  authority: true,
  coordinator: false,
  ...change,
});

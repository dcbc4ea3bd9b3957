import "server-only";
import { instantOf } from "@/lib/calendar/instant";
import type { Closing, ClosingStep, SignaturePageStep } from "@/lib/domain/closing";
import type {
  Condition,
  DocumentStage,
  Evidence,
  Rating,
  RequiredSignOff,
  SignOffDetail,
} from "@/lib/domain/condition";
import type {
  ActId,
  ClosingId,
  ConditionId,
  DeliverableId,
  OfferingId,
  PartyId,
  PersonId,
  SignaturePageId,
  VersionId,
} from "@/lib/domain/ids";
import type { ConditionKind } from "@/lib/domain/kind";
import type { Compartment, PartyRole } from "@/lib/domain/role";
import type { Prisma } from "./generated/client";
import type { Tx } from "./scope";

const byTime = { orderBy: { at: "asc" } } as const;

const conditionRows = {
  deliverables: {
    where: { removedAt: null },
    orderBy: { place: "asc" },
    include: { versions: { orderBy: { number: "asc" }, include: { shares: true } } },
  },
  signOffs: byTime,
  waivers: byTime,
  marks: byTime,
  withdrawals: true,
} satisfies Prisma.ConditionInclude;

const closingRows = {
  steps: byTime,
  clocks: byTime,
  signaturePages: { orderBy: { place: "asc" }, include: { steps: byTime } },
} satisfies Prisma.ClosingInclude;

/** One Time of Delivery as the transaction's scope may see it, with all its conditions or none; null where there is none such. */
export const loadClosing = (tx: Tx, closingId: ClosingId, reach: "all" | "none" = "all"): Promise<Closing | null> =>
  load(tx, { id: closingId }, reach === "all" ? { removedAt: null } : { id: { in: [] } });

/** The same of the one at which a condition stands, with that condition, its limbs and the clause above it alone, or with all. */
export function loadClosingOf(tx: Tx, conditionId: ConditionId, reach: "its own" | "all"): Promise<Closing | null> {
  const own = { OR: [{ id: conditionId }, { parentId: conditionId }, { limbs: { some: { id: conditionId } } }] };
  return load(
    tx,
    { conditions: { some: { id: conditionId, removedAt: null } } },
    { removedAt: null, ...(reach === "its own" && own) },
  );
}

async function load(
  tx: Tx,
  where: Prisma.ClosingWhereInput,
  conditions: Prisma.ConditionWhereInput,
): Promise<Closing | null> {
  const row = await tx.closing.findFirst({
    relationLoadStrategy: "join",
    where,
    include: { ...closingRows, conditions: { where: conditions, orderBy: { place: "asc" }, include: conditionRows } },
  });
  return row && toClosing(row);
}

/** The Time of Delivery at which a condition stands. */
export async function closingOf(tx: Tx, conditionId: ConditionId): Promise<ClosingId | null> {
  const row = await tx.condition.findFirst({
    where: { id: conditionId, removedAt: null },
    select: { closingId: true },
  });
  return row && (row.closingId as ClosingId);
}

type ClosingRow = Prisma.ClosingGetPayload<{
  include: typeof closingRows & { conditions: { include: typeof conditionRows } };
}>;

function toClosing(row: ClosingRow): Closing {
  const moved = row.steps.findLast((step) => step.step === "postponed");
  const localDate = moved?.newLocalDate ?? row.localDate;
  const localTime = moved?.newLocalTime ?? row.localTime;
  return {
    id: row.id as ClosingId,
    offeringId: row.offeringId as OfferingId,
    label: row.label,
    localDate,
    localTime,
    zone: row.zone,
    timeOfDelivery: instantOf(localDate, localTime, row.zone),
    location: row.location,
    steps: row.steps.map(({ step, ground, text, by, at, clock }) => ({
      step: step as ClosingStep["step"],
      ground,
      text,
      by: by as PersonId,
      at,
      clock,
    })),
    clocks: row.clocks.map(({ shows, at }) => ({ shows, at })),
    signaturePages: row.signaturePages.map((page) => ({
      id: page.id as SignaturePageId,
      partyId: page.partyId as PartyId,
      document: page.document,
      signatory: page.signatory,
      capacity: page.capacity,
      steps: page.steps.map(({ step, by, at }) => ({
        step: step as SignaturePageStep["step"],
        by: by as PersonId,
        at,
      })),
    })),
    conditions: inOrder(row.conditions.map(toCondition)),
  };
}

/** Each clause before its limbs, both in the order of their places. */
function inOrder(conditions: readonly Condition[]): Condition[] {
  const known = new Set(conditions.map(({ id }) => id));
  const below = Map.groupBy(conditions, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null));
  const walk = (parent: ConditionId | null): Condition[] =>
    (below.get(parent) ?? []).flatMap((condition) => [condition, ...walk(condition.id)]);
  return walk(null);
}

function toCondition(row: ClosingRow["conditions"][number]): Condition {
  const withdrawn = new Map(row.withdrawals.map(({ actId, at }) => [actId, at]));
  const act = (made: { id: string; by: string; at: Date }) => ({
    id: made.id as ActId,
    by: made.by as PersonId,
    at: made.at,
    withdrawnAt: withdrawn.get(made.id) ?? null,
  });
  return {
    id: row.id as ConditionId,
    closingId: row.closingId as ClosingId,
    parentId: row.parentId as ConditionId | null,
    label: row.label,
    title: row.title,
    text: row.text,
    kind: row.kind as ConditionKind,
    mode: row.mode as Condition["mode"],
    place: row.place,
    furnishedBy: row.furnishedBy as PartyRole[],
    furnishedTo: row.furnishedTo as PartyRole[],
    requires: row.requires as RequiredSignOff[],
    windowHours: row.windowHours,
    ratings: row.ratings as Rating[],
    requirement: row.requirement,
    assigneeId: row.assigneeId as PersonId | null,
    dueAt: row.dueAt,
    deliverables: row.deliverables.map((deliverable) => ({
      id: deliverable.id as DeliverableId,
      title: deliverable.title,
      dated: deliverable.dated as "time-of-delivery" | "pricing-date" | null,
      versions: deliverable.versions.map((version) => ({
        id: version.id as VersionId,
        number: version.number,
        sha256: version.sha256,
        fileName: version.fileName,
        mediaType: version.mediaType,
        bytes: version.bytes,
        stage: version.stage as DocumentStage,
        datedOn: version.datedOn,
        compartment: version.compartment as Compartment,
        by: version.by as PersonId,
        at: version.at,
        sharedAt: version.shares[0]?.at ?? null,
      })),
    })),
    signOffs: row.signOffs.map((signOff) => ({
      ...act(signOff),
      basis: signOff.basis as RequiredSignOff["basis"],
      role: signOff.role as PartyRole,
      clock: signOff.clock,
      sameDay: signOff.sameDay,
      statement: signOff.statement,
      evidence: signOff.evidence as Evidence[],
      requirement: signOff.requirement,
      detail: signOff.detail as SignOffDetail,
    })),
    waivers: row.waivers.map((waiver) => ({
      ...act(waiver),
      text: waiver.text,
      scope: waiver.scope,
      instrument:
        waiver.instrumentSha256 && waiver.instrumentName
          ? { sha256: waiver.instrumentSha256, name: waiver.instrumentName }
          : null,
    })),
    marks: row.marks.map((mark) => ({
      ...act(mark),
      mark: mark.mark as "not-applicable" | "failed",
      reason: mark.reason,
    })),
  };
}

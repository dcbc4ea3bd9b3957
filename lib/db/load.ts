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
import { Prisma } from "./generated/client";
import type { Tx } from "./scope";

/** One Time of Delivery as the transaction's scope may see it, with all its conditions or none; null where there is none such. */
export const loadClosing = (tx: Tx, closingId: ClosingId, reach: "all" | "none" = "all"): Promise<Closing | null> =>
  load(tx, Prisma.sql`${closingId}::uuid`, reach === "all" ? Prisma.empty : Prisma.sql`AND false`);

/** The same of the one at which a condition stands, with that condition, its limbs and the clause above it alone, or with all. */
export function loadClosingOf(tx: Tx, conditionId: ConditionId, reach: "its own" | "all"): Promise<Closing | null> {
  const id = Prisma.sql`${conditionId}::uuid`;
  const closingId = Prisma.sql`(SELECT "closingId" FROM "Condition" WHERE "id" = ${id} AND "removedAt" IS NULL)`;
  const above = Prisma.sql`(SELECT "parentId" FROM "Condition" WHERE "id" = ${id})`;
  const own = Prisma.sql`AND ("id" = ${id} OR "parentId" = ${id} OR "id" = ${above})`;
  return load(tx, closingId, reach === "all" ? Prisma.empty : own);
}

/**
 * In one statement, set by set: every row of one table in one walk of its index, as the table has it, and put together here. A
 * list of sixty conditions takes a third of what a join of all their rows takes.
 */
async function load(tx: Tx, closingId: Prisma.Sql, which: Prisma.Sql): Promise<Closing | null> {
  const [found] = await tx.$queryRaw<{ rows: ClosingRows }[]>`
    WITH closing AS MATERIALIZED (SELECT * FROM "Closing" WHERE "id" = ${closingId}),
      condition AS MATERIALIZED (
        SELECT * FROM "Condition" WHERE "closingId" = (SELECT "id" FROM closing) AND "removedAt" IS NULL ${which}),
      deliverable AS MATERIALIZED (
        SELECT * FROM "Deliverable" WHERE "conditionId" = ANY (ARRAY(SELECT "id" FROM condition)) AND "removedAt" IS NULL),
      version AS MATERIALIZED (
        SELECT * FROM "Version" WHERE "deliverableId" = ANY (ARRAY(SELECT "id" FROM deliverable))),
      page AS MATERIALIZED (SELECT * FROM "SignaturePage" WHERE "closingId" = (SELECT "id" FROM closing))
    SELECT json_build_object(
      'closing', (SELECT to_json(t) FROM closing t),
      'steps', ${rows(Prisma.sql`"ClosingStep" t WHERE t."closingId" = (SELECT "id" FROM closing)`, "at")},
      'clocks', ${rows(Prisma.sql`"ClockSetting" t WHERE t."closingId" = (SELECT "id" FROM closing)`, "at")},
      'pages', ${rows(Prisma.sql`page t`, "place")},
      'pageSteps', ${rows(Prisma.sql`"SignaturePageStep" t WHERE t."signaturePageId" = ANY (ARRAY(SELECT "id" FROM page))`, "at")},
      'conditions', ${rows(Prisma.sql`condition t`, "place")},
      'deliverables', ${rows(Prisma.sql`deliverable t`, "place")},
      'versions', ${rows(Prisma.sql`version t`, "number")},
      'shares', ${rows(Prisma.sql`"Share" t WHERE t."versionId" = ANY (ARRAY(SELECT "id" FROM version))`, "at")},
      'signOffs', ${rows(Prisma.sql`"SignOff" t WHERE ${ofConditions}`, "at")},
      'waivers', ${rows(Prisma.sql`"Waiver" t WHERE ${ofConditions}`, "at")},
      'marks', ${rows(Prisma.sql`"ConditionMark" t WHERE ${ofConditions}`, "at")},
      'withdrawals', ${rows(Prisma.sql`"Withdrawal" t WHERE ${ofConditions}`, "at")}
    ) AS "rows" FROM closing`;
  return found ? toClosing(found.rows) : null;
}

const ofConditions = Prisma.sql`t."conditionId" = ANY (ARRAY(SELECT "id" FROM condition))`;

const rows = (from: Prisma.Sql, order: "at" | "place" | "number") =>
  Prisma.sql`(SELECT coalesce(json_agg(t ORDER BY t.${Prisma.raw(`"${order}"`)}), '[]') FROM ${from})`;

/** The Time of Delivery at which a condition stands. */
export async function closingOf(tx: Tx, conditionId: ConditionId): Promise<ClosingId | null> {
  const row = await tx.condition.findFirst({
    where: { id: conditionId, removedAt: null },
    select: { closingId: true },
  });
  return row && (row.closingId as ClosingId);
}

/** A row as JSON has it: moments are written out. */
type Written<Row> = { [Column in keyof Row]: Moment<Row[Column]> };
type Moment<Value> = Value extends Date ? string : Value;

type ClosingRows = {
  closing: Written<Prisma.ClosingGetPayload<object>>;
  steps: Written<Prisma.ClosingStepGetPayload<object>>[];
  clocks: Written<Prisma.ClockSettingGetPayload<object>>[];
  pages: Written<Prisma.SignaturePageGetPayload<object>>[];
  pageSteps: Written<Prisma.SignaturePageStepGetPayload<object>>[];
  conditions: Written<Prisma.ConditionGetPayload<object>>[];
  deliverables: Written<Prisma.DeliverableGetPayload<object>>[];
  versions: Written<Prisma.VersionGetPayload<object>>[];
  shares: Written<Prisma.ShareGetPayload<object>>[];
  signOffs: Written<Prisma.SignOffGetPayload<object>>[];
  waivers: Written<Prisma.WaiverGetPayload<object>>[];
  marks: Written<Prisma.ConditionMarkGetPayload<object>>[];
  withdrawals: Written<Prisma.WithdrawalGetPayload<object>>[];
};

function toClosing(rows: ClosingRows): Closing {
  const { closing, pages } = rows;
  const moved = rows.steps.findLast((step) => step.step === "postponed");
  const localDate = moved?.newLocalDate ?? closing.localDate;
  const localTime = moved?.newLocalTime ?? closing.localTime;
  const stepsOf = Map.groupBy(rows.pageSteps, ({ signaturePageId }) => signaturePageId);
  return {
    id: closing.id as ClosingId,
    offeringId: closing.offeringId as OfferingId,
    label: closing.label,
    localDate,
    localTime,
    zone: closing.zone,
    timeOfDelivery: instantOf(localDate, localTime, closing.zone),
    location: closing.location,
    steps: rows.steps.map(({ step, ground, text, by, at, clock }) => ({
      step: step as ClosingStep["step"],
      ground,
      text,
      by: by as PersonId,
      at: new Date(at),
      clock: new Date(clock),
    })),
    clocks: rows.clocks.map(({ shows, at }) => ({ shows: new Date(shows), at: new Date(at) })),
    signaturePages: pages.map((page) => ({
      id: page.id as SignaturePageId,
      partyId: page.partyId as PartyId,
      document: page.document,
      signatory: page.signatory,
      capacity: page.capacity,
      steps: (stepsOf.get(page.id) ?? []).map(({ step, by, at }) => ({
        step: step as SignaturePageStep["step"],
        by: by as PersonId,
        at: new Date(at),
      })),
    })),
    conditions: inOrder(toConditions(rows)),
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

function toConditions(rows: ClosingRows): Condition[] {
  const deliverables = Map.groupBy(rows.deliverables, ({ conditionId }) => conditionId);
  const versions = Map.groupBy(rows.versions, ({ deliverableId }) => deliverableId);
  const sharedAt = new Map(rows.shares.map(({ versionId, at }) => [versionId, new Date(at)]));
  const signOffs = Map.groupBy(rows.signOffs, ({ conditionId }) => conditionId);
  const waivers = Map.groupBy(rows.waivers, ({ conditionId }) => conditionId);
  const marks = Map.groupBy(rows.marks, ({ conditionId }) => conditionId);
  const withdrawnAt = new Map(rows.withdrawals.map(({ actId, at }) => [actId, new Date(at)]));
  const act = (made: { id: string; by: string; at: string }) => ({
    id: made.id as ActId,
    by: made.by as PersonId,
    at: new Date(made.at),
    withdrawnAt: withdrawnAt.get(made.id) ?? null,
  });
  return rows.conditions.map((row) => ({
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
    dueAt: row.dueAt === null ? null : new Date(row.dueAt),
    deliverables: (deliverables.get(row.id) ?? []).map((deliverable) => ({
      id: deliverable.id as DeliverableId,
      title: deliverable.title,
      dated: deliverable.dated as "time-of-delivery" | "pricing-date" | null,
      versions: (versions.get(deliverable.id) ?? []).map((version) => ({
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
        at: new Date(version.at),
        sharedAt: sharedAt.get(version.id) ?? null,
      })),
    })),
    signOffs: (signOffs.get(row.id) ?? []).map((signOff) => ({
      ...act(signOff),
      basis: signOff.basis as RequiredSignOff["basis"],
      role: signOff.role as PartyRole,
      clock: new Date(signOff.clock),
      sameDay: signOff.sameDay,
      statement: signOff.statement,
      evidence: signOff.evidence as Evidence[],
      requirement: signOff.requirement,
      detail: signOff.detail as SignOffDetail,
    })),
    waivers: (waivers.get(row.id) ?? []).map((waiver) => ({
      ...act(waiver),
      text: waiver.text,
      scope: waiver.scope,
      instrument:
        waiver.instrumentSha256 && waiver.instrumentName
          ? { sha256: waiver.instrumentSha256, name: waiver.instrumentName }
          : null,
    })),
    marks: (marks.get(row.id) ?? []).map((mark) => ({
      ...act(mark),
      mark: mark.mark as "not-applicable" | "failed",
      reason: mark.reason,
    })),
  }));
}

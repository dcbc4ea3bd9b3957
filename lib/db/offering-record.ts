import "server-only";
import type { ClosingId, OfferingId } from "@/lib/domain/ids";
import { sides } from "@/lib/domain/role";
import { originOf } from "@/lib/log/checkpoint";
import type { RecordedEvent, RecordedLog, RecordedRow } from "@/lib/log/record-check";
import { eventOf } from "./events";
import { listCheckpoints, listOpenings } from "./log-trees";
import type { Scope, Tx } from "./scope";

/** The compartments of an offering: the one that all parties share, and each side's own. */
export const compartments = ["shared", ...sides] as const;

/** All compartments of an offering at once: for holding the record to its own log, never for showing anything to anyone. */
export const wholeOffering = (offeringId: OfferingId): Scope => ({
  personId: "" as Scope["personId"],
  compartments: compartments.map((compartment) => ({ offeringId, compartment })),
});

/** The events and the append-only rows of the offering that the transaction is held to. */
export async function readRecord(tx: Tx, offeringId: OfferingId) {
  const where = { offeringId };
  const events = await tx.event.findMany({ where, orderBy: { seq: "asc" } });
  const conditions = await tx.condition.findMany({ where, select: { id: true, closingId: true } });
  const closingOf = new Map(conditions.map(({ id, closingId }) => [id, closingId]));
  const deliverables = await tx.deliverable.findMany({ where, select: { id: true, conditionId: true } });
  const conditionOf = new Map(deliverables.map(({ id, conditionId }) => [id, conditionId]));
  const versions = await tx.version.findMany({ where });
  const versionOf = new Map(versions.map((version) => [version.id, version]));
  const steps = await tx.closingStep.findMany({ where });
  const logs = await Promise.all(
    compartments.map(async (compartment): Promise<RecordedLog> => {
      const log = { offeringId, compartment };
      const [checkpoints, openings] = [await listCheckpoints(tx, log), await listOpenings(tx, log)];
      return { compartment, origin: originOf(offeringId, compartment), checkpoints, openings };
    }),
  );
  const at = (conditionId: string) => closingOf.get(conditionId) ?? null;
  const atDeliverable = (id: string | undefined) => at(conditionOf.get(id ?? "") ?? "");

  const rows: RecordedRow[] = [
    ...versions.map(({ id, ...version }) =>
      row("document.delivered", version, atDeliverable(version.deliverableId), { versionId: id }),
    ),
    ...(await tx.share.findMany({ where })).map((share) =>
      row("document.shared", share, atDeliverable(versionOf.get(share.versionId)?.deliverableId)),
    ),
    ...(await tx.signOff.findMany({ where })).map(({ id, ...made }) =>
      row("condition.signed-off", made, at(made.conditionId), { actId: id }),
    ),
    ...(await tx.waiver.findMany({ where })).map(({ id, instrumentSha256: sha256, instrumentName: name, ...made }) =>
      row("condition.waived", made, at(made.conditionId), {
        actId: id,
        instrument: sha256 && name ? { sha256, name } : null,
      }),
    ),
    ...(await tx.conditionMark.findMany({ where })).map(({ id, ...made }) =>
      row("condition.marked", made, at(made.conditionId), { actId: id }),
    ),
    ...(await tx.withdrawal.findMany({ where })).map((made) => row("act.withdrawn", made, at(made.conditionId))),
    ...(await tx.note.findMany({ where })).map((made) => row("note.added", made, at(made.conditionId))),
    ...(await tx.signaturePageStep.findMany({ where })).map((made) => row("signature-page.moved", made, null)),
    ...steps.map((made) => row(stepTypes[made.step] ?? made.step, made, made.closingId)),
  ];
  return {
    events: events.map(
      (event): RecordedEvent => ({
        ...eventOf(event),
        compartment: event.compartment,
        closingId: event.closingId,
        by: event.by,
      }),
    ),
    rows,
    logs,
    closed: steps
      .filter(({ step }) => step === "closed")
      .map(({ closingId, stateDigest, at }) => ({ closingId: closingId as ClosingId, recorded: stateDigest, at })),
  };
}

const stepTypes: Record<string, string> = {
  "pre-closing": "closing.pre-closing",
  call: "closing.call-started",
  closed: "closing.closed",
  postponed: "closing.postponed",
  terminated: "closing.terminated",
};

function row(
  type: string,
  made: { by: string; at: Date },
  closingId: string | null,
  further: object = {},
): RecordedRow {
  const { by, at, ...said } = { ...made, ...further };
  return { type, by, at: at.toISOString(), closingId, said: said as unknown as RecordedRow["said"] };
}

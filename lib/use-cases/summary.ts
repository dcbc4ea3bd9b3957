import "server-only";
import type { ReadinessView, Todo } from "@/lib/contracts/views";
import { loadScene } from "@/lib/db/scene";
import { withScope } from "@/lib/db/scope";
import { keepSummary, listPortfolio, type PortfolioRow, readSummaries } from "@/lib/db/summaries";
import {
  type ClosingStage,
  clockOf,
  conditionStates,
  isOver,
  judgedAt,
  nextChange,
  readiness,
  stageOf,
} from "@/lib/domain/closing";
import type { ClosingId, ConditionId, PersonId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import { namesIn, presentReadiness } from "./present";
import { presentBlocker } from "./view-status";

/** What is kept of one Time of Delivery for the portfolio: the same for every member, since it is of the shared compartment. */
export type Summary = {
  label: string;
  stage: ClosingStage;
  timeOfDelivery: string;
  zone: string;
  /** The rehearsal's last clock setting, to work out what it shows now. */
  clock: { shows: string; at: string } | null;
  readiness: ReadinessView;
  blockers: readonly {
    conditionId: ConditionId;
    label: string;
    title: string;
    sentence: string;
    roles: readonly PartyRole[];
    todo: Todo | null;
    from: string | null;
    lapsed: boolean;
    assigneeId: string | null;
    dueAt: string | null;
  }[];
};

export type SummarisedClosing = { row: PortfolioRow; summary: Summary; clock: Date; real: Date };

type Known = { position: bigint; changesAt: Date | null; summary: Summary };

/** The summaries that this process has read or made, those used longest ago first to go: reading them anew costs most of a portfolio. */
const known = new Map<ClosingId, Known>();
const most = 5_000;

/** Every Time of Delivery of a person, each with a summary that holds now; those that do not are worked out and kept. */
export async function summariesFor(personId: PersonId): Promise<SummarisedClosing[]> {
  const rows = await listPortfolio(personId);
  const real = new Date();
  const unknown = rows.filter(({ closingId, newest, kept }) => {
    const position = known.get(closingId)?.position ?? -1n;
    return kept !== null && position < newest && position < kept;
  });
  for (const [closingId, read] of await readSummaries(personId, unknown)) remember(closingId, read as Known);

  const closings: SummarisedClosing[] = [];
  for (const row of rows) {
    const summary = summaryThatHolds(row, real) ?? (await workOut(personId, row, real));
    if (summary) closings.push({ row, summary, clock: clockAt(summary, real), real });
  }
  return closings;
}

function remember(closingId: ClosingId, made: Known): void {
  known.delete(closingId);
  known.set(closingId, made);
  const [oldest] = known.keys();
  if (known.size > most && oldest) known.delete(oldest);
}

function summaryThatHolds({ closingId, newest }: PortfolioRow, real: Date): Summary | null {
  const made = known.get(closingId);
  if (!made || made.position < newest) return null;
  return made.changesAt && clockAt(made.summary, real) >= made.changesAt ? null : made.summary;
}

async function workOut(personId: PersonId, row: PortfolioRow, real: Date): Promise<Summary | null> {
  const { offeringId, closingId } = row;
  const compartments = [{ offeringId, compartment: "shared" as const }];
  const scene = await withScope({ personId, compartments }, (tx) => loadScene(tx, closingId));
  if (!scene) return null;
  const made = { position: scene.position, ...summarise(scene, real) };
  remember(closingId, made);
  await keepSummary(personId, row, made);
  return made.summary;
}

const clockAt = ({ clock }: Summary, real: Date) =>
  clockOf({ clocks: clock ? [{ shows: new Date(clock.shows), at: new Date(clock.at) }] : [] }, real);

function summarise(scene: NonNullable<Awaited<ReturnType<typeof loadScene>>>, real: Date) {
  const { closing } = scene;
  const states = conditionStates(closing, judgedAt(closing, real));
  const names = namesIn(scene);
  const ready = readiness(closing, states);
  const setting = closing.clocks.at(-1);
  const summary: Summary = {
    label: closing.label,
    stage: stageOf(closing),
    timeOfDelivery: closing.timeOfDelivery.toISOString(),
    zone: closing.zone,
    clock: setting ? { shows: setting.shows.toISOString(), at: setting.at.toISOString() } : null,
    readiness: presentReadiness(ready),
    blockers: ready.blockers.map((blocker) => ({
      ...presentBlocker({ names }, blocker),
      assigneeId: blocker.condition.assigneeId,
      dueAt: blocker.condition.dueAt?.toISOString() ?? null,
    })),
  };
  // Time changes nothing about what is over.
  return { summary, changesAt: isOver(closing) ? null : nextChange(states) };
}

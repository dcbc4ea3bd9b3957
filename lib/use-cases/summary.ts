import "server-only";
import type { ReadinessView, Todo } from "@/lib/contracts/views";
import { loadScene } from "@/lib/db/scene";
import { keepSummary, listPortfolio, type PortfolioRow, type Standing, withPortfolio } from "@/lib/db/summaries";
import {
  type ClosingStage,
  clockOf,
  conditionStates,
  isOver,
  judgedAt,
  readiness,
  stageOf,
} from "@/lib/domain/closing";
import type { ConditionId, OfferingId, PersonId } from "@/lib/domain/ids";
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

export type SummarisedClosing = { row: PortfolioRow; standing: Standing; summary: Summary; clock: Date; real: Date };

/** Every Time of Delivery of a person, each with a summary that holds now; those that do not are worked out and kept. */
export async function summariesFor(personId: PersonId): Promise<SummarisedClosing[]> {
  const fresh: { row: PortfolioRow; summary: Summary; changesAt: Date | null }[] = [];
  const all = await withPortfolio(personId, async (tx, standings) => {
    const closings: SummarisedClosing[] = [];
    for (const row of await listPortfolio(tx)) {
      const standing = standings.get(row.offeringId as OfferingId);
      if (!standing) continue;
      const real = new Date();
      let summary = summaryThatHolds(row, real);
      if (!summary) {
        const scene = await loadScene(tx, row.closingId);
        if (!scene) continue;
        const made = summarise(scene, real);
        fresh.push({ row: { ...row, position: scene.position }, ...made });
        summary = made.summary;
      }
      closings.push({ row, standing, summary, clock: clockAt(summary, real), real });
    }
    return closings;
  });
  for (const { row, summary, changesAt } of fresh) await keepSummary(personId, { ...row, changesAt, summary });
  return all;
}

function summaryThatHolds({ kept, position }: PortfolioRow, real: Date): Summary | null {
  if (!kept || kept.position < position) return null;
  const summary = kept.summary as Summary;
  return kept.changesAt && clockAt(summary, real) >= kept.changesAt ? null : summary;
}

const clockAt = ({ clock }: Summary, real: Date) =>
  clockOf({ clocks: clock ? [{ shows: new Date(clock.shows), at: new Date(clock.at) }] : [] }, real);

function summarise(scene: NonNullable<Awaited<ReturnType<typeof loadScene>>>, real: Date) {
  const { closing } = scene;
  const states = conditionStates(closing, judgedAt(closing, real));
  const names = namesIn(scene);
  const ready = readiness(closing, states);
  const setting = closing.clocks.at(-1);
  // Time changes nothing about what is over.
  const moments = isOver(closing)
    ? []
    : [...states.values()].flatMap(({ changesAt }) => (changesAt ? [changesAt.getTime()] : []));
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
  return { summary, changesAt: moments.length > 0 ? new Date(Math.min(...moments)) : null };
}

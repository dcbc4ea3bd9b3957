import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { MyItemsView, PortfolioView } from "@/lib/contracts/views";
import type { PersonId } from "@/lib/domain/ids";
import { ok, type Result } from "@/lib/domain/result";
import { isTurnOf } from "@/lib/domain/turn";
import { mayCreateOffering } from "@/lib/policy/offering-makers";
import { type SummarisedClosing, summariesFor } from "./summary";

const blockersShown = 3;

/** Every closing of a person, the next Time of Delivery first, those that are over last. */
export async function viewPortfolio(
  personId: PersonId,
  { name, email, administrator }: PortfolioView["person"],
): Promise<Result<PortfolioView, Problem>> {
  const all = await summariesFor(personId);
  const closings = inOrder(all).map(({ row, summary, clock, real }) => ({
    offeringId: row.offeringId,
    closingId: row.closingId,
    offering: row.offering,
    issuer: row.issuer,
    rehearsal: row.rehearsal,
    label: summary.label,
    stage: summary.stage,
    timeOfDelivery: summary.timeOfDelivery,
    zone: summary.zone,
    clock: clock.toISOString(),
    serverTime: real.toISOString(),
    readiness: summary.readiness,
    blockers: doableFirst(summary.blockers, clock)
      .slice(0, blockersShown)
      .map(({ label, title, sentence, roles }) => ({
        label,
        title,
        sentence,
        roles,
      })),
    blockerCount: summary.blockers.length,
    role: row.standing.role,
    mine: mineIn({ row, summary }, personId).length,
  }));
  const keepsAList = all.some(({ row }) => row.standing.coordinator);
  const person = { name, email, administrator };
  return ok({ person, mayMakeClosing: mayCreateOffering({ administrator, keepsAList }), closings });
}

/** Everything that waits for one person, over all their closings: theirs by part, or because they were asked. */
export async function viewMyItems(personId: PersonId): Promise<Result<MyItemsView, Problem>> {
  const items = inOrder(await summariesFor(personId)).flatMap((closing) =>
    mineIn(closing, personId).map(({ conditionId, label, title, sentence, todo, from, dueAt, assigneeId }) => ({
      offeringId: closing.row.offeringId,
      closingId: closing.row.closingId,
      conditionId,
      offering: closing.row.offering,
      closing: closing.summary.label,
      label,
      title,
      sentence,
      todo,
      from,
      dueAt,
      timeOfDelivery: closing.summary.timeOfDelivery,
      zone: closing.summary.zone,
      clock: closing.clock.toISOString(),
      serverTime: closing.real.toISOString(),
      rehearsal: closing.row.rehearsal,
      assigned: assigneeId === personId,
    })),
  );
  return ok({ items });
}

/** What can be dealt with now before what waits for its window; both in the order of the agreement. */
function doableFirst(blockers: SummarisedClosing["summary"]["blockers"], clock: Date) {
  const waits = ({ from }: (typeof blockers)[number]) => from !== null && new Date(from) > clock;
  return [...blockers.filter((blocker) => !waits(blocker)), ...blockers.filter(waits)];
}

const isOver = ({ summary }: SummarisedClosing) => summary.stage === "closed" || summary.stage === "terminated";

/**
 * By how long there is still to go on each closing's own clock, so that a rehearsal stands where it would on the day; those
 * that are over come last.
 */
function inOrder(closings: readonly SummarisedClosing[]): SummarisedClosing[] {
  return closings
    .map((closing) => ({
      closing,
      over: isOver(closing) ? 1 : 0,
      left: Date.parse(closing.summary.timeOfDelivery) - closing.clock.getTime(),
    }))
    .sort((a, b) => a.over - b.over || a.left - b.left)
    .map(({ closing }) => closing);
}

/** What waits for a person's part, or was asked of the person by name. */
const mineIn = ({ row, summary }: Pick<SummarisedClosing, "row" | "summary">, personId: PersonId) =>
  summary.stage === "closed" || summary.stage === "terminated"
    ? []
    : summary.blockers.filter((blocker) =>
        blocker.assigneeId ? blocker.assigneeId === personId : isTurnOf(blocker, row.standing),
      );

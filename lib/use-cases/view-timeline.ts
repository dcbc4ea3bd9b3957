import "server-only";
import { isBusinessDay } from "@/lib/calendar/business-day";
import type { Deadline, DeadlineContext } from "@/lib/calendar/deadline";
import { momentFault } from "@/lib/calendar/local-moment";
import { timeline, whatSlips } from "@/lib/calendar/timeline";
import type { Problem } from "@/lib/contracts/problem";
import type { ClockView, MoveView, SlipView, TimelineView } from "@/lib/contracts/timeline";
import { listDefaultEntries, loadAgreed } from "@/lib/db/agreed";
import { findFeed } from "@/lib/db/calendar-feeds";
import type { Tx } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { isOver } from "@/lib/domain/closing";
import { defaultRecord } from "@/lib/domain/default-record";
import type { ClosingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { PartyRole } from "@/lib/domain/role";
import { dayWords, momentWords } from "@/lib/domain/time-words";
import { authorize } from "@/lib/policy/policy";
import { presentHead, presentViewer, type Sight } from "./present";
import { lookAt } from "./sight";
import { readTerms, type Terms } from "./view-settlement-terms";
import { businessDays, clocksOf, contextOf, type SourcedClock } from "./view-timeline-clocks";

type Asked = { closingId: ClosingId; moveDate?: string | undefined; moveTime?: string | undefined };

/** Every clock of one Time of Delivery in order; asked with a moment, also what would slip if it moved there. */
export async function viewTimeline(actor: Actor, asked: Asked): Promise<Result<TimelineView, Problem>> {
  const view = await lookAt(actor, asked, async (sight, tx) => {
    const agreed = await loadAgreed(tx, asked.closingId);
    const terms = readTerms(agreed);
    const record = defaultRecord(await listDefaultEntries(tx, asked.closingId));
    const materials = { sight, agreed, terms, record };
    const [clocks, context] = [clocksOf(materials), contextOf(materials)];
    const move = moveOf(sight, terms, clocks, context, asked);
    return move.ok ? ok(await present(sight, tx, { terms, clocks, context, move: move.value })) : move;
  });
  return view.ok ? view.value : view;
}

type Worked = { terms: Terms; clocks: readonly SourcedClock[]; context: DeadlineContext; move: MoveView | null };

async function present(sight: Sight, tx: Tx, { terms, clocks, context, move }: Worked): Promise<TimelineView> {
  const { actor, scene, viewingAs } = sight;
  const { problems, clocks: views } = presentClocks(sight, clocks, context);
  const feed = await findFeed(tx, actor.personId, scene.closing.id);
  return {
    head: presentHead(sight),
    viewer: presentViewer(sight),
    clocks: views,
    problems,
    missing: missingFrom(terms),
    move,
    feed: { since: feed?.at.toISOString() ?? null },
    may: {
      postpone: !viewingAs && !isOver(scene.closing) && authorize(actor, "closing.postpone").ok,
      editTerms: !viewingAs && authorize(actor, "terms.edit").ok,
    },
  };
}

/** The clocks worked out, in order of time, and those that cannot be, each with what is missing. */
export function presentClocks(sight: Sight, clocks: readonly SourcedClock[], context: DeadlineContext) {
  const line = timeline(clocks, context, sight.now);
  const byId = new Map(clocks.map((clock) => [clock.id, clock]));
  const known = ({ id }: { id: string }) => byId.get(id) as SourcedClock;
  return {
    clocks: line.entries.map(({ item, deadline }) => presentClock(sight, known(item), deadline)),
    problems: line.problems.map(({ item, problem }) => {
      const { id, source, owner, rule } = known(item);
      const ownerName = nameOf(sight, owner);
      return {
        id,
        source,
        clause: rule.clause,
        what: rule.what,
        ownerName,
        field: problem.field,
        message: problem.message,
      };
    }),
  };
}

/** The instant of a moment with its zone in brackets. */
export const instantIn = (moment: string) => new Date(moment.replace(/\[.*\]$/, ""));

function presentClock(sight: Sight, clock: SourcedClock, deadline: Deadline): ClockView {
  const { zone } = sight.scene.closing;
  const { moment, bound, period, practicalMoment, derivation, cautions } = deadline;
  const { id, source, owner, conditionId, rule } = clock;
  return {
    id,
    source,
    clause: rule.clause,
    what: rule.what,
    owner,
    ownerName: nameOf(sight, owner),
    at: instantIn(moment).toISOString(),
    says: sayClock(deadline, zone),
    bound,
    period,
    practical: practicalMoment && momentWords(instantIn(practicalMoment), zone),
    derivation,
    cautions,
    conditionId,
  };
}

const nameOf = ({ names }: Sight, owner: PartyRole | null) => (owner ? names.role(owner) : "all parties");

function sayClock({ moment, bound, period }: Deadline, zone: string): string {
  const at = instantIn(moment);
  if (period) return `through ${dayWords(at, zone)}`;
  return `${bound === "from" ? "from" : bound} ${momentWords(at, zone)}`;
}

/** What would slip, asked of a moment that exists; nothing is changed. */
function moveOf(
  { scene }: Sight,
  terms: Terms,
  clocks: readonly SourcedClock[],
  context: DeadlineContext,
  { moveDate, moveTime }: Asked,
): Result<MoveView | null, Problem> {
  if (!moveDate || !moveTime) return ok(null);
  const { zone } = scene.closing;
  const fault = momentFault(moveDate, moveTime, zone);
  if (fault) return err({ code: "invalid-input", issues: [{ path: fault.field, message: fault.message }] });
  const to = `${moveDate}T${moveTime}`;
  const slips = whatSlips(clocks, context, to);
  const words = ({ moment }: Deadline) => momentWords(instantIn(moment), zone);
  const slip = ({ item, before, after, says }: (typeof slips.moved)[number]): SlipView => {
    const { clause, what } = item.rule;
    return { id: item.id, clause, what, before: words(before), after: words(after), says };
  };
  const delivery = slips.moved.find(({ item }) => item.id === "time-of-delivery");
  const calendars = businessDays(terms);
  const open = isBusinessDay(moveDate, calendars);
  return ok({
    to: delivery ? words(delivery.after) : momentWords(new Date(scene.closing.timeOfDelivery), zone),
    cautions: [
      ...(open.ok && !open.value ? ["That day is no business day, so no wire can be sent or received on it."] : []),
      ...(open.ok ? [] : [open.error.message]),
      ...(delivery?.after.cautions ?? []),
    ],
    moved: slips.moved.map(slip),
    kept: slips.kept.map(slip),
  });
}

function missingFrom({ agreement }: Terms): string[] {
  const missing: string[] = [];
  if (agreement.clocks.length === 0) {
    missing.push("The agreement’s own clocks (covenants and notices) are not entered yet.");
  }
  if (!agreement.businessDay) {
    missing.push(
      "What the agreement calls a business day is not entered; until it is, New York bank days are counted.",
    );
  }
  return missing;
}

"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { changeAddress, withParam } from "@/components/checklist/address";
import { ChangeTerms } from "@/components/settlement/terms/change-terms";
import { ClocksDialog } from "@/components/settlement/terms/clocks-dialog";
import { ScheduleDialog } from "@/components/settlement/terms/schedule-dialog";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useTimeline } from "@/lib/client/clocks-and-money";
import type { ClockView, TimelineView } from "@/lib/contracts/timeline";
import { isAmong, isWhose, type Whose } from "@/lib/domain/whose";
import { choicesOf } from "./choices";
import { ClockRow } from "./clock-row";
import { FeedPanel } from "./feed-panel";
import { MovePanel } from "./move-panel";
import { SecondsLeft } from "./seconds-left";
import { nextEnd, usePassed } from "./standing";

/** Every clock of one Time of Delivery, in order: past, next and later, with whose it is. */
export function Timeline({ initial }: { initial: TimelineView }) {
  const view = useTimeline(initial);
  const asked = useSearchParams().get("whose");
  const [chosen, setChosen] = useState<Whose | null>(null);
  const whose: Whose = chosen ?? (isWhose(asked) ? asked : "all");
  const clocks = view.clocks.filter((clock) => isAmong(clock.owner, whose, view.viewer.role));

  return (
    <ClosingFrame head={view.head} current="timeline">
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="space-y-5">
          <Missing view={view} />
          <Panel
            title="Timeline"
            actions={
              <>
                {view.may.editTerms && <ChangeClocks view={view} />}
                <WhoseSelect view={view} whose={whose} onChoose={setChosen} />
              </>
            }
          >
            {clocks.length === 0 ? (
              <EmptyState level={3} title="No clocks here" text="Nobody of this part has a clock. Choose everyone’s." />
            ) : (
              <Clocks view={view} clocks={clocks} />
            )}
          </Panel>
          <Problems view={view} />
        </div>
        <div className="space-y-5">
          <MovePanel view={view} />
          <FeedPanel view={view} whose={whose} />
          <Panel title="If an underwriter defaults">
            <p className="text-muted">
              The hours that run, who takes up what, and how far the Time of Delivery may be put off.{" "}
              <Link
                className="text-accent underline"
                href={`/offerings/${view.head.offering.id}/closings/${view.head.id}/default`}
              >
                Default and postponement
              </Link>
            </p>
          </Panel>
        </div>
      </div>
    </ClosingFrame>
  );
}

function Missing({ view }: { view: TimelineView }) {
  if (view.missing.length === 0) return null;
  return (
    <Notice title="The timeline is not complete">
      <ul>
        {view.missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** For whoever keeps the list: the agreement’s clocks, and the dates that they are counted from. */
function ChangeClocks({ view: { head } }: { view: TimelineView }) {
  return (
    <>
      <ChangeTerms head={head} label="Change the clocks">
        {(opened, newest, close) => <ClocksDialog opened={opened} newest={newest} onClose={close} />}
      </ChangeTerms>
      <ChangeTerms head={head} label="Change the dates">
        {(opened, newest, close) => <ScheduleDialog opened={opened} newest={newest} onClose={close} />}
      </ChangeTerms>
    </>
  );
}

/** The choice is kept in the address as well, to be sent to somebody. */
function WhoseSelect({
  view,
  whose,
  onChoose,
}: {
  view: TimelineView;
  whose: Whose;
  onChoose: (whose: Whose) => void;
}) {
  const choose = (value: string) => {
    if (!isWhose(value)) return;
    onChoose(value);
    changeAddress((params) => withParam(params, "whose", value === "all" ? null : value), "replace");
  };
  return (
    <SelectField
      className="w-56"
      label="Whose clocks"
      value={whose}
      onChange={(event) => choose(event.target.value)}
      options={choicesOf(view.clocks)}
    />
  );
}

function Clocks({ view, clocks }: { view: TimelineView; clocks: readonly ClockView[] }) {
  const { head } = view;
  const passed = usePassed(clocks, head.clock);
  const end = nextEnd(clocks, passed);
  const [past, next, later] = [clocks.slice(0, passed), clocks.slice(passed, end), clocks.slice(end)];
  const rows = (list: readonly ClockView[], standing: "past" | "next" | "later") => (
    <ul>
      {list.map((clock) => (
        <ClockRow key={clock.id} clock={clock} standing={standing} reading={head.clock} offeringId={head.offering.id} />
      ))}
    </ul>
  );
  return (
    <div className="space-y-4">
      {past.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">Past ({past.length})</summary>
          {rows(past, "past")}
        </details>
      )}
      {next[0] && (
        <section aria-label="Next" className="rounded-md bg-progress-soft px-4 py-2">
          <h3 className="text-base">
            Next, <SecondsLeft clock={head.clock} to={next[0].at} />
          </h3>
          {rows(next, "next")}
        </section>
      )}
      {later.length > 0 && (
        <section aria-label="Later">
          <h3 className="text-base">Later</h3>
          {rows(later, "later")}
        </section>
      )}
      {next.length === 0 && <p className="text-muted">Every clock is past.</p>}
    </div>
  );
}

function Problems({ view }: { view: TimelineView }) {
  if (view.problems.length === 0) return null;
  return (
    <Panel title="Not worked out yet">
      <ul>
        {view.problems.map(({ id, clause, what, message, ownerName }) => (
          <li key={id} className="border-t py-2 first:border-t-0">
            <span className="font-medium">{clause}</span> {what}
            <p className="text-sm text-muted">
              {ownerName} · {message}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

"use client";

import { type FormEvent, useState } from "react";
import { ScrollFrame } from "@/components/settlement/scroll-frame";
import { PostponeDialog } from "@/components/status/postpone-dialog";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useMove } from "@/lib/client/clocks-and-money";
import type { MoveView, SlipView, TimelineView } from "@/lib/contracts/timeline";

/** What slips when the Time of Delivery moves, shown before it is moved. */
export function MovePanel({ view }: { view: TimelineView }) {
  const { head, may } = view;
  const [typed, setTyped] = useState({ date: head.localDate, time: head.localTime });
  const [wish, setWish] = useState<typeof typed | null>(null);
  const [postponing, setPostponing] = useState(false);
  const asked = useMove(head, wish);

  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (typed.date && typed.time) setWish(typed);
  };

  return (
    <Panel
      title="If the Time of Delivery moves"
      actions={may.postpone && <Button onClick={() => setPostponing(true)}>Postpone…</Button>}
    >
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3">
        <TextField
          label="To the day"
          type="date"
          required
          value={typed.date}
          onChange={(event) => setTyped({ ...typed, date: event.target.value })}
        />
        <TextField
          label="At"
          type="time"
          required
          value={typed.time}
          onChange={(event) => setTyped({ ...typed, time: event.target.value })}
        />
        <Button type="submit" busy={asked.isFetching}>
          Show what slips
        </Button>
      </form>
      <p className="mt-2 text-sm text-muted">Nothing is moved by asking.</p>
      {asked.error && (
        <Notice tone="error" className="mt-3">
          {asked.error.message}
        </Notice>
      )}
      {asked.data?.move && !asked.error && <Slips move={asked.data.move} />}
      <PostponeDialog head={head} open={postponing} onClose={() => setPostponing(false)} />
    </Panel>
  );
}

function Slips({ move }: { move: MoveView }) {
  return (
    <div className="mt-4 space-y-3" aria-live="polite">
      <p className="font-medium">Delivered {move.to}:</p>
      {move.cautions.map((caution) => (
        <Notice key={caution} tone="warning">
          {caution}
        </Notice>
      ))}
      {move.moved.length === 0 ? (
        <p className="text-muted">Nothing slips: that is when it is now.</p>
      ) : (
        <ScrollFrame label="Clocks that slip">
          <table className="w-full text-sm">
            <caption className="sr-only">Clocks that slip</caption>
            <thead>
              <tr className="text-left text-muted">
                <th scope="col" className="py-1 pr-3 font-medium">
                  Clock
                </th>
                <th scope="col" className="py-1 pr-3 font-medium">
                  Now
                </th>
                <th scope="col" className="py-1 pr-3 font-medium">
                  Then
                </th>
                <th scope="col" className="py-1 font-medium">
                  Slips
                </th>
              </tr>
            </thead>
            <tbody>
              {move.moved.map((slip) => (
                <SlipRow key={slip.id} slip={slip} />
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
      {move.kept.length > 0 && (
        <p className="text-sm text-muted">
          These stay: {move.kept.map(({ clause, what }) => `${clause} ${what}`).join("; ")}.
        </p>
      )}
    </div>
  );
}

const SlipRow = ({ slip: { clause, what, before, after, says } }: { slip: SlipView }) => (
  <tr className="border-t align-top">
    <th scope="row" className="py-1.5 pr-3 text-left font-normal">
      <span className="font-medium">{clause}</span> {what}
    </th>
    <td className="py-1.5 pr-3 whitespace-nowrap tabular-nums">{before}</td>
    <td className="py-1.5 pr-3 whitespace-nowrap tabular-nums">{after}</td>
    <td className="py-1.5 whitespace-nowrap">{says}</td>
  </tr>
);

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { StatusView } from "@/lib/contracts/views";
import { localTimeOf, momentOfLocal } from "@/lib/domain/local-time";
import { momentWords, zoneWords } from "@/lib/domain/time-words";
import { ActDialog } from "./act-dialog";

const minute = 60_000;

/** Moves a rehearsal's clock forward, so that the day of the closing can be lived through. */
export function ClockDialog({ view, open, onClose }: { view: StatusView; open: boolean; onClose: () => void }) {
  const { head } = view;
  const [local, setLocal] = useState("");
  const [asked, setAsked] = useState(false);
  const moment = momentOfLocal(local, head.zone);
  return (
    <ActDialog
      head={head}
      open={open}
      onClose={() => {
        setLocal("");
        setAsked(false);
        onClose();
      }}
      title="Set the rehearsal’s clock"
      description={`It goes forward only, for everyone in this closing, and runs on from there. It showed ${momentWords(new Date(head.clock), head.zone)} when this screen was last brought up to date.`}
      button="Set the clock"
      wish={() => {
        setAsked(true);
        return moment && { act: "set-clock", closingId: head.id, shows: moment.toISOString() };
      }}
      done="The rehearsal’s clock is set."
    >
      <div className="flex flex-wrap gap-2">
        {stops(view).map(({ word, at }) => (
          <Button key={word} size="small" onClick={() => setLocal(localTimeOf(at, head.zone))}>
            {word}
          </Button>
        ))}
      </div>
      <TextField
        label={`The clock shows (${zoneWords(moment ?? new Date(head.clock), head.zone)})`}
        type="datetime-local"
        required
        value={local}
        onChange={(event) => setLocal(event.target.value)}
        error={asked && !moment ? "Choose a day and a time." : undefined}
      />
    </ActDialog>
  );
}

/** The moments of the day that are worth going to, as long as they lie ahead. */
function stops({ blockers, head }: StatusView): { word: string; at: Date }[] {
  const delivery = new Date(head.timeOfDelivery);
  const opens = blockers.flatMap(({ from }) => (from ? [Date.parse(from)] : [])).sort((a, b) => a - b);
  const all = [
    ...(opens[0] ? [{ word: "When the day’s confirmations open", at: new Date(opens[0] + minute) }] : []),
    { word: "An hour before", at: new Date(delivery.getTime() - 60 * minute) },
    { word: "Ten minutes before", at: new Date(delivery.getTime() - 10 * minute) },
    { word: "The Time of Delivery", at: delivery },
  ];
  return all.filter(({ at }) => at.getTime() > Date.parse(head.clock) + minute);
}

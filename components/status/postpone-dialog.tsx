"use client";

import { useState } from "react";
import { TextAreaField, TextField } from "@/components/ui/field";
import type { ClosingHead } from "@/lib/contracts/views";
import { momentOfLocal } from "@/lib/domain/local-time";
import { momentWords, zoneWords } from "@/lib/domain/time-words";
import { ActDialog } from "./act-dialog";

const nothing = { date: "", time: "", ground: "", text: "" };

/** Moves the Time of Delivery, with its ground. */
export function PostponeDialog({ head, open, onClose }: { head: ClosingHead; open: boolean; onClose: () => void }) {
  const [entered, setEntered] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const moment = momentOfLocal(`${entered.date}T${entered.time}`, head.zone);
  const enter = (change: Partial<typeof nothing>) => setEntered((before) => ({ ...before, ...change }));
  const missing = (text: string, sentence: string) => (asked && text.trim() === "" ? sentence : undefined);

  return (
    <ActDialog
      head={head}
      open={open}
      onClose={() => {
        setEntered(nothing);
        setAsked(false);
        onClose();
      }}
      title="Postpone the Time of Delivery"
      description={`It is ${momentWords(new Date(head.timeOfDelivery), head.zone)} now. Sign-offs stand; confirmations of the day are given anew within the new window.`}
      button="Postpone"
      wish={() => {
        setAsked(true);
        const { date, time, ground, text } = entered;
        if (!moment || ground.trim() === "") return null;
        return { act: "postpone", closingId: head.id, ground, text, newLocalDate: date, newLocalTime: time };
      }}
      done="The Time of Delivery is postponed."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="New date"
          type="date"
          required
          value={entered.date}
          onChange={(event) => enter({ date: event.target.value })}
          error={missing(entered.date, "Choose the new date.")}
        />
        <TextField
          label={`New time (${moment ? zoneWords(moment, head.zone) : head.zone})`}
          type="time"
          required
          value={entered.time}
          onChange={(event) => enter({ time: event.target.value })}
          error={missing(entered.time, "Choose the new time.")}
        />
      </div>
      <TextField
        label="Ground"
        hint="Agreed in writing, an underwriter’s default, a condition not met: in a few words."
        required
        maxLength={200}
        value={entered.ground}
        onChange={(event) => enter({ ground: event.target.value })}
        error={missing(entered.ground, "Say on what ground.")}
      />
      <TextAreaField
        label="What was agreed"
        hint="Optional; everyone in this closing reads it."
        rows={3}
        maxLength={5000}
        value={entered.text}
        onChange={(event) => enter({ text: event.target.value })}
      />
    </ActDialog>
  );
}

"use client";

import { useState } from "react";
import { clockOfEntry } from "@/components/log/log-groups";
import { LogList } from "@/components/log/log-list";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useChanges } from "@/lib/client/status";
import type { StatusView } from "@/lib/contracts/views";
import { localTimeOf, momentOfLocal } from "@/lib/domain/local-time";
import { momentWords, zoneWords } from "@/lib/domain/time-words";

const hour = 3_600_000;

const presets = [
  { word: "The last hour", hours: 1 },
  { word: "The last 4 hours", hours: 4 },
  { word: "The last 24 hours", hours: 24 },
  { word: "The last 3 days", hours: 72 },
];

/** What changed since a moment that the viewer chooses, by the closing's own clock. */
export function Changes({ view: { head } }: { view: StatusView }) {
  const [local, setLocal] = useState("");
  const since = momentOfLocal(local, head.zone);
  const changes = useChanges({ offeringId: head.offering.id, closingId: head.id }, since && realMoment(since, head));
  // A rehearsal's clock may have been moved meanwhile: what it showed at each act decides.
  const entries = changes.data?.entries.filter((entry) => since && clockOfEntry(entry) >= since) ?? [];

  return (
    <Panel title="What changed since">
      <div className="no-print flex flex-wrap items-end gap-2">
        <TextField
          label={`Since (${zoneWords(since ?? new Date(head.clock), head.zone)})`}
          type="datetime-local"
          value={local}
          max={localTimeOf(new Date(head.clock), head.zone)}
          onChange={(event) => setLocal(event.target.value)}
          className="w-56"
        />
        {presets.map(({ word, hours }) => (
          <Button
            key={word}
            onClick={() => setLocal(localTimeOf(new Date(Date.parse(head.clock) - hours * hour), head.zone))}
          >
            {word}
          </Button>
        ))}
      </div>
      <div className="mt-4" aria-live="polite">
        {!since ? (
          <p className="text-muted">Choose a moment, such as when you last looked.</p>
        ) : changes.error ? (
          <Notice tone="error">{changes.error.message}</Notice>
        ) : changes.isPending ? (
          <Skeleton rows={3} />
        ) : entries.length === 0 ? (
          <p className="text-muted">Nothing changed since {momentWords(since, head.zone)}.</p>
        ) : (
          <LogList entries={entries} offeringId={head.offering.id} zone={head.zone} level={3} />
        )}
      </div>
    </Panel>
  );
}

/** When the clock, as it runs now, showed that. */
const realMoment = (shown: Date, { clock, serverTime }: StatusView["head"]) =>
  new Date(Date.parse(serverTime) - (Date.parse(clock) - shown.getTime()));

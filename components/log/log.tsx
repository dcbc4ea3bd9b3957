"use client";

import { useState } from "react";
import { useAddress } from "@/components/dashboard/use-address";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { CheckField, SearchField, SelectField } from "@/components/ui/field";
import { useLog } from "@/lib/client/log";
import type { ClosingHead, LogEntryView } from "@/lib/contracts/views";
import { searchEntries } from "./log-groups";
import { LogList } from "./log-list";

const most = 500;

/** Who did what, and when: the record of an offering, newest first. */
export function Log({ head, initial }: { head: ClosingHead; initial: { of: string | null; entries: LogEntryView[] } }) {
  const [address, put] = useAddress();
  const [hashes, setHashes] = useState(false);
  const asked = address.get("closing");
  const closingId = head.siblings.find(({ id }) => id === asked)?.id ?? null;
  const text = address.get("q") ?? "";
  const { entries, settling } = useLog({ offeringId: head.offering.id, closingId }, initial);
  const shown = searchEntries(entries, text);

  const change = (name: string, value: string) => {
    if (value) address.set(name, value);
    else address.delete(name);
    put(address);
  };

  return (
    <ClosingFrame head={head} current="log">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h2 className="text-xl">Log</h2>
        <div className="no-print text-right max-sm:text-left">
          <a
            className={buttonClass("secondary", "small")}
            href={`/api/offerings/${head.offering.id}/log/export`}
            download
          >
            Export the log
          </a>
          <p className="mt-1 text-sm text-muted">
            With its signed checkpoints;{" "}
            <a className="link" href="/verify.html" download>
              a page that works offline
            </a>{" "}
            verifies it alone, and the receipt of a single entry.
          </p>
        </div>
      </div>
      <search className="no-print mb-5 grid items-end gap-3 sm:grid-cols-[minmax(0,20rem)_16rem_auto]">
        <SearchField
          label="Search"
          placeholder="A person, a clause, a word"
          value={text}
          onChange={(event) => change("q", event.target.value)}
        />
        {head.siblings.length > 1 ? (
          <SelectField
            label="Time of Delivery"
            value={closingId ?? ""}
            onChange={(event) => change("closing", event.target.value)}
            options={[
              { value: "", label: "The whole offering" },
              ...head.siblings.map(({ id, label }) => ({ value: id as string, label })),
            ]}
          />
        ) : (
          <span />
        )}
        <CheckField
          label="Show each entry’s hash"
          className="pb-1.5"
          checked={hashes}
          onChange={(event) => setHashes(event.target.checked)}
        />
      </search>
      <p role="status" className="mb-3 text-sm text-muted">
        {countWords(shown.length, entries.length)}
        {hashes &&
          " Each hash covers the entry and the hash before it, so that none can be changed or taken out unseen."}
      </p>
      <div aria-busy={settling} className={settling ? "opacity-60" : undefined}>
        {shown.length === 0 ? (
          <EmptyState
            title="Nothing is like that"
            text={entries.length === 0 ? "Nothing has been recorded yet." : "No entry has all of these words."}
          />
        ) : (
          <LogList entries={shown} offeringId={head.offering.id} zone={head.zone} hashes={hashes} receipts />
        )}
      </div>
    </ClosingFrame>
  );
}

function countWords(shown: number, all: number): string {
  const acts = (count: number) => (count === 1 ? "One act" : `${count} acts`);
  if (shown < all) return `${acts(shown)} of ${all}.`;
  return all === most ? `The newest ${most} acts.` : `${acts(all)}, newest first.`;
}

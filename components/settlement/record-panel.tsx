"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { DefaultEntryView, DefaultView } from "@/lib/contracts/default";
import { momentWords } from "@/lib/domain/time-words";
import { RecordDialog } from "./record-dialog";

type Open = "record" | "arrange" | "company" | DefaultEntryView | null;

/** What was recorded about a default, and the entries that this viewer may make. */
export function RecordPanel({ view }: { view: DefaultView }) {
  const [open, setOpen] = useState<Open>(null);
  const { head, recorded, may, allocations, situation } = view;
  const standing = allocations.map((one) => one.underwriter).filter((name) => !situation.defaults.includes(name));
  const close = () => setOpen(null);
  const anyDefault = situation.defaults.length > 0;
  return (
    <Panel
      title="What is recorded"
      actions={
        <>
          {may.record && standing.length > 0 && <Button onClick={() => setOpen("record")}>Record a default…</Button>}
          {may.arrange && anyDefault && <Button onClick={() => setOpen("arrange")}>Record a substitute…</Button>}
          {may.company && anyDefault && <Button onClick={() => setOpen("company")}>Say what the Company asks…</Button>}
        </>
      }
    >
      {recorded.length === 0 ? (
        <p className="text-muted">No default is recorded.</p>
      ) : (
        <ul>
          {recorded.map((entry) => (
            <li key={entry.recordId} className="flex flex-wrap justify-between gap-3 border-t py-2 first:border-t-0">
              <div>
                <p>{entry.says}</p>
                <p className="text-sm text-muted">
                  Recorded by {entry.by}, {momentWords(new Date(entry.at), head.zone)}
                </p>
              </div>
              {entry.mayWithdraw && (
                <Button size="small" onClick={() => setOpen(entry)} aria-label={`Withdraw: ${entry.says}`}>
                  Withdraw…
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open === "record" && <DefaultDialog view={view} names={standing} onClose={close} />}
      {open === "arrange" && <SubstituteDialog view={view} onClose={close} />}
      {open === "company" && <CompanyDialog view={view} onClose={close} />}
      {open !== null && typeof open === "object" && <WithdrawDialog view={view} entry={open} onClose={close} />}
    </Panel>
  );
}

type DialogProps = { view: DefaultView; onClose: () => void };

function DefaultDialog({ view: { head }, names, onClose }: DialogProps & { names: readonly string[] }) {
  const [entered, setEntered] = useState({
    underwriter: names[0] ?? "",
    localDate: head.localDate,
    localTime: head.localTime,
  });
  const enter = (change: Partial<typeof entered>) => setEntered((before) => ({ ...before, ...change }));
  return (
    <RecordDialog
      head={head}
      title="Record a default"
      description="An underwriter did not take up and pay for its securities. The hours of the clause run from the moment of the default."
      button="Record the default"
      done="The default is recorded."
      fields={["underwriter", "localDate", "localTime"]}
      wish={() => ({ act: "record", closingId: head.id, ...entered })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <SelectField
            label="Underwriter"
            value={entered.underwriter}
            onChange={(event) => enter({ underwriter: event.target.value })}
            options={names.map((name) => ({ value: name, label: name }))}
            error={errors.underwriter}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="Day of the default"
              type="date"
              value={entered.localDate}
              onChange={(event) => enter({ localDate: event.target.value })}
              error={errors.localDate}
            />
            <TextField
              label={`Time (${head.zone})`}
              type="time"
              value={entered.localTime}
              onChange={(event) => enter({ localTime: event.target.value })}
              error={errors.localTime}
            />
          </div>
        </>
      )}
    </RecordDialog>
  );
}

function SubstituteDialog({ view: { head }, onClose }: DialogProps) {
  const [entered, setEntered] = useState({ name: "", amount: "" });
  return (
    <RecordDialog
      head={head}
      title="Record a substitute"
      description="Someone agreed to purchase some of what is in default. It then counts as an underwriter for that amount."
      button="Record the substitute"
      done="The substitute is recorded."
      fields={["name", "amount"]}
      wish={() => ({ act: "arrange", closingId: head.id, ...entered })}
      onClose={onClose}
    >
      {(errors) => (
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <TextField
            label="Purchaser"
            maxLength={200}
            value={entered.name}
            onChange={(event) => setEntered({ ...entered, name: event.target.value })}
            error={errors.name}
          />
          <TextField
            label="Amount"
            inputMode="decimal"
            value={entered.amount}
            onChange={(event) => setEntered({ ...entered, amount: event.target.value })}
            error={errors.amount}
          />
        </div>
      )}
    </RecordDialog>
  );
}

function CompanyDialog({ view: { head }, onClose }: DialogProps) {
  const [requires, setRequires] = useState("yes");
  return (
    <RecordDialog
      head={head}
      title="Say what the Company asks"
      description="Whether the other underwriters have to take up what is left is the Company’s to say, within the threshold of the clause."
      button="Record it"
      done="The Company’s word is recorded."
      fields={[]}
      wish={() => ({ act: "company", closingId: head.id, requires: requires === "yes" })}
      onClose={onClose}
    >
      {() => (
        <SelectField
          label="The Company"
          value={requires}
          onChange={(event) => setRequires(event.target.value)}
          options={[
            { value: "yes", label: "asks the other underwriters to take up what is left" },
            { value: "no", label: "does not ask it" },
          ]}
        />
      )}
    </RecordDialog>
  );
}

function WithdrawDialog({ view: { head }, entry, onClose }: DialogProps & { entry: DefaultEntryView }) {
  const [reason, setReason] = useState("");
  return (
    <RecordDialog
      head={head}
      title="Withdraw an entry"
      description={`${entry.says} The entry stays in the log, with its withdrawal.`}
      button="Withdraw the entry"
      done="The entry is withdrawn."
      fields={["reason"]}
      wish={() => ({ act: "withdraw", closingId: head.id, recordId: entry.recordId, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <TextAreaField
          label="Reason"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errors.reason}
        />
      )}
    </RecordDialog>
  );
}

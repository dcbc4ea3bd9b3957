"use client";

import { useState } from "react";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ClosingHead } from "@/lib/contracts/views";
import { ActDialog } from "./act-dialog";

const nothing = { ground: "", text: "" };

/** Ends the agreement for this Time of Delivery, with its ground. */
export function TerminateDialog({ head, open, onClose }: { head: ClosingHead; open: boolean; onClose: () => void }) {
  const [entered, setEntered] = useState(nothing);
  const [asked, setAsked] = useState(false);
  return (
    <ActDialog
      head={head}
      open={open}
      onClose={() => {
        setEntered(nothing);
        setAsked(false);
        onClose();
      }}
      title="Terminate"
      description={`${head.label}: no delivery and no payment will follow.`}
      button="Terminate for good"
      look="danger"
      wish={() => {
        setAsked(true);
        return entered.ground.trim() === "" ? null : { act: "terminate", closingId: head.id, ...entered };
      }}
      done="Terminated."
    >
      <Notice tone="warning">This cannot be taken back. The record stays as it is, and nobody can add to it.</Notice>
      <TextField
        label="Ground"
        hint="The clause, or the event that it names."
        required
        maxLength={200}
        value={entered.ground}
        onChange={(event) => setEntered({ ...entered, ground: event.target.value })}
        error={asked && entered.ground.trim() === "" ? "Say on what ground." : undefined}
      />
      <TextAreaField
        label="What happened"
        hint="Optional; everyone in this closing reads it."
        rows={3}
        maxLength={5000}
        value={entered.text}
        onChange={(event) => setEntered({ ...entered, text: event.target.value })}
      />
    </ActDialog>
  );
}

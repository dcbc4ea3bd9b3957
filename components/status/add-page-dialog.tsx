"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/components/ui/field";
import type { StatusView } from "@/lib/contracts/views";
import { roleLabels } from "@/lib/domain/role";
import { ActDialog } from "./act-dialog";

const nothing = { partyId: "", document: "", signatory: "", capacity: "" };

/** A further page that one signatory signs at this Time of Delivery. */
export function AddPageDialog({ view, open, onClose }: { view: StatusView; open: boolean; onClose: () => void }) {
  const { head, parties } = view;
  const [entered, setEntered] = useState(nothing);
  const [asked, setAsked] = useState(false);
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
      title="Add a signature page"
      description="It goes out, comes into escrow, and is released by the closing once its party has authorised that."
      button="Add the page"
      wish={() => {
        setAsked(true);
        if (Object.values(entered).some((text) => text.trim() === "")) return null;
        return { act: "add-signature-page", closingId: head.id, ...entered };
      }}
      done="The signature page is on the list."
    >
      <SelectField
        label="Party"
        required
        value={entered.partyId}
        onChange={(event) => enter({ partyId: event.target.value })}
        options={[
          { value: "", label: "Choose the party that signs" },
          ...parties.map(({ id, name, role }) => ({ value: id, label: `${name} (${roleLabels[role]})` })),
        ]}
        error={missing(entered.partyId, "Choose the party.")}
      />
      <TextField
        label="Document"
        required
        maxLength={200}
        value={entered.document}
        onChange={(event) => enter({ document: event.target.value })}
        error={missing(entered.document, "Name the document.")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Signatory"
          required
          maxLength={120}
          value={entered.signatory}
          onChange={(event) => enter({ signatory: event.target.value })}
          error={missing(entered.signatory, "Name who signs.")}
        />
        <TextField
          label="Capacity"
          required
          maxLength={120}
          value={entered.capacity}
          onChange={(event) => enter({ capacity: event.target.value })}
          error={missing(entered.capacity, "Say in what capacity.")}
        />
      </div>
    </ActDialog>
  );
}

"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useAddParty } from "@/lib/client/people";
import { type PartyRole, roleLabels, type Side, sideLabels, sides, usualSide } from "@/lib/domain/role";
import { fieldErrors, useFocusOnError } from "./field-errors";

/** Puts a firm or company on the working group list, in its part and on its side. */
export function AddPartyDialog({
  open,
  onOpenChange,
  ...rest
}: {
  offeringId: string;
  parts: readonly PartyRole[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a party"
      description="Then invite its first person; from then on its own people with authority bring in the others."
    >
      <AddPartyForm {...rest} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddPartyForm({
  offeringId,
  parts,
  onDone,
}: {
  offeringId: string;
  parts: readonly PartyRole[];
  onDone: () => void;
}) {
  const say = useSay();
  const add = useAddParty(offeringId);
  const form = useRef<HTMLFormElement>(null);
  const [organisation, setOrganisation] = useState("");
  const [role, setRole] = useState<PartyRole>(parts[0] ?? "other");
  const [side, setSide] = useState<Side>(usualSide[role]);
  const { at, general } = fieldErrors(add.error, ["organisation"], { "already-done": { field: "organisation" } });
  useFocusOnError(form, add.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { organisation, role, side },
      {
        onSuccess: () => {
          onDone();
          say.done(`${organisation.trim()} is on the list`, "Invite its first person now.");
        },
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="space-y-4">
      {general && <Notice tone="error">{general}</Notice>}
      <TextField
        label="Firm or company"
        hint="As the agreement names it."
        autoComplete="off"
        required
        value={organisation}
        onChange={(event) => setOrganisation(event.target.value)}
        error={at.organisation}
      />
      <SelectField
        label="Part"
        value={role}
        options={parts.map((part) => ({ value: part, label: roleLabels[part] }))}
        onChange={(event) => {
          const chosen = parts.find((part) => part === event.target.value);
          if (!chosen) return;
          setRole(chosen);
          setSide(usualSide[chosen]);
        }}
      />
      <SelectField
        label="Side"
        hint="Drafts and notes of this party are private to its side until someone of that side shares them."
        value={side}
        options={sides.map((one) => ({ value: one, label: sideLabels[one] }))}
        onChange={(event) => {
          const chosen = sides.find((one) => one === event.target.value);
          if (chosen) setSide(chosen);
        }}
      />
      <DialogActions>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={add.isPending}>
          Add the party
        </Button>
      </DialogActions>
    </form>
  );
}

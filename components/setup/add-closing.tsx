"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { useSay } from "@/components/ui/toasts";
import { problemOf } from "@/lib/client/api";
import { type ClosingForm, fieldErrors, useAddClosing } from "@/lib/client/setup";
import type { AddClosingRequest, SetupView } from "@/lib/contracts/offering";
import { problemSentence } from "@/lib/contracts/problem-words";
import { templates } from "@/lib/domain/templates/templates";
import { ErrorSummary } from "./error-summary";
import { MomentFields } from "./moment-fields";

/** A further Time of Delivery, for an option that was exercised or a delivery in parts. */
export function AddClosing({ setup, onClose }: { setup: SetupView; onClose: () => void }) {
  const router = useRouter();
  const say = useSay();
  const add = useAddClosing(setup.offering.id);
  const last = setup.closings.at(-1);
  const pricing = setup.pricings.at(-1);
  const [list, setList] = useState(last ? `closing ${last.id}` : "nothing");
  const [taken, setTaken] = useState("");
  const [form, setForm] = useState<ClosingForm>({
    label: setup.closings.length === 1 ? `Option ${setup.agreements[0]?.closingTerm ?? "Time of Delivery"}` : "",
    localDate: "",
    localTime: last?.localTime ?? "10:00",
    zone: last?.zone ?? "America/New_York",
    location: last?.location ?? "",
    delivers: "option",
  });
  const errors = fieldErrors(add.error);
  const general = add.error && errors.size === 0 ? problemSentence(problemOf(add.error)) : null;

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!pricing) return;
    const { delivers, ...moment } = form;
    const optionTaken = delivers === "firm" || taken.trim() === "" ? null : taken;
    add.mutate(
      { pricingAgreementId: pricing.id, ...moment, terms: { delivers, optionTaken }, conditions: beginningOf(list) },
      {
        onSuccess: ({ closingId, conditions }) => {
          say.done(`${form.label} is on the list`, `It has ${conditions} lines, and no sign-off.`);
          router.push(`/offerings/${setup.offering.id}/closings/${closingId}/edit`);
        },
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a Time of Delivery"
      description="Its conditions are made anew. What was signed, waived or delivered at another one does not come along; a document can be used again by an act of its own."
      wide
    >
      <form onSubmit={save} noValidate>
        <ErrorSummary errors={errors} general={general} />
        <MomentFields value={form} onChange={setForm} errors={errors} path="" />
        <div className="mt-3 grid gap-x-4 gap-y-3 sm:grid-cols-2">
          <SelectField
            label="Its list begins with"
            value={list}
            onChange={(event) => setList(event.target.value)}
            options={[
              ...setup.closings.map(({ id, label }) => ({ value: `closing ${id}`, label: `What ${label} requires` })),
              ...templates.map(({ id, name }) => ({
                value: `template ${id}`,
                label: `The template for ${name.toLowerCase()}`,
              })),
              { value: "nothing", label: "Nothing" },
            ]}
          />
          {form.delivers !== "firm" && (
            <TextField
              label="Taken up under the option"
              name="terms.optionTaken"
              value={taken}
              error={errors.get("terms.optionTaken")}
              inputMode="decimal"
              autoComplete="off"
              onChange={(event) => setTaken(event.target.value)}
            />
          )}
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={add.isPending}>
            Add it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function beginningOf(list: string): AddClosingRequest["conditions"] {
  const [from, id = ""] = list.split(" ");
  if (from === "closing") return { from, closingId: id };
  const template = templates.find((known) => known.id === id);
  return template ? { from: "template", template: template.id } : { from: "nothing" };
}

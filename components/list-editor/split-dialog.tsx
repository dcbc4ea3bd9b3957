"use client";

import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useListAct } from "@/lib/client/list";
import type { ListLine, ListView } from "@/lib/contracts/list";
import { limbLabels } from "@/lib/domain/labels";
import { limbsInText } from "@/lib/domain/limbs-in-text";
import { actProblem } from "./act-problem";
import { StaleNotice } from "./stale-notice";

/** Splits a clause into limbs: those that its words number, to be put right, or as many as are typed. */
export function SplitDialog({ view, line, onClose }: { view: ListView; line: ListLine; onClose: () => void }) {
  const say = useSay();
  const act = useListAct(view.head.offering.id, view.head.id);
  const { label, text } = line.terms;
  const [mode, setMode] = useState<"whole" | "limbs">("whole");
  const [limbs, setLimbs] = useState(() => {
    const found = limbsInText(text);
    const parts = found.length > 1 ? found : ["", ""];
    const labels = limbLabels(label, parts.length);
    return parts.map((words, index) => ({ label: labels[index] ?? "", title: shortOf(words), text: words }));
  });
  const problem = actProblem(act.error);
  const change = (place: number, part: Partial<(typeof limbs)[number]>) =>
    setLimbs(limbs.map((limb, index) => (index === place ? { ...limb, ...part } : limb)));

  const split = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(
      { act: "split-condition", conditionId: line.id, requirement: line.requirement, mode, limbs },
      {
        onSuccess: () => {
          say.done(`${label} has ${limbs.length} limbs`);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Split ${label} into limbs`}
      description={line.terms.title}
      wide
    >
      <form onSubmit={split} noValidate className="space-y-4">
        <SelectField
          label="How it is signed off"
          value={mode}
          onChange={(event) => setMode(event.target.value as typeof mode)}
          options={[
            { value: "whole", label: "As one, its limbs matched" },
            { value: "limbs", label: "Each limb by itself, with documents of its own" },
          ]}
        />
        <ol className="space-y-3">
          {limbs.map((limb, place) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a limb has no identity before it is made
              key={place}
              className="grid grid-cols-[1fr_auto] items-end gap-2 rounded-md border p-3 sm:grid-cols-[8rem_1fr_auto]"
            >
              <TextField
                label={`Label of limb ${place + 1}`}
                value={limb.label}
                onChange={(event) => change(place, { label: event.target.value })}
                className="max-sm:col-span-2"
              />
              <TextField
                label={`Title of limb ${place + 1}`}
                value={limb.title}
                maxLength={200}
                onChange={(event) => change(place, { title: event.target.value })}
              />
              <IconButton
                label={`Take away limb ${place + 1}`}
                disabled={limbs.length <= 2}
                onClick={() => setLimbs(limbs.filter((_, index) => index !== place))}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
              <TextAreaField
                label={`Words of limb ${place + 1}`}
                rows={2}
                value={limb.text}
                onChange={(event) => change(place, { text: event.target.value })}
                className="col-span-full"
              />
            </li>
          ))}
        </ol>
        <Button
          size="small"
          onClick={() => {
            const next = limbLabels(label, limbs.length + 1).at(-1) ?? "";
            setLimbs([...limbs, { label: next, title: "", text: "" }]);
          }}
        >
          <Plus aria-hidden className="size-4" /> Add a limb
        </Button>
        <StaleNotice holding={line.holding} change="Splitting it" />
        {problem && <Notice tone="error">{problem.message}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            busy={act.isPending}
            disabled={limbs.some((limb) => limb.label.trim() === "" || limb.title.trim() === "")}
          >
            Split into {limbs.length} limbs
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The first words, as a title to begin with. */
const shortOf = (words: string) =>
  words
    .split(/\s+/)
    .slice(0, 8)
    .join(" ")
    .replace(/[,;:.]$/, "")
    .slice(0, 120);

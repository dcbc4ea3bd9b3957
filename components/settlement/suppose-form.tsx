"use client";

import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { CheckField, SelectField, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { DefaultView, SuppositionRequest } from "@/lib/contracts/default";
import { grouped, readAmount } from "@/lib/domain/allocations";

type Line = { key: string; name: string; amount: string };

const company = [
  { value: "", label: "has not said" },
  { value: "yes", label: "asks the others to take it up" },
  { value: "no", label: "does not ask it" },
];

/** What if: which underwriters default, who else purchases, and what the Company says. Changes nothing. */
export function SupposeForm({
  view,
  busy,
  onSuppose,
}: {
  view: DefaultView;
  busy: boolean;
  onSuppose: (wish: SuppositionRequest | null) => void;
}) {
  const [defaults, setDefaults] = useState<readonly string[]>(view.situation.defaults);
  const [lines, setLines] = useState<readonly Line[]>(() =>
    view.situation.substitutes.map(({ name, amount }) => ({ key: name, name, amount: grouped(amount) })),
  );
  const [says, setSays] = useState(
    view.situation.companyRequires === null ? "" : view.situation.companyRequires ? "yes" : "no",
  );
  const [asked, setAsked] = useState(false);

  const change = (key: string, part: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (lines.some(({ name, amount }) => name.trim() === "" || readAmount(amount) === null)) return;
    const substitutes = lines.map(({ name, amount }) => ({ name: name.trim(), amount }));
    onSuppose({ defaults: [...defaults], substitutes, companyRequires: says === "" ? null : says === "yes" });
  };

  return (
    <Panel title="What if">
      <form onSubmit={submit} noValidate className="space-y-4">
        <fieldset className="min-w-0 space-y-1.5">
          <legend className="mb-1 text-sm font-medium">Which underwriters default</legend>
          {view.allocations.map(({ underwriter, amount }) => (
            <CheckField
              key={underwriter}
              label={`${underwriter}, ${grouped(amount)}`}
              checked={defaults.includes(underwriter)}
              onChange={(event) =>
                setDefaults((before) =>
                  event.target.checked ? [...before, underwriter] : before.filter((name) => name !== underwriter),
                )
              }
            />
          ))}
        </fieldset>
        <fieldset className="min-w-0">
          <legend className="mb-1 text-sm font-medium">Who else agrees to purchase some of it</legend>
          {lines.map(({ key, name, amount }, index) => (
            <div key={key} className="mb-2 flex items-end gap-2">
              <TextField
                className="min-w-0 flex-1"
                label={`Substitute ${index + 1}`}
                value={name}
                maxLength={200}
                onChange={(event) => change(key, { name: event.target.value })}
                error={asked && name.trim() === "" ? "Name the purchaser." : undefined}
              />
              <TextField
                className="w-36"
                label="Amount"
                inputMode="decimal"
                value={amount}
                onChange={(event) => change(key, { amount: event.target.value })}
                error={asked && readAmount(amount) === null ? "An amount, such as 5,818,182." : undefined}
              />
              <IconButton
                label={`Take away substitute ${index + 1}`}
                onClick={() => setLines((before) => before.filter((line) => line.key !== key))}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </div>
          ))}
          <Button
            size="small"
            onClick={() => setLines((before) => [...before, { key: crypto.randomUUID(), name: "", amount: "" }])}
          >
            <Plus aria-hidden className="size-4" />
            Add a substitute
          </Button>
        </fieldset>
        <SelectField
          label="The Company"
          value={says}
          onChange={(event) => setSays(event.target.value)}
          options={company}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={busy}>
            Show what would follow
          </Button>
          {view.supposed && <Button onClick={() => onSuppose(null)}>Back to what is recorded</Button>}
        </div>
        <p className="text-sm text-muted">Nothing is recorded by asking.</p>
      </form>
    </Panel>
  );
}

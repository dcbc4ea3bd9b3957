import { Plus, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { AllocationForm, FieldErrors } from "@/lib/client/setup";
import { allocationGap, grouped, totalOf } from "@/lib/domain/allocations";

/** Schedule I: who has agreed to buy how much, and what the lines come to beside the whole. */
export function AllocationFields({
  lines,
  onChange,
  errors,
  path,
  whole,
}: {
  lines: readonly AllocationForm[];
  onChange: (lines: readonly AllocationForm[]) => void;
  errors: FieldErrors;
  path: string;
  /** The amount of Schedule II, as typed; empty where it is not known. */
  whole: string;
}) {
  const change = (place: number, part: Partial<AllocationForm>) =>
    onChange(lines.map((line, index) => (index === place ? { ...line, ...part } : line)));
  const gap = allocationGap(
    lines.filter(({ amount }) => amount.trim() !== ""),
    whole || null,
  );
  return (
    <div>
      <ol className="space-y-2">
        {lines.map(({ underwriter, amount }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <li key={place} className="grid grid-cols-[1fr_auto] items-end gap-2 sm:grid-cols-[1fr_14rem_auto]">
            <TextField
              label={`Underwriter ${place + 1}`}
              name={`${path}.${place}.underwriter`}
              value={underwriter}
              error={errors.get(`${path}.${place}.underwriter`)}
              onChange={(event) => change(place, { underwriter: event.target.value })}
              className="max-sm:col-span-2"
            />
            <TextField
              label={`Amount of underwriter ${place + 1}`}
              name={`${path}.${place}.amount`}
              value={amount}
              error={errors.get(`${path}.${place}.amount`)}
              inputMode="decimal"
              autoComplete="off"
              onChange={(event) => change(place, { amount: event.target.value })}
            />
            <IconButton
              label={`Take away underwriter ${place + 1}`}
              onClick={() => onChange(lines.filter((_, index) => index !== place))}
              className="mb-0.5"
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <Button size="small" onClick={() => onChange([...lines, { underwriter: "", amount: "" }])}>
          <Plus aria-hidden className="size-4" /> Add an underwriter
        </Button>
        <p className="tabular-nums">
          Total <strong className="font-semibold">{grouped(totalOf(lines))}</strong>
        </p>
      </div>
      {gap && (
        <Notice tone="warning" className="mt-3">
          {gap} It can be saved as it is; nothing is corrected for you.
        </Notice>
      )}
    </div>
  );
}

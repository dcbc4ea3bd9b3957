"use client";

import { Popover } from "@base-ui/react/popover";
import { grouped } from "@/lib/domain/allocations";
import type { Figure as FigureOf } from "@/lib/domain/settlement-sheet";

/** A figure that tells on demand, by hover, touch or key, how it was worked out; or always, where formulas are shown. */
export function Figure({ figure, shown, name }: { figure: FigureOf; shown: boolean; name: string }) {
  const amount = <span className="tabular-nums">{grouped(figure.value)}</span>;
  if (shown) {
    return (
      <>
        {amount}
        <span className="block text-xs font-normal text-muted">{figure.formula}</span>
      </>
    );
  }
  return (
    <Popover.Root>
      <Popover.Trigger
        openOnHover
        delay={150}
        className="cursor-help rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4"
      >
        {amount}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className="z-50">
          <Popover.Popup className="max-w-sm rounded-md border bg-surface px-3.5 py-2.5 text-sm shadow-raised">
            <Popover.Title className="font-sans text-sm font-medium">{name}</Popover.Title>
            <Popover.Description className="mt-1 text-muted tabular-nums">
              {grouped(figure.value)} = {figure.formula}
            </Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

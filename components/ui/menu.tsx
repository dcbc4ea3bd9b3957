"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";

export type MenuEntry =
  | { kind?: "item"; label: ReactNode; onSelect: () => void; disabled?: boolean; danger?: boolean }
  | { kind: "link"; label: ReactNode; href: string }
  | { kind: "separator" }
  | { kind: "heading"; label: ReactNode };

const itemClass =
  "flex w-full cursor-default items-center gap-2 rounded-sm px-3 py-1.5 text-base outline-none select-none data-highlighted:bg-accent-soft data-disabled:opacity-50";

export type MenuProps = {
  /** What is read out. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  triggerClass?: string;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
  /** That it opens as it comes, for a button that was pressed before it was there. */
  openAtFirst?: boolean;
};

/** A button that opens a list of acts. */
export function Menu({ label, trigger, triggerClass, entries, align = "end", openAtFirst = false }: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen={openAtFirst}>
      <Base.Trigger aria-label={label} className={triggerClass}>
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className="min-w-48 rounded-md border bg-surface p-1 shadow-raised">
            {entries.map((entry, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity of their own and keep their places
              <Entry key={place} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "separator") return <Base.Separator className="my-1 border-t" />;
  if (entry.kind === "heading") return <div className="px-3 py-1.5 text-sm text-muted">{entry.label}</div>;
  if (entry.kind === "link") {
    return (
      <Base.LinkItem href={entry.href} className={itemClass}>
        {entry.label}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item
      onClick={entry.onSelect}
      disabled={entry.disabled ?? false}
      className={entry.danger ? `${itemClass} text-failed` : itemClass}
    >
      {entry.label}
    </Base.Item>
  );
}

import { ArrowDown, ArrowUp, GripVertical, ListTree, MoreHorizontal, Trash2 } from "lucide-react";
import type { ComponentProps, KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu } from "@/components/ui/menu";
import { StatusPill } from "@/components/ui/status-pill";
import type { ListLine } from "@/lib/contracts/list";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { roleLabels } from "@/lib/domain/role";
import { basisLabels } from "@/lib/domain/words";

export type LineWish = "edit" | "add-after" | "add-limb" | "split" | "remove" | "up" | "down";

const keys: Record<string, LineWish> = {
  e: "edit",
  n: "add-after",
  l: "add-limb",
  s: "split",
  Delete: "remove",
};

/** One line of the list: what it requires in short, and all that can be done with it, by hand and by key. */
export function LineRow({
  line,
  onWish,
  handle,
  look,
  onStep,
  ...rest
}: {
  line: ListLine;
  onWish: (wish: LineWish) => void;
  /** What makes its grip the handle by which it is dragged. */
  handle: ComponentProps<"span">;
  /** How it looks while a line is dragged. */
  look: string;
  /** Moves the focus to the line above or below. */
  onStep: (by: -1 | 1) => void;
} & ComponentProps<"li">) {
  const { label, title, kind, furnishedBy, requires, deliverables, windowHours } = line.terms;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    const wish = by && event.altKey ? (by < 0 ? "up" : "down") : (keys[event.key] ?? null);
    if (event.ctrlKey || event.metaKey || (by === null && wish === null)) return;
    event.preventDefault();
    if (wish) onWish(wish);
    else if (by) onStep(by);
  };
  return (
    <li
      id={`line-${line.id}`}
      {...rest}
      className={classNames(
        "grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 border-t bg-surface py-2 pr-2 first:border-t-0 lg:grid-cols-[auto_minmax(0,1fr)_16rem_12rem_auto] lg:gap-x-4",
        look,
      )}
    >
      <span {...handle} className="cursor-grab px-1 pt-1 text-muted active:cursor-grabbing">
        <GripVertical className="size-4" />
      </span>
      <div className="min-w-0" style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}>
        <button
          type="button"
          data-line={line.id}
          onClick={() => onWish("edit")}
          onKeyDown={onKeyDown}
          className="flex w-full gap-3 rounded-sm text-left hover:text-accent"
          aria-label={`Edit ${label} ${title}`}
        >
          <span className="w-24 shrink-0 font-semibold break-words">{label}</span>
          <span className="min-w-0 break-words">{title}</span>
        </button>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <span>{kindLabels[kind]}</span>
          {furnishedBy.length > 0 && <span>· from {furnishedBy.map((role) => roleLabels[role]).join(", ")}</span>}
          {line.counted && <StatusPill status={line.status} />}
        </p>
      </div>
      <div className="min-w-0 text-sm max-lg:hidden">
        {line.counted ? (
          <ul className="space-y-0.5">
            {requires.map(({ basis, role, sameDay }) => (
              <li key={`${basis} ${role}`}>
                {basisLabels[basis]}: {roleLabels[role]}
                {sameDay && <span className="text-muted"> · on the day, {windowHours} h</span>}
              </li>
            ))}
          </ul>
        ) : (
          <span className="text-muted">{line.parentId ? "With its clause" : "By its limbs"}</span>
        )}
      </div>
      <ul className="min-w-0 space-y-0.5 text-sm max-lg:hidden">
        {deliverables.map(({ id, title: document }) => (
          <li key={id} className="break-words">
            {document}
          </li>
        ))}
      </ul>
      <div className="flex items-center">
        <IconButton label={`Move ${label} up`} onClick={() => onWish("up")} className="max-sm:hidden">
          <ArrowUp aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={`Move ${label} down`} onClick={() => onWish("down")} className="max-sm:hidden">
          <ArrowDown aria-hidden className="size-4" />
        </IconButton>
        <Menu
          label={`More for ${label}`}
          trigger={<MoreHorizontal aria-hidden className="size-4" />}
          triggerClass="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
          entries={[
            { label: "Edit", onSelect: () => onWish("edit") },
            { label: "Add a condition after it", onSelect: () => onWish("add-after") },
            { label: "Add a limb", onSelect: () => onWish("add-limb") },
            {
              label: (
                <>
                  <ListTree aria-hidden className="size-4" /> Split into limbs
                </>
              ),
              onSelect: () => onWish("split"),
            },
            { kind: "separator" },
            { label: "Move up", onSelect: () => onWish("up") },
            { label: "Move down", onSelect: () => onWish("down") },
            { kind: "separator" },
            {
              label: (
                <>
                  <Trash2 aria-hidden className="size-4" /> Take off the list
                </>
              ),
              onSelect: () => onWish("remove"),
              danger: true,
            },
          ]}
        />
      </div>
    </li>
  );
}

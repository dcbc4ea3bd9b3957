import { CircleAlert, CircleHelp, MoreHorizontal } from "lucide-react";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import type { ReviewLine } from "@/lib/client/review";
import type { NotSaid } from "@/lib/contracts/agreement";
import type { DraftFault } from "@/lib/domain/draft";
import { kindLabels } from "@/lib/domain/kind-defaults";
import { roleLabels } from "@/lib/domain/role";

export type DraftWish = "edit" | "as-said" | "merge" | "split" | "leave-out" | "put-back";

const notSaidWords: Record<NotSaid, string> = {
  kind: "Kind not known",
  furnishedBy: "Furnisher not said",
  furnishedTo: "Addressee not said",
};

/** The drafted list: each line with what the agreement says of it, and plainly with what it does not say. */
export const DraftLineRow = memo(function DraftLineRow({
  line,
  fault,
  lit,
  chosen,
  mayMerge,
  maySplit,
  onHover,
  onChoose,
  onWish,
}: {
  line: ReviewLine;
  fault: DraftFault | undefined;
  lit: boolean;
  chosen: boolean;
  mayMerge: boolean;
  maySplit: boolean;
  onHover: (id: string | null) => void;
  onChoose: (id: string) => void;
  onWish: (id: string, wish: DraftWish) => void;
}) {
  const { id, terms, notSaid, said, leftOut, depth } = line;
  const out = leftOut !== null;
  const entries: MenuEntry[] = out
    ? [{ label: "Put it back", onSelect: () => onWish(id, "put-back") }]
    : [
        { label: "Change", onSelect: () => onWish(id, "edit") },
        ...(notSaid.length > 0
          ? [{ label: "Right as it stands", onSelect: () => onWish(id, "as-said") } satisfies MenuEntry]
          : []),
        { label: "Merge with the one above", onSelect: () => onWish(id, "merge"), disabled: !mayMerge },
        { label: "Split into limbs", onSelect: () => onWish(id, "split"), disabled: !maySplit },
        { kind: "separator" },
        { label: "Leave it out", onSelect: () => onWish(id, "leave-out"), danger: true },
      ];
  return (
    <li
      id={`draft-${id}`}
      onMouseEnter={() => onHover(id)}
      className={classNames(
        "flex items-start gap-2 border-t py-1.5 pr-1.5 pl-3 first:border-t-0",
        chosen ? "bg-accent-soft" : lit && "bg-sunken",
      )}
    >
      <div className="min-w-0 flex-1" style={{ paddingInlineStart: `${depth * 1.1}rem` }}>
        <button
          type="button"
          data-draft={id}
          onClick={() => onChoose(id)}
          onFocus={() => onHover(id)}
          aria-pressed={chosen}
          aria-label={`Show ${terms.label} ${terms.title} in the agreement`}
          className={classNames("flex w-full gap-2 rounded-sm text-left hover:text-accent", out && "line-through")}
        >
          <span className="min-w-20 shrink-0 font-semibold">{terms.label}</span>
          <span className="min-w-0 break-words">{terms.title}</span>
        </button>
        {out ? (
          <p className="text-sm text-muted">Left out: {leftOut}</p>
        ) : (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
            {depth === 0 && <span>{kindLabels[terms.kind]}</span>}
            {depth === 0 && said[0]?.startsWith("from ") && <span>· {said[0]}</span>}
            {depth === 0 && notSaid.includes("furnishedBy") && terms.furnishedBy.length > 0 && (
              <span>· usually {terms.furnishedBy.map((role) => roleLabels[role]).join(", ")}</span>
            )}
            {notSaid
              .filter((what) => what !== "furnishedTo")
              .map((what) => (
                <span
                  key={what}
                  className="inline-flex items-center gap-1 rounded-full bg-lapsed-soft px-2 text-xs font-medium text-lapsed"
                >
                  <CircleHelp aria-hidden className="size-3.5" />
                  {notSaidWords[what]}
                </span>
              ))}
            {fault && (
              <span className="inline-flex items-center gap-1 rounded-full bg-failed-soft px-2 text-xs font-medium text-failed">
                <CircleAlert aria-hidden className="size-3.5" />
                {fault.message}
              </span>
            )}
          </p>
        )}
      </div>
      <Menu
        label={`Change ${terms.label}`}
        trigger={<MoreHorizontal aria-hidden className="size-4" />}
        triggerClass="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
        entries={entries}
      />
    </li>
  );
});

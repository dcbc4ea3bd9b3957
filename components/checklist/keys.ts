import type { ConditionId } from "@/lib/domain/ids";

/** What a key asks for while the list has the focus. */
export type KeyAct =
  | { do: "go"; to: ConditionId }
  | { do: "fold"; id: ConditionId; expanded: boolean }
  | { do: "open"; id: ConditionId }
  | { do: "select"; id: ConditionId }
  | { do: "sign-off" | "deliver" | "comment"; id: ConditionId }
  | { do: "filter" }
  | { do: "keys" }
  | { do: "clear-selection" };

type KeyRow = {
  condition: { id: ConditionId; parentId: ConditionId | null };
  expanded: boolean | null;
};

export type Press = {
  key: string;
  /** On the row itself, not on a control within it. */
  onRow: boolean;
};

/** The keys of the list, as `?` shows them. */
export const keyHelp: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["j", "↓"], does: "Next row" },
  { keys: ["k", "↑"], does: "Row before" },
  { keys: ["→"], does: "Unfold the limbs, then go to the first" },
  { keys: ["←"], does: "Fold the limbs, or go to the clause above" },
  { keys: ["Home", "End"], does: "First, last row" },
  { keys: ["Enter"], does: "Open the condition beside the list" },
  { keys: ["s"], does: "Sign off: shows your statement; Enter signs it" },
  { keys: ["d"], does: "Deliver a document" },
  { keys: ["c"], does: "Comment" },
  { keys: ["x", "Space"], does: "Select, for acts on several" },
  { keys: ["/"], does: "Search in the list" },
  { keys: ["Tab"], does: "To the links and buttons of the row" },
  { keys: ["Esc"], does: "Close what is open, or let go of the selection" },
  { keys: ["?"], does: "These keys" },
  { keys: ["Ctrl K"], does: "Search and commands, anywhere" },
];

const letters: Record<string, "sign-off" | "deliver" | "comment" | "select"> = {
  s: "sign-off",
  d: "deliver",
  c: "comment",
  x: "select",
};

/** What a key means on this row of these rows; null where it means nothing and the browser should have it. */
export function keyAct(press: Press, rows: readonly KeyRow[], current: ConditionId): KeyAct | null {
  const at = rows.findIndex(({ condition }) => condition.id === current);
  const row = rows[at];
  if (!row) return null;
  const go = (index: number): KeyAct | null => {
    const target = rows[index];
    return target ? { do: "go", to: target.condition.id } : null;
  };

  switch (press.key) {
    case "j":
    case "ArrowDown":
      return go(at + 1);
    case "k":
    case "ArrowUp":
      return at > 0 ? go(at - 1) : null;
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "ArrowRight":
      if (row.expanded === false) return { do: "fold", id: current, expanded: true };
      return row.expanded ? go(at + 1) : null;
    case "ArrowLeft": {
      if (row.expanded) return { do: "fold", id: current, expanded: false };
      const { parentId } = row.condition;
      return parentId ? { do: "go", to: parentId } : null;
    }
    case "Enter":
      return press.onRow ? { do: "open", id: current } : null;
    case " ":
      return press.onRow ? { do: "select", id: current } : null;
    case "/":
      return { do: "filter" };
    case "?":
      return { do: "keys" };
    case "Escape":
      return { do: "clear-selection" };
    default: {
      const act = letters[press.key];
      if (act === "select") return { do: "select", id: current };
      return act ? { do: act, id: current } : null;
    }
  }
}

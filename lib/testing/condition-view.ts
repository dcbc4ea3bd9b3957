import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";

/** A condition as a screen is given it: an opinion that waits for its form to be accepted. */
export const anyConditionView = (change: Partial<ConditionView> = {}): ConditionView => ({
  id: "c1" as ConditionId,
  parentId: null,
  depth: 0,
  label: "7(c)",
  title: "Opinion of Company counsel",
  kind: "opinion",
  mode: "whole",
  counted: true,
  status: "delivered",
  stale: [],
  expired: [],
  furnishedBy: [{ role: "issuer_counsel", name: "Debevoise & Plimpton LLP" }],
  deliverables: [],
  slots: [],
  next: null,
  blocking: true,
  settledBy: null,
  assignee: null,
  dueAt: null,
  notes: 0,
  requirement: 0,
  evidence: [],
  ratings: [],
  windowHours: null,
  may: { deliver: false, signOff: [], waive: false, mark: false, note: false, assign: false, edit: false },
  ...change,
});

/** A clause with its limbs under it, labelled from its own label: "7(c)" with "7(c)(i)" and so on. */
export function clauseWithLimbs(label: string, mode: "whole" | "limbs", marks: readonly string[]): ConditionView[] {
  const id = label as ConditionId;
  return [
    anyConditionView({ id, label, mode, counted: mode === "whole" }),
    ...marks.map((mark) =>
      anyConditionView({
        id: `${label}(${mark})` as ConditionId,
        parentId: id,
        depth: 1,
        label: `${label}(${mark})`,
        counted: mode === "limbs",
      }),
    ),
  ];
}

import "server-only";
import type { DefaultView } from "@/lib/contracts/default";
import { type TerminationGround, terminationMemo } from "@/lib/settlement/termination";
import type { Sight } from "./present";
import type { Terms } from "./view-settlement-terms";

/** The memorandum for each ground on which this closing could end; none while the agreement’s rule is not known. */
export function memosOf({ scene }: Sight, terms: Terms, defaults: readonly string[]): DefaultView["memos"] {
  const { termination, default: rule } = terms.agreement;
  if (!termination) return [];
  const byDefault: TerminationGround[] = rule
    ? [{ kind: "underwriter-default", clause: rule.clause, surviving: rule.surviving, underwriters: defaults }]
    : [];
  const grounds: TerminationGround[] = [
    ...byDefault,
    ...scene.closing.conditions
      .filter(({ parentId }) => parentId === null)
      .map(({ label }): TerminationGround => ({ kind: "condition-failed", label })),
    { kind: "not-delivered" },
    { kind: "underwriters-breach" },
  ];
  return grounds.map((ground) => {
    const memo = terminationMemo(termination, ground);
    return { ground: `${memo.ground.charAt(0).toUpperCase()}${memo.ground.slice(1)}`, memo };
  });
}

import { Notice } from "@/components/ui/notice";
import type { HoldingSignOff } from "@/lib/contracts/list";
import { basisLabels, listOf } from "@/lib/domain/words";

/** Says before a change is made which sign-offs will not hold after it. */
export function StaleNotice({ holding, change }: { holding: readonly HoldingSignOff[]; change: string }) {
  if (holding.length === 0) return null;
  const given = holding.map(({ label, basis, by }) => `${by} on ${label} (${basisLabels[basis].toLowerCase()})`);
  return (
    <Notice
      tone="warning"
      title={holding.length === 1 ? "A sign-off rests on this" : `${holding.length} sign-offs rest on this`}
    >
      {change} changes what was signed for: {listOf(given)}. {holding.length === 1 ? "It goes" : "They go"} stale and{" "}
      {holding.length === 1 ? "has" : "have"} to be given again.
    </Notice>
  );
}

import { useDesk } from "@/components/condition/desk";
import { basisActs, isRenewal } from "@/components/condition/words";
import { Button } from "@/components/ui/button";
import type { ConditionView, ViewerView } from "@/lib/contracts/views";
import { bases } from "@/lib/domain/condition";

/** What can be done with several rows at once: each act still counts by itself. */
export function BulkBar({
  selected,
  viewer,
  onClear,
}: {
  selected: readonly ConditionView[];
  viewer: ViewerView;
  onClear: () => void;
}) {
  const { ask } = useDesk();
  if (selected.length === 0) return null;
  const ids = selected.map(({ id }) => id);
  const assignable = selected.filter(({ may }) => may.assign).map(({ id }) => id);
  const signable = bases
    .map((basis) => ({
      basis,
      ids: selected
        .filter((condition) =>
          condition.may.signOff.some((offer) => offer.basis === basis && !isRenewal(condition, viewer, offer)),
        )
        .map(({ id }) => id),
    }))
    .filter((offer) => offer.ids.length > 0);
  return (
    <section
      aria-label="Selected conditions"
      className="no-print sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border bg-surface px-3 py-2 shadow-raised"
    >
      <p role="status" className="px-1 font-medium">
        {selected.length} selected
      </p>
      {signable.map((offer) => (
        <Button
          key={offer.basis}
          size="small"
          look="primary"
          onClick={() => ask({ do: "sign-off-several", ids, basis: offer.basis })}
        >
          {basisActs[offer.basis]} ({offer.ids.length})
        </Button>
      ))}
      {assignable.length > 0 && (
        <>
          <Button size="small" onClick={() => ask({ do: "assign", ids: assignable })}>
            Assign
          </Button>
          <Button size="small" onClick={() => ask({ do: "set-due", ids: assignable })}>
            Set date
          </Button>
        </>
      )}
      <Button size="small" look="quiet" onClick={onClear}>
        Let go
      </Button>
    </section>
  );
}

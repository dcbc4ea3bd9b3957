import { Button, ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { ClosingSetView, TabEdit } from "@/lib/contracts/closing-set";
import { BuildLine } from "./build-line";
import { useSetBuild } from "./use-set-build";

/** `unkept` are edits of the index that are not kept; null where there are none. */
type Props = { view: ClosingSetView; place: ClosingPlace; unkept: readonly TabEdit[] | null };

/** Builds the set, shows how far it is, and hands it out. */
export function BuildPanel({ view, place, unkept }: Props) {
  const { start, busy, dialog } = useSetBuild(place);
  const own = unkept ? { edits: unkept } : {};
  return (
    <Panel title="The set">
      <p className="mb-3 text-muted">
        A bound volume (PDF) and the unbound set (ZIP) of everything that all parties share, as the record stands now.
        The same record gives the same bytes.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={busy} onClick={() => start(own)}>
          Build the closing set
        </Button>
        <ButtonLink href={`/offerings/${place.offeringId}/closings/${place.closingId}/closing-set/distribution`}>
          Who gets which tabs
        </ButtonLink>
      </div>
      {view.builds.length > 0 && (
        <ol aria-label="Sets built" className="mt-4 divide-y border-t">
          {view.builds.map((made) => (
            <BuildLine
              key={made.id}
              initial={made}
              place={place}
              zone={view.head.zone}
              onSupplement={() => start({ ...own, supplementTo: made.id, ...(made.set && { setId: made.set.id }) })}
            />
          ))}
        </ol>
      )}
      {dialog}
    </Panel>
  );
}

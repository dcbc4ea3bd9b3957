import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { DistributionSet, DistributionView } from "@/lib/contracts/distribution";
import { BuildLine } from "./build-line";
import { LinkDialog } from "./link-dialog";
import { LinkList } from "./link-list";
import { recipientName } from "./recipient-words";
import { useSetBuild } from "./use-set-build";

type Props = {
  set: DistributionSet;
  view: DistributionView;
  place: ClosingPlace;
  /** Whether the sets on screen are the ones that are kept; only those are viewed and built. */
  isKept: boolean;
  onView: () => void;
};

/** One set: whom it is for, how they will see it, its builds, and the links by which it was given out. */
export function SetPanel({ set, view, place, isKept, onView }: Props) {
  const { start, busy, dialog } = useSetBuild(place);
  // The build to which a link is to be made; null while nobody makes one.
  const [linking, setLinking] = useState<string | null>(null);
  const builds = view.builds.filter((build) => build.set?.id === set.id);
  const links = view.links.filter(({ buildId }) => builds.some(({ id }) => id === buildId));
  const people = set.recipients.map((recipient) => recipientName(recipient, view)).join("; ");
  const count = view.parts.reduce((sum, { tabs }) => sum + tabs.length, 0);
  const has = set.tabs === "all" ? `all ${count} tabs` : `${set.tabs.length} of ${count} tabs`;
  return (
    <Panel
      title={set.name}
      actions={
        <>
          {view.may.edit && (
            <Button size="small" disabled={!isKept} onClick={onView} aria-label={`View as those who get ${set.name}`}>
              View as
            </Button>
          )}
          <Button
            size="small"
            look="primary"
            busy={busy}
            disabled={!isKept}
            aria-label={`Build ${set.name}`}
            onClick={() => start({ setId: set.id })}
          >
            Build it
          </Button>
        </>
      }
    >
      <p>
        {people ? `For ${people}` : "For nobody yet"}: {has}.
      </p>
      {builds.length > 0 && (
        <ol aria-label={`Builds of ${set.name}`} className="mt-3 divide-y border-t">
          {builds.map((build) => (
            <BuildLine
              key={build.id}
              initial={build}
              place={place}
              zone={view.head.zone}
              onSupplement={() => start({ setId: set.id, supplementTo: build.id })}
              more={
                view.may.send && (
                  <Button size="small" onClick={() => setLinking(build.id)}>
                    Make a link
                  </Button>
                )
              }
            />
          ))}
        </ol>
      )}
      {links.length > 0 && <LinkList label={`Links to ${set.name}`} links={links} place={place} />}
      {linking && <LinkDialog buildId={linking} set={set} view={view} place={place} onClose={() => setLinking(null)} />}
      {dialog}
    </Panel>
  );
}

"use client";

import Link from "next/link";
import { useState } from "react";
import { ClosingFrame } from "@/components/shell/closing-frame";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useSay } from "@/components/ui/toasts";
import { useDistribution, useSaveDistribution } from "@/lib/client/distribution";
import type { DistributionSet, DistributionView } from "@/lib/contracts/distribution";
import { faultIn, withDetails } from "./distribution-edits";
import { DistributionMatrix } from "./distribution-matrix";
import { RecipientPanel } from "./recipient-panel";
import { SetDialog } from "./set-dialog";
import { SetPanel } from "./set-panel";

/** Changes that are not kept yet, and the revision that they were made on. */
type Unkept = { revision: number; sets: readonly DistributionSet[] };

/** Who gets which tabs of the closing set: the matrix, and for each set what it looks like, its builds and its links. */
export function Distribution({ initial }: { initial: DistributionView }) {
  const { data: view, isError } = useDistribution(initial);
  const [unkept, setUnkept] = useState<Unkept | null>(null);
  const [editing, setEditing] = useState<DistributionSet | "new" | null>(null);
  const [viewing, setViewing] = useState<DistributionSet | null>(null);
  const place = { offeringId: view.head.offering.id, closingId: view.head.id };
  const sets = unkept?.sets ?? view.distribution.sets;
  const change = (next: readonly DistributionSet[]) =>
    setUnkept({ revision: unkept?.revision ?? view.distribution.revision, sets: next });
  const closingSet = `/offerings/${place.offeringId}/closings/${place.closingId}/closing-set`;
  return (
    <ClosingFrame head={view.head} current="closing-set">
      {isError && (
        <Notice tone="warning" className="mb-5">
          This page could not be brought up to date. What you see is how things stood before.
        </Notice>
      )}
      <p className="no-print mb-3 text-sm">
        <Link href={closingSet} className="text-accent underline">
          Closing set
        </Link>
        {" / "}Who gets which tabs
      </p>
      <div className="grid grid-cols-1 gap-5">
        <Panel
          title="Who gets which tabs"
          actions={
            view.may.edit && (
              <Button size="small" onClick={() => setEditing("new")} disabled={sets.length >= 20}>
                Add a set
              </Button>
            )
          }
        >
          <p className="mb-3 text-muted">
            Each set has the tabs that are ticked, under the numbers of the full set. What a set is without, it does not
            tell: no title, no digest, no word of it is in its index, its record or its log.
          </p>
          <KeepNotice view={view} unkept={unkept} onKept={() => setUnkept(null)} />
          <DistributionMatrix
            parts={view.parts}
            sets={sets}
            mayEdit={view.may.edit}
            onChange={change}
            onEdit={setEditing}
          />
        </Panel>
        {sets.map((set) => (
          <SetPanel
            key={set.id}
            set={set}
            view={view}
            place={place}
            isKept={unkept === null}
            onView={() => setViewing(set)}
          />
        ))}
      </div>
      {editing && (
        <SetDialog
          set={editing === "new" ? null : editing}
          view={view}
          onClose={() => setEditing(null)}
          onRemove={(id) => {
            change(sets.filter((set) => set.id !== id));
            setEditing(null);
          }}
          onChange={(id, details) => {
            const isNew = !sets.some((set) => set.id === id);
            const all = isNew ? [...sets, { id, tabs: [], ...details, recipients: [...details.recipients] }] : sets;
            change(withDetails(all, id, details));
            setEditing(null);
          }}
        />
      )}
      {viewing && <RecipientPanel set={viewing} place={place} onClose={() => setViewing(null)} />}
    </ClosingFrame>
  );
}

function KeepNotice({ view, unkept, onKept }: { view: DistributionView; unkept: Unkept | null; onKept: () => void }) {
  const say = useSay();
  const save = useSaveDistribution({ offeringId: view.head.offering.id, closingId: view.head.id });
  const isProposed = view.distribution.revision === 0;
  if (!view.may.edit || (!unkept && !isProposed)) return null;
  const wish = unkept ?? view.distribution;
  const fault = faultIn(wish.sets);
  const keep = () =>
    save.mutate(wish, {
      onSuccess: () => {
        onKept();
        say.done("Who gets which tabs is kept", "Sets are built by it from now on.");
      },
      onError: (error) => say.refused("It was not kept", error.message),
    });
  return (
    <Notice
      className="mb-4"
      title={
        unkept ? "You have changed who gets which tabs." : "These sets are proposed from the parts of the parties."
      }
    >
      <p>
        {fault ??
          (unkept
            ? "Sets are viewed and built as they are kept: keep it first."
            : "Change what should be otherwise, and keep it.")}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" look="primary" busy={save.isPending} disabled={fault !== null} onClick={keep}>
          Keep it
        </Button>
        {unkept && (
          <Button size="small" onClick={onKept}>
            Undo the changes
          </Button>
        )}
      </div>
    </Notice>
  );
}

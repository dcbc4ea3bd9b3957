"use client";

import { Download, Keyboard, ListTree, PencilLine, Printer } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { useDesk, useWish } from "@/components/condition/desk";
import { firstOffer } from "@/components/condition/words";
import { Button, ButtonLink, buttonClass, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LateMenu } from "@/components/ui/late-menu";
import { ReadinessBar } from "@/components/ui/readiness-bar";
import { useSay } from "@/components/ui/toasts";
import { exportAddress, shownQuery } from "@/lib/client/closing-set";
import type { ChecklistView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { closeInAddress, openInAddress } from "./address";
import { BulkBar } from "./bulk-bar";
import { ChecklistTree, focusRow } from "./checklist-tree";
import type { RowActs } from "./condition-row";
import { EyesBand, EyesSelect } from "./eyes";
import { FilterBar } from "./filter-bar";
import { isFiltering, matches, ownerOf } from "./filters";
import { expandedAtFirst, visibleRows } from "./tree";
import { useChanges } from "./use-changes";
import { useChecklistCommands } from "./use-checklist-commands";
import { useFilters } from "./use-filters";
import { useFolding } from "./use-folding";

// What opens over the list is fetched when somebody turns to the list, so before it is asked for.
const loadPanel = () => import("./condition-panel").then((module) => module.ConditionPanel);
const ConditionPanel = dynamic(loadPanel, { ssr: false });
const ActDialogs = dynamic(() => import("@/components/condition/act-dialogs").then((module) => module.ActDialogs), {
  ssr: false,
});
const KeysDialog = dynamic(() => import("./keys-dialog").then((module) => module.KeysDialog), { ssr: false });

const nothing: ReadonlySet<ConditionId> = new Set();

export function ConditionList({ view, settling }: { view: ChecklistView; settling: boolean }) {
  const { conditions, viewer, head } = view;
  const here = `/offerings/${head.offering.id}/closings/${head.id}`;
  const { ask } = useDesk();
  const say = useSay();
  const search = useRef<HTMLInputElement>(null);
  const filtering = useFilters();
  const { folding, fold } = useFolding(head.id);
  const [current, setCurrent] = useState<ConditionId | null>(null);
  const [selected, setSelected] = useState(nothing);
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = useCallback(() => setKeysShown(true), []);

  const params = useSearchParams();
  const open = conditions.find(({ id }) => id === params.get("condition")) ?? null;
  const { marked, sentence } = useChanges(conditions, viewer.viewingAs ?? "own");

  const { filters } = filtering;
  const owner = ownerOf(viewer);
  const wanted = useMemo(() => {
    if (!isFiltering(filters)) return null;
    return new Set(conditions.filter((each) => matches(each, filters, owner)).map(({ id }) => id));
  }, [conditions, filters, owner]);
  const rows = useMemo(() => visibleRows(conditions, folding, wanted), [conditions, folding, wanted]);
  // What is on the screen is what is printed and exported.
  const query = shownQuery(wanted && rows.map(({ condition }) => condition.id), viewer.viewingAs);
  const place = { offeringId: head.offering.id, closingId: head.id };
  useChecklistCommands(view, { open: open?.id ?? null, showKeys, print: `${here}/print${query}` });
  const clauses = useMemo(() => {
    const above = new Set(conditions.map(({ parentId }) => parentId));
    return conditions.filter(({ id }) => above.has(id));
  }, [conditions]);
  const allUnfolded = clauses.every((clause) => folding[clause.id] ?? expandedAtFirst(clause));

  const select = useCallback((id: ConditionId) => {
    setSelected((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const acts = useMemo(
    (): RowActs => ({
      fold: (id, expanded) => fold([id], expanded),
      select,
      signOff: (id, basis) => ask({ do: "sign-off", id, basis }),
      deliver: (id) => ask({ do: "deliver", id, deliverableId: null }),
    }),
    [ask, fold, select],
  );

  const onKey: Parameters<typeof ChecklistTree>[0]["onKey"] = (act) => {
    if (act.do === "filter") return search.current?.focus();
    if (act.do === "keys") return showKeys();
    if (act.do === "clear-selection") return setSelected(nothing);
    const condition = conditions.find(({ id }) => id === act.id);
    if (!condition) return;
    const { id, label, may, next } = condition;
    if (act.do === "select") return select(id);
    if (act.do === "comment" && may.note) return ask({ do: "comment", id });
    if (act.do === "deliver" && may.deliver) return ask({ do: "deliver", id, deliverableId: null });
    if (act.do === "sign-off") {
      const offer = firstOffer(condition, viewer);
      if (offer) return ask({ do: "sign-off", id, basis: offer.basis });
    }
    say.refused(`${label}: ${notYours[act.do]}`, next ? `Next: ${next.sentence}.` : undefined);
  };

  const at = rows.findIndex(({ condition }) => condition.id === open?.id);
  const close = () => {
    closeInAddress();
    // The row from which it was read, though another may have been opened in its place meanwhile.
    if (open) requestAnimationFrame(() => focusRow(open.id));
  };

  if (conditions.length === 0) return <Empty view={view} />;
  const selection = conditions.filter(({ id }) => selected.has(id));
  return (
    <>
      <EyesBand view={view} />
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 className="sr-only">Checklist</h2>
        <div className="w-full sm:w-72">
          <ReadinessBar readiness={view.readiness} compact />
        </div>
        <div className="no-print flex flex-wrap items-center gap-1.5">
          <EyesSelect view={view} />
          {clauses.length > 0 && (
            <Button
              size="small"
              onClick={() =>
                fold(
                  clauses.map(({ id }) => id),
                  !allUnfolded,
                )
              }
            >
              <ListTree aria-hidden className="size-4" />
              {allUnfolded ? "Fold all" : "Unfold all"}
            </Button>
          )}
          {view.may.editList && (
            <ButtonLink size="small" href={`${here}/edit`}>
              <PencilLine aria-hidden className="size-4" />
              Edit the list
            </ButtonLink>
          )}
          <ButtonLink size="small" href={`${here}/print${query}`}>
            <Printer aria-hidden className="size-4" />
            Print
          </ButtonLink>
          <LateMenu
            label="Export what is shown"
            triggerClass={buttonClass("secondary", "small")}
            trigger={
              <>
                <Download aria-hidden className="size-4" />
                Export
              </>
            }
            entries={[
              { kind: "heading", label: wanted ? `The ${rows.length} rows that are shown` : "The whole list" },
              { kind: "link", label: "Word", href: exportAddress(place, "checklist.docx", query) },
              { kind: "link", label: "Excel", href: exportAddress(place, "checklist.xlsx", query) },
              { kind: "link", label: "CSV", href: exportAddress(place, "checklist.csv", query) },
            ]}
          />
          <IconButton label="Keys of the list" onClick={showKeys} className="max-lg:hidden">
            <Keyboard aria-hidden className="size-5" />
          </IconButton>
        </div>
      </div>
      <FilterBar view={view} matching={wanted?.size ?? rows.length} use={filtering} searchRef={search} />
      <div className="mt-3" aria-busy={settling || undefined}>
        {rows.length > 0 ? (
          <ChecklistTree
            view={view}
            rows={rows}
            current={current}
            onCurrent={setCurrent}
            open={open?.id ?? null}
            selected={selected}
            marked={marked}
            acts={acts}
            onOpen={openInAddress}
            onKey={onKey}
            onTurnTo={loadPanel}
          />
        ) : (
          <EmptyState title="No row is left" text="Nothing on the list is all of what you ask for.">
            <Button look="primary" onClick={filtering.clear}>
              Show the whole list
            </Button>
          </EmptyState>
        )}
      </div>
      <BulkBar selected={selection} viewer={viewer} onClear={() => setSelected(nothing)} />
      <p role="status" className="sr-only">
        {sentence}
      </p>
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
      {open ? (
        <ConditionPanel
          offeringId={head.offering.id}
          condition={open}
          neighbours={{
            before: rows[at - 1]?.condition ?? null,
            after: at < 0 ? null : (rows[at + 1]?.condition ?? null),
          }}
          onClose={close}
        />
      ) : (
        <AskedDialog />
      )}
    </>
  );
}

function AskedDialog() {
  const { wish } = useWish();
  return wish && <ActDialogs />;
}

const notYours = {
  "sign-off": "there is nothing for you to sign off now",
  deliver: "no document of it is yours to deliver now",
  comment: "you cannot comment here",
} as const;

function Empty({ view }: { view: ChecklistView }) {
  const { head, may } = view;
  return (
    <EmptyState
      title="No conditions yet"
      text={
        may.editList
          ? `Put the conditions of this ${head.term} on the list: from a template, from the agreement, or typed.`
          : "Whoever keeps the list has not put a condition on it yet. It shows here as soon as they do."
      }
    >
      {may.editList && (
        <ButtonLink look="primary" href={`/offerings/${head.offering.id}/closings/${head.id}/edit`}>
          Make the list
        </ButtonLink>
      )}
    </EmptyState>
  );
}

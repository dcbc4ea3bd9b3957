import { ArrowDown, ArrowUp, GripVertical, Pencil, Printer } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useSay } from "@/components/ui/toasts";
import { dragLook, useDragOrder } from "@/components/ui/use-drag-order";
import { useSaveIndex } from "@/lib/client/closing-set";
import type { ClosingSetView, SetTabView, TabEdit } from "@/lib/contracts/closing-set";
import { changedTab, editedIndex, type FirstPages, firstPages, type IndexPart, movedTab } from "./index-edits";
import { TabDialog } from "./tab-dialog";

type Props = {
  view: ClosingSetView;
  edits: readonly TabEdit[];
  /** The revision that the edits are of, or began with. */
  revision: number;
  unkept: boolean;
  onEdit: (edits: readonly TabEdit[] | null) => void;
};

/** The index as it will be bound: tabs in order, to be moved by drag or by key, renamed, renumbered and omitted. */
export function IndexPanel({ view, edits, revision, unkept, onEdit }: Props) {
  const say = useSay();
  const save = useSaveIndex({ offeringId: view.head.offering.id, closingId: view.head.id });
  const [editing, setEditing] = useState<SetTabView | null>(null);
  const index = editedIndex(view.parts, edits);
  const pages = firstPages(index);
  const move = (key: string, by: number) => onEdit(movedTab(view.parts, edits, key, by));
  const keep = () =>
    save.mutate(
      { revision, edits },
      {
        onSuccess: () => {
          onEdit(null);
          say.done("The index is kept", "Every set is built by it from now on.");
        },
        onError: (error) => say.refused("The index was not kept", error.message),
      },
    );
  return (
    <Panel
      title="Index"
      actions={
        <>
          {edits.length > 0 && (
            <Button size="small" look="quiet" onClick={() => onEdit([])}>
              As the agreement has it
            </Button>
          )}
          <Button size="small" onClick={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            Print
          </Button>
        </>
      }
    >
      {unkept && (
        <Notice className="mb-4" title="You have changed the index.">
          <p>
            {view.may.saveIndex
              ? "The next set is built by it. Keep it, and every set is."
              : "The next set that you build here is built by it. Whoever keeps the list can keep it for everyone."}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            {view.may.saveIndex && (
              <Button size="small" look="primary" busy={save.isPending} onClick={keep}>
                Keep the index
              </Button>
            )}
            <Button size="small" onClick={() => onEdit(null)}>
              Undo the changes
            </Button>
          </div>
        </Notice>
      )}
      {index.map((part) => (
        <PartIndex
          key={part.title}
          part={part}
          offeringId={view.head.offering.id}
          pages={pages}
          onMove={move}
          onEdit={setEditing}
        />
      ))}
      {editing && (
        <TabDialog
          tab={editing}
          onClose={() => setEditing(null)}
          onChange={(change) => {
            onEdit(changedTab(view.parts, edits, editing.key, change));
            setEditing(null);
          }}
        />
      )}
    </Panel>
  );
}

type PartProps = {
  part: IndexPart;
  offeringId: string;
  pages: ReadonlyMap<string, FirstPages>;
  onMove: (key: string, by: number) => void;
  onEdit: (tab: SetTabView) => void;
};

function PartIndex({ part, offeringId, pages, onMove, onEdit }: PartProps) {
  const placeOf = (key: string) => part.tabs.findIndex((tab) => tab.key === key);
  const { drag, line, handle } = useDragOrder<string>(({ id, over, edge }) => {
    const [from, to] = [placeOf(id), placeOf(over) + (edge === "after" ? 1 : 0)];
    onMove(id, from < to ? to - 1 - from : to - from);
  });
  return (
    <section className="mb-4 last:mb-0">
      <h3 className="mb-1 text-base">{part.title}</h3>
      <ol aria-label={part.title} className="divide-y border-y">
        {part.tabs.map((tab, place) => (
          <TabLine
            key={tab.key}
            tab={tab}
            offeringId={offeringId}
            pages={pages.get(tab.key)}
            isFirst={place === 0}
            isLast={place === part.tabs.length - 1}
            onMove={(by) => onMove(tab.key, by)}
            onEdit={() => onEdit(tab)}
            line={line(tab.key)}
            handle={handle(tab.key)}
            look={dragLook(drag, tab.key)}
          />
        ))}
      </ol>
    </section>
  );
}

type LineProps = {
  tab: SetTabView;
  offeringId: string;
  pages: FirstPages | undefined;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
  onEdit: () => void;
  line: ReturnType<Dragging["line"]>;
  handle: ReturnType<Dragging["handle"]>;
  look: string;
};

type Dragging = ReturnType<typeof useDragOrder<string>>;

function TabLine({ tab, offeringId, pages, isFirst, isLast, onMove, onEdit, line, handle, look }: LineProps) {
  const name = `Tab ${tab.number}`;
  return (
    <li
      aria-label={`${name}, ${tab.title}`}
      {...line}
      className={classNames("flex flex-wrap items-start gap-2 py-1.5", tab.omitted !== null && "text-muted", look)}
    >
      <span
        {...handle}
        className="no-print -my-1 -ml-1 shrink-0 cursor-grab p-1 pt-2 text-muted active:cursor-grabbing"
      >
        <GripVertical className="size-4" />
      </span>
      <span className="w-20 shrink-0 font-medium tabular-nums">{tab.number}</span>
      <div className="min-w-40 flex-1">
        <p className={tab.omitted === null ? "" : "line-through decoration-1"}>{tab.title}</p>
        {tab.omitted !== null && <p className="text-sm">Intentionally omitted. {tab.omitted}</p>}
        {tab.note !== null && tab.omitted === null && <p className="text-sm text-muted">{tab.note}</p>}
        {tab.documents.length > 0 && (
          <ul className="text-sm text-muted">
            {tab.documents.map((document, place) => (
              <li key={`${document.title} ${document.sha256}`} className="flex justify-between gap-3">
                <span>
                  {document.versionId ? (
                    <Link
                      href={`/offerings/${offeringId}/versions/${document.versionId}`}
                      prefetch={false}
                      className="link"
                    >
                      {document.title}
                    </Link>
                  ) : (
                    document.title
                  )}
                  {[document.date, pagesWords(document)].map((words) => words && ` · ${words}`)}
                </span>
                {pages?.documents[place] && <span className="tabular-nums">p. {pages.documents[place]}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      <span className="w-12 shrink-0 text-right text-sm text-muted tabular-nums">{pages && `p. ${pages.tab}`}</span>
      <div className="no-print flex shrink-0">
        <IconButton label={`Move ${name} up`} disabled={isFirst} onClick={() => onMove(-1)}>
          <ArrowUp aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={`Move ${name} down`} disabled={isLast} onClick={() => onMove(1)}>
          <ArrowDown aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={`Edit ${name}`} onClick={onEdit}>
          <Pencil aria-hidden className="size-4" />
        </IconButton>
      </div>
    </li>
  );
}

/** How many pages a document takes; of one that cannot be bound, that a sheet stands for it. */
const pagesWords = ({ pages, sha256 }: SetTabView["documents"][number]) =>
  pages === null ? sha256 && "a sheet in its place" : `${pages} p.`;

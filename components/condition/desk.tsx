"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import type { Basis } from "@/lib/domain/condition";
import type { ActId, ConditionId, DeliverableId, VersionId } from "@/lib/domain/ids";

/** What somebody asked for by a button, a key or a command; the dialog for it says the rest. */
export type Wish =
  | { do: "sign-off"; id: ConditionId; basis: Basis }
  | { do: "deliver"; id: ConditionId; deliverableId: DeliverableId | null }
  | { do: "share"; id: ConditionId; deliverableId: DeliverableId; versionId: VersionId; number: number }
  | { do: "waive" | "comment"; id: ConditionId }
  | { do: "mark"; id: ConditionId; mark: "not-applicable" | "failed" }
  | { do: "withdraw"; id: ConditionId; actId: ActId; what: string }
  | { do: "assign"; ids: readonly ConditionId[] }
  | { do: "set-due"; ids: readonly ConditionId[] }
  | { do: "sign-off-several"; ids: readonly ConditionId[]; basis: Basis };

type Desk = { ask: (wish: Wish) => void };

const DeskContext = createContext<Desk | null>(null);
const WishContext = createContext<{ wish: Wish | null; done: () => void } | null>(null);
const ViewContext = createContext<ChecklistView | null>(null);

/** Where acts on the conditions of one Time of Delivery are asked for, one at a time. */
export function DeskProvider({ view, children }: { view: ChecklistView; children: ReactNode }) {
  const [wish, setWish] = useState<Wish | null>(null);
  const from = useRef<Asked>({ by: null, row: null });
  const done = useCallback(() => setWish(null), []);
  useEffect(() => {
    if (wish) return;
    // After the dialog has gone, and has given the focus to whom it would.
    const timer = setTimeout(() => focusAgain(from.current));
    return () => clearTimeout(timer);
  }, [wish]);
  const desk = useMemo(
    () => ({
      ask: (asked: Wish) => {
        const by = document.activeElement;
        from.current = { by, row: by?.closest("[data-id]") ?? null };
        setWish(asked);
      },
    }),
    [],
  );
  const asked = useMemo(() => ({ wish, done }), [wish, done]);
  return (
    <DeskContext value={desk}>
      <ViewContext value={view}>
        <WishContext value={asked}>{children}</WishContext>
      </ViewContext>
    </DeskContext>
  );
}

type Asked = { by: Element | null; row: Element | null };

/** Gives the focus back to where an act was asked for: to what was pressed or, where the act took that away, to its row. */
function focusAgain({ by, row }: Asked): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  const to = [by, row].find((element) => element?.isConnected);
  if (to instanceof HTMLElement) to.focus();
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error("DeskProvider does not stand around this.");
  return value;
}

/** Asks for an act. Never changes, so that a row that has it need not be drawn again. */
export const useDesk = () => required(use(DeskContext));
export const useWish = () => required(use(WishContext));

/** The list around a condition: whose eyes, which closing, which people, which limbs. */
export function useClosing() {
  const view = required(use(ViewContext));
  return {
    view,
    viewer: view.viewer,
    zone: view.head.zone,
    place: { offeringId: view.head.offering.id as string, closingId: view.head.id as string },
    find: (id: ConditionId) => view.conditions.find((condition) => condition.id === id),
    limbsOf: (id: ConditionId): ConditionView[] => view.conditions.filter(({ parentId }) => parentId === id),
  };
}

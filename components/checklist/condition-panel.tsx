"use client";

import { ChevronLeft, ChevronRight, ExternalLink } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { ActDialogs } from "@/components/condition/act-dialogs";
import { ConditionRecord } from "@/components/condition/condition-record";
import { IconButton } from "@/components/ui/button";
import { SidePanel } from "@/components/ui/dialog";
import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { openInAddress, withParam } from "./address";

const wideEnough = "(min-width: 1024px)";

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(wideEnough);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(wideEnough).matches,
    () => true,
  );
}

/** One condition beside the list, which stays in use where there is room for both; on a phone it is the whole screen. */
export function ConditionPanel({
  offeringId,
  condition,
  neighbours,
  onClose,
}: {
  offeringId: string;
  condition: ConditionView;
  neighbours: { before: ConditionView | null; after: ConditionView | null };
  onClose: () => void;
}) {
  const wide = useWide();
  const { id, label, title } = condition;
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      modal={!wide}
      title={
        <>
          {label} <span className="font-normal">{title}</span>
        </>
      }
    >
      <Start key={id}>
        <nav aria-label="Other conditions" className="-mt-2 mb-3 flex items-center gap-1 text-sm">
          <Step to={neighbours.before} label="Condition before" icon={ChevronLeft} />
          <Step to={neighbours.after} label="Next condition" icon={ChevronRight} />
          <Link
            href={`/offerings/${offeringId}/conditions/${id}`}
            prefetch={false}
            className="ml-auto inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-muted hover:bg-sunken"
          >
            <ExternalLink aria-hidden className="size-4" />
            On a page of its own
          </Link>
        </nav>
        <ConditionRecord condition={condition} hrefOf={addressWith} />
      </Start>
      <ActDialogs />
    </SidePanel>
  );
}

function addressWith(id: ConditionId): string {
  return `?${withParam(new URLSearchParams(window.location.search), "condition", id)}`;
}

/** Takes the focus each time another condition comes in, so that a reader and the keyboard begin at its top. */
function Start({ children }: { children: ReactNode }) {
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => {
    start.current?.focus({ preventScroll: true });
    start.current?.parentElement?.scrollTo({ top: 0 });
  }, []);
  return (
    <div ref={start} tabIndex={-1} className="outline-none">
      {children}
    </div>
  );
}

function Step({ to, label, icon: Icon }: { to: ConditionView | null; label: string; icon: typeof ChevronLeft }) {
  return (
    <IconButton
      label={to ? `${label}: ${to.label}` : `${label}: none`}
      disabled={!to}
      onClick={() => to && openInAddress(to.id)}
    >
      <Icon aria-hidden className="size-5" />
    </IconButton>
  );
}

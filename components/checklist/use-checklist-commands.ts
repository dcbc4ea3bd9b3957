"use client";

import { useEffect } from "react";
import { useDesk } from "@/components/condition/desk";
import { basisActs, dueOffer } from "@/components/condition/words";
import { offerCommands, type PaletteCommand } from "@/components/shell/palette-events";
import { statusLabel } from "@/components/ui/status-pill";
import type { ChecklistView, ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { openInAddress } from "./address";

/** Puts the list into the palette: every condition to go to, and whatever this viewer may do with them. */
export function useChecklistCommands(
  { conditions, viewer }: ChecklistView,
  { open, showKeys, print }: { open: ConditionId | null; showKeys: () => void; print: string },
): void {
  const { ask } = useDesk();

  useEffect(() => {
    const acts = conditions.flatMap((condition): PaletteCommand[] => {
      const { id, label, title, may, next } = condition;
      const offer = dueOffer(condition, viewer);
      const about = { group: "Yours to do", keywords: [title], hint: title };
      return [
        ...(offer
          ? [
              {
                ...about,
                id: `sign-off-${id}`,
                label: `${basisActs[offer.basis]}: ${label}`,
                run: () => ask({ do: "sign-off", id, basis: offer.basis }),
              },
            ]
          : []),
        ...(may.deliver && next?.mine
          ? [
              {
                ...about,
                id: `deliver-${id}`,
                label: `Deliver for ${label}`,
                run: () => ask({ do: "deliver", id, deliverableId: null }),
              },
            ]
          : []),
      ];
    });
    const shown = conditions.find(({ id }) => id === open);
    return offerCommands("checklist", [
      ...(shown ? actsOn(shown, ask) : []),
      ...acts,
      ...conditions.map(({ id, label, title, status }) => ({
        id: `condition-${id}`,
        group: "Conditions",
        label: `${label} ${title}`,
        hint: statusLabel(status),
        run: () => openInAddress(id),
      })),
      { id: "print", group: "This list", label: "Print view", run: () => window.location.assign(print) },
      { id: "keys", group: "This list", label: "Keys of the list", hint: "?", run: showKeys },
    ]);
  }, [conditions, viewer, open, ask, print, showKeys]);
}

/** What can be done with the condition that is open beside the list. */
function actsOn({ id, label, may }: ConditionView, ask: ReturnType<typeof useDesk>["ask"]): PaletteCommand[] {
  const group = label;
  const command = (name: string, words: string, run: () => void) => ({ id: `${name}-open`, group, label: words, run });
  return [
    ...(may.note ? [command("comment", `Comment on ${label}`, () => ask({ do: "comment", id }))] : []),
    ...(may.deliver
      ? [command("deliver", `Deliver a document for ${label}`, () => ask({ do: "deliver", id, deliverableId: null }))]
      : []),
    ...(may.assign
      ? [
          command("assign", `Assign ${label}`, () => ask({ do: "assign", ids: [id] })),
          command("due", `Set a date for ${label}`, () => ask({ do: "set-due", ids: [id] })),
        ]
      : []),
    ...(may.mark
      ? [
          command("out", `Mark ${label} not applicable`, () => ask({ do: "mark", id, mark: "not-applicable" })),
          command("failed", `Mark ${label} failed`, () => ask({ do: "mark", id, mark: "failed" })),
        ]
      : []),
    ...(may.waive ? [command("waive", `Waive ${label}`, () => ask({ do: "waive", id }))] : []),
  ];
}

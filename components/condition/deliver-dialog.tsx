"use client";

import { useQueryClient } from "@tanstack/react-query";
import { FileDrop } from "@/components/document/file-drop";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { closingKey, conditionKey } from "@/lib/client/keys";
import type { ConditionView } from "@/lib/contracts/views";
import type { DeliverableId } from "@/lib/domain/ids";
import { useClosing } from "./desk";

/** Delivers files for one condition. They stay with one's own side unless they are said to be for all parties. */
export function DeliverDialog({
  condition,
  deliverableId,
  onClose,
}: {
  condition: ConditionView;
  deliverableId: DeliverableId | null;
  onClose: () => void;
}) {
  const { view, place } = useClosing();
  const client = useQueryClient();
  const { id, label, title, deliverables } = condition;
  const preferred = deliverableId ?? deliverables.find(({ state }) => state !== "executed")?.id;
  return (
    <Dialog open onOpenChange={onClose} title={`Deliver for ${label}`} description={title} wide>
      {condition.may.deliver && deliverables.length > 0 ? (
        <FileDrop
          offeringId={place.offeringId}
          deliverables={deliverables.map(({ id: each, title: name, dated }) => ({
            id: each,
            title: name,
            ...(dated === "time-of-delivery" && { suggestedDate: view.head.localDate }),
          }))}
          preferred={preferred}
          usualShare={false}
          onDelivered={() => {
            void client.invalidateQueries({ queryKey: closingKey(place.offeringId, place.closingId) });
            void client.invalidateQueries({ queryKey: conditionKey(place.offeringId, id) });
          }}
        />
      ) : (
        <Notice>
          {deliverables.length === 0
            ? `${label} calls for no document.`
            : `A document for ${label} is not yours to deliver now.`}
        </Notice>
      )}
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

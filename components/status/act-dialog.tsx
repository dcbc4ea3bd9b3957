"use client";

import type { FormEvent, ReactNode } from "react";
import { afterConfirming, useConfirmIdentity } from "@/components/people/confirm-identity";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useClosingAct, wishFor } from "@/lib/client/status";
import type { ActRequest } from "@/lib/contracts/acts";
import type { ClosingHead } from "@/lib/contracts/views";

/** Does acts of a closing for this viewer, who is asked to confirm who they are where an act calls for it. */
export function useDeed(head: ClosingHead) {
  const confirm = useConfirmIdentity();
  return useClosingAct({ offeringId: head.offering.id, closingId: head.id }, (run) => afterConfirming(confirm, run));
}

/** One act of the closing: what it does, what has to be said with it, and the button that does it. */
export function ActDialog({
  head,
  open,
  onClose,
  title,
  description,
  children,
  button,
  look = "primary",
  wish,
  done,
}: {
  head: ClosingHead;
  open: boolean;
  onClose: () => void;
  title: string;
  description: ReactNode;
  children?: ReactNode;
  button: string;
  look?: "primary" | "danger";
  /** The act, from what was entered; null where something is missing, which the fields then say. */
  wish: () => ActRequest | null;
  /** What is said when it is done. */
  done: string;
}) {
  const say = useSay();
  const deed = useDeed(head);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const act = wish();
    if (!act) return;
    deed.mutate(wishFor(act), {
      onSuccess: () => {
        say.done(done);
        onClose();
      },
    });
  };
  const change = (wanted: boolean) => {
    if (wanted || deed.isPending) return;
    deed.reset();
    onClose();
  };

  return (
    <Dialog open={open} onOpenChange={change} title={title} description={description}>
      <form onSubmit={submit} noValidate className="space-y-4">
        {children}
        {deed.error && (
          <Notice tone="error" title="Refused, and nothing was recorded">
            {deed.error.message}
          </Notice>
        )}
        <DialogActions>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button type="submit" look={look} busy={deed.isPending}>
            {button}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

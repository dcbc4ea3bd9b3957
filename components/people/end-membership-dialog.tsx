"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { useEndMembership } from "@/lib/client/people";
import type { MemberView } from "@/lib/contracts/people";

/** Asks before someone leaves the offering. */
export function EndMembershipDialog({
  offeringId,
  party,
  member,
  onClose,
}: {
  offeringId: string;
  party: string;
  member: MemberView | null;
  onClose: () => void;
}) {
  const say = useSay();
  const end = useEndMembership(offeringId);
  const close = () => {
    end.reset();
    onClose();
  };
  const confirm = () => {
    if (!member) return;
    end.mutate(
      { personId: member.id },
      {
        onSuccess: () => {
          close();
          say.done("Membership ended", `${member.name} is no longer of ${party}.`);
        },
      },
    );
  };
  return (
    <Dialog
      open={member !== null}
      onOpenChange={close}
      title={member ? `End the membership of ${member.name}?` : "End a membership"}
      description="Their open screens end at once, and they find nothing of this offering any more. What they did stays in the record. To come back they need a new invitation."
    >
      {end.error && <Notice tone="error">{end.error.message}</Notice>}
      <DialogActions>
        <Button onClick={close}>Keep it</Button>
        <Button look="danger" busy={end.isPending} onClick={confirm}>
          End the membership
        </Button>
      </DialogActions>
    </Dialog>
  );
}

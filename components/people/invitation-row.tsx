"use client";

import { CircleX, Clock, History, Link2, Mail } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Pill } from "@/components/ui/status-pill";
import { useSay } from "@/components/ui/toasts";
import { useInvitationLink, useRevokeInvitation } from "@/lib/client/people";
import type { PendingInvitationView } from "@/lib/contracts/people";
import { InvitationLinkView } from "./invitation-link";
import { LocalDay } from "./local-day";
import { StandingPills } from "./member-row";

const states = {
  pending: { label: "Invited", icon: Mail, look: "bg-progress-soft text-progress" },
  lapsed: { label: "Lapsed", icon: History, look: "bg-lapsed-soft text-lapsed" },
  expired: { label: "Expired", icon: Clock, look: "bg-lapsed-soft text-lapsed" },
  revoked: { label: "Revoked", icon: CircleX, look: "bg-open-soft text-open" },
};

/** What stands before the day: until when it can be accepted, or how it ended. */
const dayWords = { pending: "until ", lapsed: "would have ended ", expired: "ended ", revoked: "" };

const mailWords = { none: "", waiting: "mail on its way · ", sent: "mail sent · " };

/** Somebody who is invited and not there yet. */
export function InvitationRow({
  offeringId,
  invitation,
  onRepeat,
}: {
  offeringId: string;
  invitation: PendingInvitationView;
  onRepeat?: () => void;
}) {
  const { id, name, title, email, state, expiresAt, mail, may } = invitation;
  const [open, setOpen] = useState<"link" | "revoke" | null>(null);
  const link = useInvitationLink(offeringId);
  const show = () => {
    link.mutate(id);
    setOpen("link");
  };

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={state === "pending" ? undefined : "text-muted"}>{name || email}</span>
          <Pill {...states[state]} />
          {state === "pending" && <StandingPills {...invitation} />}
        </p>
        <p className="text-sm text-muted">
          {title && <>{title} · </>}
          <span className="inline-block wrap-anywhere">{email}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        {state !== "revoked" && (
          <span>
            {state === "pending" && mailWords[mail]}
            {dayWords[state]}
            <LocalDay at={expiresAt} />
          </span>
        )}
        {may.showLink && (
          <Button size="small" onClick={show}>
            <Link2 aria-hidden className="size-4" />
            Link<span className="sr-only"> of the invitation of {email}</span>
          </Button>
        )}
        {may.repeat && onRepeat && (
          <Button size="small" onClick={onRepeat}>
            Invite again<span className="sr-only"> {email}</span>
          </Button>
        )}
        {may.revoke && (
          <Button size="small" onClick={() => setOpen("revoke")}>
            Revoke<span className="sr-only"> the invitation of {email}</span>
          </Button>
        )}
      </div>
      <Dialog open={open === "link"} onOpenChange={() => setOpen(null)} title={`Invitation of ${name || email}`}>
        {link.data && <InvitationLinkView invitation={link.data} />}
        {link.error && <Notice tone="error">{link.error.message}</Notice>}
        <DialogActions>
          <Button look="primary" onClick={() => setOpen(null)}>
            Done
          </Button>
        </DialogActions>
      </Dialog>
      <RevokeDialog
        offeringId={offeringId}
        invitation={invitation}
        open={open === "revoke"}
        onClose={() => setOpen(null)}
      />
    </li>
  );
}

function RevokeDialog({
  offeringId,
  invitation: { id, email },
  open,
  onClose,
}: {
  offeringId: string;
  invitation: PendingInvitationView;
  open: boolean;
  onClose: () => void;
}) {
  const say = useSay();
  const revoke = useRevokeInvitation(offeringId);
  const confirm = () =>
    revoke.mutate(
      { invitationId: id },
      {
        onSuccess: () => {
          onClose();
          say.done("Invitation revoked", `The link for ${email} opens nothing any more.`);
        },
      },
    );
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title="Revoke this invitation?"
      description={`The link that ${email} was given will open nothing any more. You can invite them again.`}
    >
      {revoke.error && <Notice tone="error">{revoke.error.message}</Notice>}
      <DialogActions>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" busy={revoke.isPending} onClick={confirm}>
          Revoke the invitation
        </Button>
      </DialogActions>
    </Dialog>
  );
}

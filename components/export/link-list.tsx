import { useState } from "react";
import { LocalDay } from "@/components/people/local-day";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useSay } from "@/components/ui/toasts";
import { useRevokeLink } from "@/lib/client/distribution";
import type { ClosingPlace } from "@/lib/contracts/checklist-path";
import type { SetLinkView } from "@/lib/contracts/set-links";

const states: Record<SetLinkView["state"], string> = {
  open: "Open",
  revoked: "Revoked",
  expired: "Expired",
  "used-up": "Used up",
};

const mails: Record<SetLinkView["mail"], string> = {
  none: "",
  waiting: "Its mail is on its way.",
  sent: "It was mailed.",
};

/** The links to a set's builds, each with what was downloaded by it. */
export function LinkList({
  label,
  links,
  place,
}: {
  label: string;
  links: readonly SetLinkView[];
  place: ClosingPlace;
}) {
  const say = useSay();
  const revoke = useRevokeLink(place);
  const [asking, setAsking] = useState<SetLinkView | null>(null);
  const confirm = (link: SetLinkView) =>
    revoke.mutate(link.id, {
      onSuccess: () => say.done("The link is revoked", "It opens nothing any more."),
      onError: (error) => say.refused("The link was not revoked", error.message),
      onSettled: () => setAsking(null),
    });
  return (
    <>
      <h3 className="mt-4 mb-1 text-base">Links</h3>
      <ul aria-label={label} className="divide-y border-t">
        {links.map((link) => (
          <li key={link.id} aria-label={`Link for ${link.name}`} className="py-2.5">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <div className="min-w-0">
                <p className="font-medium break-words">
                  {link.name}
                  {link.email && <span className="font-normal text-muted"> {link.email}</span>}
                </p>
                <p className="text-sm text-muted">
                  {states[link.state]}. Made by {link.by}, <LocalDay at={link.at} withTime />; good until{" "}
                  <LocalDay at={link.expiresAt} withTime />
                  {link.maxDownloads === null ? "" : `; ${link.maxDownloads} downloads at most`}
                  {link.hasPassphrase ? "; with a passphrase" : ""}. {mails[link.mail]}
                </p>
              </div>
              {link.state !== "revoked" && link.state !== "expired" && (
                <Button
                  size="small"
                  look="danger"
                  onClick={() => setAsking(link)}
                  aria-label={`Revoke the link for ${link.name}`}
                >
                  Revoke
                </Button>
              )}
            </div>
            {link.downloads.length === 0 ? (
              <p className="mt-1 text-sm text-muted">Nothing was downloaded by it.</p>
            ) : (
              <ul aria-label={`Downloads by ${link.name}`} className="mt-1 text-sm">
                {link.downloads.map(({ at, format, network, agent }) => (
                  <li key={`${at} ${format}`}>
                    {format.toUpperCase()}, <LocalDay at={at} withTime />, {agent}, from {network}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {asking && (
        <Dialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={`Revoke the link for ${asking.name}`}
          description="It opens nothing from then on, and a download that is under way breaks off. What was downloaded already stays with them."
        >
          <DialogActions>
            <Button onClick={() => setAsking(null)}>Leave it open</Button>
            <Button look="danger" busy={revoke.isPending} onClick={() => confirm(asking)}>
              Revoke it
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}

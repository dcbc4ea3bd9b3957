"use client";

import { CopyField } from "@/components/ui/copy-field";
import type { InvitationLink } from "@/lib/contracts/people";

/** An invitation's link, to be handed on. */
export function InvitationLinkView({ invitation: { email, link, mailed } }: { invitation: InvitationLink }) {
  return (
    <div>
      <p className="mb-3">
        {mailed ? (
          <>
            A mail with this link is on its way to <strong>{email}</strong>.
          </>
        ) : (
          <>
            No mail server is set up, so send this link to <strong>{email}</strong> yourself.
          </>
        )}{" "}
        It opens once, for that address, within seven days.
      </p>
      <CopyField label="Link" text={link} />
    </div>
  );
}

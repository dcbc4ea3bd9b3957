"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, inputClass } from "@/components/ui/field";
import type { InvitationLink } from "@/lib/contracts/people";

/** An invitation's link, to be handed on. */
export function InvitationLinkView({ invitation: { email, link, mailed } }: { invitation: InvitationLink }) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  // Where the browser gives no clipboard (an unencrypted address), the link is marked, ready for Ctrl C.
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };

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
      <Field
        label="Link"
        control={(tie) => (
          <div className="flex gap-2">
            <input
              {...tie}
              ref={input}
              readOnly
              value={link}
              onFocus={(event) => event.target.select()}
              className={inputClass}
            />
            <Button onClick={copy} autoFocus>
              {copied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
              {copied ? "Copied" : "Copy"}
            </Button>
          </div>
        )}
      />
      <p role="status" className="sr-only">
        {copied ? "The link is copied." : ""}
      </p>
    </div>
  );
}

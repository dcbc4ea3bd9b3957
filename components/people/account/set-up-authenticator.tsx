"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { useAuth } from "@/lib/client/account";
import { problemOf } from "@/lib/client/api";
import type { AuthAnswer } from "@/lib/contracts/people";

type Totp = NonNullable<AuthAnswer["totp"]>;

/** The picture for the authenticator app, the same in letters, and the first code as proof that it works. */
export function SetUpAuthenticator({ totp, onDone, onClose }: { totp: Totp; onDone: () => void; onClose: () => void }) {
  const [code, setCode] = useState("");
  const verify = useAuth<{ code: string }>("two-factor/verify-totp");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code !== "") verify.mutate({ code: code.trim() }, { onSuccess: onDone });
  };
  const atCode = verify.error && ["code-wrong", "invalid-input"].includes(problemOf(verify.error).code);

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Set up an authenticator"
      description="Point the app’s camera at the picture, then enter the code that it shows."
    >
      <form onSubmit={submit}>
        <div className="flex flex-wrap items-start gap-5">
          <QrCode {...totp} />
          <div className="min-w-0 flex-1 basis-52 space-y-4">
            <TextField
              label="Code"
              hint="Six digits; a new one every half minute."
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              value={code}
              onChange={(event) => setCode(event.target.value)}
              error={
                atCode ? "This code is not right. Is the phone’s clock right? Try the next one." : verify.error?.message
              }
            />
            <TextField
              label="Key"
              hint="Where there is no camera, type it into the app."
              readOnly
              value={keyOf(totp.uri)}
              onFocus={(event) => event.target.select()}
            />
          </div>
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={verify.isPending}>
            Turn it on
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Dark on light in either theme, with the quiet border that cameras need. */
function QrCode({ size, path }: Totp) {
  return (
    <svg
      role="img"
      aria-label="QR code for the authenticator app"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-md"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** The key in the authenticator's address, in groups of four as apps take it. */
const keyOf = (uri: string) => (new URL(uri).searchParams.get("secret") ?? "").replace(/(.{4})(?=.)/g, "$1 ");

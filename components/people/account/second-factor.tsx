"use client";

import { ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import { useSay } from "@/components/ui/toasts";
import { useAuth } from "@/lib/client/account";
import type { AuthAnswer } from "@/lib/contracts/people";
import { BackupCodes } from "./backup-codes";
import { PasswordDialog } from "./password-dialog";
import { SetUpAuthenticator } from "./set-up-authenticator";

type Step = "enable" | "set-up" | "disable" | "new-codes" | "show-codes" | null;
type Password = { password: string };

/** A code of an authenticator app beside the password: on, off, and the codes for when the app is lost. */
export function SecondFactor({ on }: { on: boolean }) {
  const say = useSay();
  const [step, setStep] = useState<Step>(null);
  const [made, setMade] = useState<AuthAnswer | null>(null);
  const enable = useAuth<Password>("two-factor/enable");
  const disable = useAuth<Password>("two-factor/disable");
  const renew = useAuth<Password>("two-factor/generate-backup-codes");

  const close = () => {
    setStep(null);
    setMade(null);
    for (const act of [enable, disable, renew]) act.reset();
  };

  return (
    <Panel
      title="Second factor"
      actions={
        on ? (
          <Pill label="On" icon={ShieldCheck} look="bg-settled-soft text-settled" />
        ) : (
          <Pill label="Off" icon={ShieldOff} look="bg-open-soft text-open" />
        )
      }
    >
      <p className="measure mb-4 text-muted">
        {on
          ? "Signing in asks for a code of your authenticator app after the password."
          : "With an authenticator app on your phone, a password that someone learned opens nothing."}
      </p>
      <div className="flex flex-wrap gap-2">
        {on ? (
          <>
            <Button onClick={() => setStep("new-codes")}>New backup codes</Button>
            <Button look="danger" onClick={() => setStep("disable")}>
              Turn off
            </Button>
          </>
        ) : (
          <Button onClick={() => setStep("enable")}>Set up an authenticator</Button>
        )}
      </div>
      {step === "enable" && (
        <PasswordDialog
          title="Set up an authenticator"
          description="Your password first, then the picture for the app."
          submit="Go on"
          busy={enable.isPending}
          error={enable.error}
          onSubmit={(password) =>
            enable.mutate(
              { password },
              {
                onSuccess: (answer) => {
                  setMade(answer);
                  setStep("set-up");
                },
              },
            )
          }
          onClose={close}
        />
      )}
      {step === "set-up" && made?.totp && (
        <SetUpAuthenticator
          totp={made.totp}
          onClose={close}
          onDone={() => {
            say.done("Second factor on", "The next sign-in asks for a code.");
            setStep("show-codes");
          }}
        />
      )}
      {step === "disable" && (
        <PasswordDialog
          title="Turn the second factor off?"
          description="From then on the password alone signs you in. The authenticator’s entry and the backup codes become worthless."
          submit="Turn it off"
          danger
          busy={disable.isPending}
          error={disable.error}
          onSubmit={(password) =>
            disable.mutate(
              { password },
              {
                onSuccess: () => {
                  close();
                  say.done("Second factor off");
                },
              },
            )
          }
          onClose={close}
        />
      )}
      {step === "new-codes" && (
        <PasswordDialog
          title="New backup codes"
          description="The ten you have now stop working."
          submit="Make new codes"
          busy={renew.isPending}
          error={renew.error}
          onSubmit={(password) =>
            renew.mutate(
              { password },
              {
                onSuccess: (answer) => {
                  setMade(answer);
                  setStep("show-codes");
                },
              },
            )
          }
          onClose={close}
        />
      )}
      {step === "show-codes" && made?.backupCodes && (
        <Dialog
          open
          onOpenChange={close}
          title="Backup codes"
          description="Each signs in once where the authenticator is lost. They are shown now and never again: print them, or keep them in a password manager."
        >
          <BackupCodes codes={made.backupCodes} />
          <DialogActions>
            <Button look="primary" onClick={close}>
              I have kept them
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Panel>
  );
}

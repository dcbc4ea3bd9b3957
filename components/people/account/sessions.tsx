"use client";

import { Monitor } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Pill } from "@/components/ui/status-pill";
import { useSay } from "@/components/ui/toasts";
import { useAuth, useEndSession } from "@/lib/client/account";
import type { AccountView } from "@/lib/contracts/people";
import { LocalDay } from "../local-day";

/** So many are shown until the rest is asked for. */
const few = 5;

type Session = AccountView["sessions"][number];

/** Where a person is signed in, and out again at one place or at all. */
export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const say = useSay();
  const end = useEndSession();
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  const out = ({ id, browser }: Session) =>
    end.mutate(id, {
      onSuccess: () => say.done(`Signed out at ${browser}`),
      onError: (error) => say.refused("Nothing was signed out", error.message),
    });

  return (
    <Panel
      title="Where you are signed in"
      actions={
        <Button size="small" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      }
    >
      <ul className="divide-y">
        {(all ? sessions : sessions.slice(0, few)).map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{session.browser}</span>
                {session.current && <Pill label="This one" icon={Monitor} look="bg-progress-soft text-progress" />}
              </p>
              <p className="text-sm text-muted">
                From {session.from} · last used <LocalDay at={session.usedAt} withTime />
              </p>
            </div>
            {!session.current && (
              <Button size="small" busy={end.isPending && end.variables === session.id} onClick={() => out(session)}>
                Sign out<span className="sr-only"> at {session.browser}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!all && sessions.length > few && (
        <Button look="quiet" size="small" className="-ml-2.5" onClick={() => setAll(true)}>
          Show {sessions.length - few} more
        </Button>
      )}
      <p className="mt-3 text-sm text-muted">
        A session ends by itself after two hours without use, and twelve hours after it began.
      </p>
      <EverywhereDialog open={asking} onClose={() => setAsking(false)} />
    </Panel>
  );
}

function EverywhereDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const everywhere = useAuth<Record<string, never>>("revoke-sessions");
  const confirm = () => everywhere.mutate({}, { onSuccess: () => window.location.assign("/sign-in") });
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title="Sign out everywhere?"
      description="Every session ends at once, this one too. Open screens stop within a second."
    >
      {everywhere.error && <Notice tone="error">{everywhere.error.message}</Notice>}
      <DialogActions>
        <Button onClick={onClose}>Stay signed in</Button>
        <Button look="danger" busy={everywhere.isPending || everywhere.isSuccess} onClick={confirm}>
          Sign out everywhere
        </Button>
      </DialogActions>
    </Dialog>
  );
}

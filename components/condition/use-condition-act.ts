"use client";

import { useRef } from "react";
import { afterConfirming, useConfirmIdentity } from "@/components/people/confirm-identity";
import { useSay } from "@/components/ui/toasts";
import { useAct } from "@/lib/client/acts";
import type { ActRequest } from "@/lib/contracts/acts";
import { useClosing } from "./desk";

/**
 * Does one act from a dialog or form: at once, after confirming who one is where that is asked for. The same words sent
 * again, after a lost answer, are the same act.
 */
export function useConditionAct(onDone: () => void) {
  const { place } = useClosing();
  const confirm = useConfirmIdentity();
  const say = useSay();
  const sending = useAct(place, (run) => afterConfirming(confirm, run));
  const last = useRef<{ words: string; key: string } | null>(null);

  const send = (act: ActRequest, said: string) => {
    const words = JSON.stringify(act);
    const key = last.current?.words === words ? last.current.key : crypto.randomUUID();
    last.current = { words, key };
    sending.mutate(
      { act, key },
      {
        onSuccess: () => {
          last.current = null;
          say.done(said);
          onDone();
        },
      },
    );
  };
  return {
    send,
    busy: sending.isPending,
    problem: sending.error?.message,
    /** Turns away; not while the act is on its way, when nobody could say any more whether it was done. */
    close: () => {
      if (!sending.isPending) onDone();
    },
  };
}

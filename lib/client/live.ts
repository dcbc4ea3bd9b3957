"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { closingKey, conditionKey, myItemsKey, offeringKey, portfolioKey } from "./keys";
import { seeCheckpoint } from "./witness";

/** How a screen stands to the server: following, or out of reach since a moment. */
export type LiveState = "connecting" | "live" | "lost" | "ended";

type Changed = { closingId: string | null; conditionId: string | null; type: string; at: string; serverTime: string };

/**
 * Follows an offering's live stream (lib/live): what anyone does makes old what this screen has of it, and TanStack Query
 * fetches it anew. After a lost connection the browser returns with the last mark it had, and the server sends what was
 * missed; where that is too long ago, everything of the offering is fetched again.
 */
export function useLive(offeringId: string, onCaughtUp?: () => void): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const caughtUp = useRef(onCaughtUp);
  caughtUp.current = onCaughtUp;

  useEffect(() => {
    const source = new EventSource(`/api/offerings/${offeringId}/live`);
    let wasLost = false;
    const back = () => {
      setState("live");
      if (wasLost) caughtUp.current?.();
      wasLost = false;
    };
    const everything = () => {
      void client.invalidateQueries({ queryKey: offeringKey(offeringId) });
      void client.invalidateQueries({ queryKey: portfolioKey });
      void client.invalidateQueries({ queryKey: myItemsKey });
    };
    // As a stream begins, and every few seconds after.
    const present = (message: MessageEvent<string>) => {
      const { checkpoint } = JSON.parse(message.data) as { checkpoint: string | null };
      void seeCheckpoint(offeringId, checkpoint);
    };
    for (const type of ["joined", "reload", "time"]) source.addEventListener(type, present);
    source.addEventListener("joined", () => {
      // The first time, the page may be older than the stream; later, what was missed has been sent before this.
      if (!wasLost) void client.invalidateQueries({ queryKey: offeringKey(offeringId) });
      back();
    });
    source.addEventListener("reload", () => {
      everything();
      back();
    });
    source.addEventListener("changed", (message) => {
      const { closingId, conditionId } = JSON.parse(message.data) as Changed;
      if (!closingId) return everything();
      void client.invalidateQueries({ queryKey: closingKey(offeringId, closingId) });
      if (conditionId) void client.invalidateQueries({ queryKey: conditionKey(offeringId, conditionId) });
      void client.invalidateQueries({ queryKey: [...offeringKey(offeringId), "log"] });
      void client.invalidateQueries({ queryKey: portfolioKey });
      void client.invalidateQueries({ queryKey: myItemsKey });
    });
    source.onerror = () => {
      wasLost = true;
      setState(source.readyState === EventSource.CLOSED ? "ended" : "lost");
    };
    return () => source.close();
  }, [client, offeringId]);

  return state;
}

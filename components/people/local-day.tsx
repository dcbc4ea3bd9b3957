"use client";

import { useSyncExternalStore } from "react";
import { dayWords, momentWords } from "@/lib/domain/time-words";

const never = () => () => {};
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** A moment of people’s affairs, which belong to no closing’s zone: as this machine has it. */
export function LocalDay({ at, withTime = false }: { at: string; withTime?: boolean }) {
  const zone = useSyncExternalStore(never, here, () => "UTC");
  const moment = new Date(at);
  return <time dateTime={at}>{withTime ? momentWords(moment, zone) : dayWords(moment, zone)}</time>;
}

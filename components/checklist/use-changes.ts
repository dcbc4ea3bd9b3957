"use client";

import { useEffect, useRef, useState } from "react";
import type { ConditionView } from "@/lib/contracts/views";
import type { ConditionId } from "@/lib/domain/ids";
import { changesBetween } from "./changes";

const none: ReadonlySet<ConditionId> = new Set();
const markedFor = 4_000;

/** The rows that changed a moment ago, to be marked for a few seconds, and a sentence about it to be read out. */
export function useChanges(conditions: readonly ConditionView[], eyes: string) {
  const before = useRef({ conditions, eyes });
  const [marked, setMarked] = useState(none);
  const [sentence, setSentence] = useState("");

  useEffect(() => {
    const was = before.current;
    before.current = { conditions, eyes };
    // With other eyes one sees another list; nothing happened.
    if (was.conditions === conditions || was.eyes !== eyes) return;
    const { changed, sentence: said } = changesBetween(was.conditions, conditions);
    if (changed.length === 0) return;
    setMarked(new Set(changed));
    if (said) setSentence(said);
  }, [conditions, eyes]);

  useEffect(() => {
    if (marked.size === 0) return;
    const timer = setTimeout(() => setMarked(none), markedFor);
    return () => clearTimeout(timer);
  }, [marked]);

  return { marked, sentence };
}

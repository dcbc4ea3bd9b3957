"use client";

import { type RefObject, useEffect } from "react";
import { problemOf } from "@/lib/client/api";
import { type ClientProblem, problemSentence } from "@/lib/contracts/problem-words";

/** What the server found wrong, by field; and what is about none of the fields shown. `about`: of which field a code speaks. */
export function fieldErrors<F extends string>(
  error: Error | null,
  fields: readonly F[],
  about: Partial<Record<ClientProblem["code"], { field: F; sentence?: string }>> = {},
): { at: Partial<Record<F, string>>; general: string | null } {
  if (!error) return { at: {}, general: null };
  const problem = problemOf(error);
  const at: Partial<Record<F, string>> = {};
  if (problem.code === "invalid-input") {
    for (const { path, message } of problem.issues) {
      const field = fields.find((name) => name === path);
      if (field) at[field] ??= message;
    }
  }
  const spoken = about[problem.code];
  if (spoken) at[spoken.field] = spoken.sentence ?? problemSentence(problem);
  return { at, general: Object.keys(at).length > 0 ? null : problemSentence(problem) };
}

/** Once something was refused, goes to the first field that is wrong, so that a reader hears what. */
export function useFocusOnError(form: RefObject<HTMLFormElement | null>, error: Error | null): void {
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, error]);
}

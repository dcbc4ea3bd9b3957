import { problemOf } from "@/lib/client/api";
import { problemSentence } from "@/lib/contracts/problem-words";

/** A refusal of a change of the list: at which field of the terms, where it is about one, and in words. */
export function actProblem(error: unknown): { field: string | null; message: string } | null {
  if (!error) return null;
  const problem = problemOf(error);
  const message = problemSentence(problem);
  if (problem.code === "terms-not-valid") return { field: problem.field, message };
  if (problem.code === "label-taken") return { field: "label", message };
  if (problem.code === "deliverable-in-use") return { field: "deliverables", message };
  if (problem.code === "invalid-input") {
    const [first] = problem.issues;
    const field = /^terms\.([A-Za-z]+)/.exec(first?.path ?? "")?.[1] ?? null;
    return { field, message: field ? (first?.message ?? message) : message };
  }
  return { field: null, message };
}

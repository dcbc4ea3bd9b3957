import type { ConditionId } from "@/lib/domain/ids";

// The page's address says what is shown: filters, the condition beside the list, through whose eyes. It changes without
// asking the server for the page again.

/** Changes the address; `push` where going back should undo it. */
export function changeAddress(change: (params: URLSearchParams) => URLSearchParams, how: "push" | "replace"): void {
  const { pathname, search } = window.location;
  const query = change(new URLSearchParams(search)).toString();
  const address = query ? `${pathname}?${query}` : pathname;
  if (`${pathname}${search}` === address) return;
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}

export function withParam(params: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** Opens a condition beside the list, or another in its place: going back closes it. */
export function openInAddress(id: ConditionId): void {
  const alreadyOpen = new URLSearchParams(window.location.search).has("condition");
  changeAddress((params) => withParam(params, "condition", id), alreadyOpen ? "replace" : "push");
}

export const closeInAddress = () => changeAddress((params) => withParam(params, "condition", null), "replace");

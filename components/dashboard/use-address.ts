"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** The address's query, and how to change it in place: nothing is loaded, and the way back leads out of the page. */
export function useAddress(): [URLSearchParams, (next: URLSearchParams) => void] {
  const path = usePathname();
  const asked = useSearchParams();
  const put = (next: URLSearchParams) => {
    const query = next.toString();
    window.history.replaceState(null, "", query === "" ? path : `${path}?${query}`);
  };
  return [new URLSearchParams(asked), put];
}

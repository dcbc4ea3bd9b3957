"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { changeAddress } from "./address";
import { type Filters, noFilters, readFilters, writeFilters } from "./filters";

const addressAfter = 300;

/** The filters, kept in the address. The words of the search stand on screen at once and in the address a moment later. */
export function useFilters() {
  const params = useSearchParams();
  const asked = useMemo(() => readFilters(params), [params]);
  const [text, setText] = useState(asked.text);
  const searched = useDeferredValue(text);

  useEffect(() => {
    const back = () => setText(readFilters(new URLSearchParams(window.location.search)).text);
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => {
      changeAddress((now) => writeFilters(now, { ...readFilters(now), text }), "replace");
    }, addressAfter);
    return () => clearTimeout(timer);
  }, [text]);

  const change = useCallback((next: Partial<Omit<Filters, "text">>) => {
    changeAddress((now) => writeFilters(now, { ...readFilters(now), ...next }), "replace");
  }, []);
  const clear = useCallback(() => {
    setText("");
    changeAddress((now) => writeFilters(now, noFilters), "replace");
  }, []);

  const filters = useMemo(() => ({ ...asked, text: searched }), [asked, searched]);
  return { filters, text, setText, change, clear };
}

"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useEver } from "@/components/ui/use-ever";
import { onPaletteOpened } from "./palette-events";

const PaletteDialog = dynamic(() => import("./palette-dialog").then((module) => module.PaletteDialog), { ssr: false });

/** Ctrl K or ⌘ K opens search and commands; what it takes is fetched the first time. */
export function Palette() {
  const [open, setOpen] = useState(false);
  const wanted = useEver(open);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    window.addEventListener("keydown", press);
    const forget = onPaletteOpened(() => setOpen(true));
    return () => {
      window.removeEventListener("keydown", press);
      forget();
    };
  }, []);

  return wanted ? <PaletteDialog open={open} onOpenChange={setOpen} /> : null;
}

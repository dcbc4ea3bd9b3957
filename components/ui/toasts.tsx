"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onUnheard, send } from "./said";

const ToastStack = dynamic(() => import("./toast-stack").then((module) => module.ToastStack), { ssr: false });

const say = {
  done: (title: string, description?: string) => send({ title, ...(description && { description }), type: "done" }),
  refused: (title: string, description?: string) =>
    send({ title, ...(description && { description }), type: "refused" }),
};

/** Says in a corner what has just happened, or why something was refused. */
export const useSay = () => say;

/** Where that is said; what it takes is fetched with the first message. */
export function Toasts() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onUnheard(() => setWanted(true)), []);
  return wanted ? <ToastStack /> : null;
}

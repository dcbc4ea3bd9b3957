"use client";

import { lazy, Suspense, useState } from "react";
import type { MenuProps } from "./menu";

const loadMenu = () => import("./menu");
const LoadedMenu = lazy(async () => ({ default: (await loadMenu()).Menu }));

/** A menu on a page that shall be light: its code is fetched when somebody turns to the button, and it opens as it comes. */
export function LateMenu(props: Omit<MenuProps, "openAtFirst">) {
  const [pressed, setPressed] = useState(false);
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={pressed}
      aria-label={props.label}
      className={props.triggerClass}
      onPointerEnter={loadMenu}
      onFocus={loadMenu}
      onClick={() => setPressed(true)}
    >
      {props.trigger}
    </button>
  );
  if (!pressed) return button;
  return (
    <Suspense fallback={button}>
      <LoadedMenu {...props} openAtFirst />
    </Suspense>
  );
}

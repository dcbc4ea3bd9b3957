"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether this page listens yet. A form that is sent before that would be sent by the browser itself, so its button waits
 * for it; such forms also say method="post", lest a password end up in an address. What is typed into a search before that
 * would be lost, so it takes nothing until then.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page answers to its reader yet: false in the server's first picture, so that nothing is typed into it and lost. */
export const useReady = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

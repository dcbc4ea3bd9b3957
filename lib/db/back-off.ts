import { setTimeout as pause } from "node:timers/promises";

/** Waits before what met somebody else's act is tried again: at random, so that the two do not meet once more, and 100 ms at most. */
export const backOff = (tries: number): Promise<void> => pause(Math.random() * Math.min(100, 5 * 2 ** tries));

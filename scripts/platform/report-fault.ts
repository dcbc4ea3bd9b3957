import { CommandError } from "./settings";

/** Prints what went wrong: plainly where a person can mend it, with its stack where it is a bug. */
export function reportFault(error: unknown): void {
  if (error instanceof CommandError) console.error(`\n${error.message}`);
  else console.error("\nThis should not have happened:", error);
}

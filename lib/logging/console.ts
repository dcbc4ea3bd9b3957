import { format } from "node:util";
import { log } from "./log";

/** Sends what libraries print to the console into the log, one object a line. */
export function logConsole(): void {
  console.error = (...parts: unknown[]) =>
    log.error({ err: parts.find((part) => part instanceof Error) }, format(...parts));
  console.warn = (...parts: unknown[]) => log.warn(format(...parts));
  console.log = (...parts: unknown[]) => log.info(format(...parts));
  console.info = (...parts: unknown[]) => log.info(format(...parts));
  console.debug = (...parts: unknown[]) => log.debug(format(...parts));
}

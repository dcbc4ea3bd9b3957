import pino from "pino";
import { env } from "@/lib/env";

/**
 * The program's log: one JSON object a line on standard output, in UTC. It says what the program did and how it fared;
 * what people did is in the event log. No names, titles, addresses or secrets belong here.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: [
      "cookie",
      "authorization",
      "password",
      "token",
      "secret",
      "*.cookie",
      "*.authorization",
      "*.password",
      "*.token",
      "*.secret",
    ],
    censor: "[left out]",
  },
});

import "server-only";
import { parseEnvironment } from "./environment";

/** The settings the application runs with, read once: a missing one stops it at the start, not at the first request. */
export const env = parseEnvironment(process.env);

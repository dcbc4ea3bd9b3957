import type { ServerResponse } from "node:http";
import { cacheControl } from "./security-headers";

/** Tells the server how long a file is: Next leaves out the usual header, and without it nobody can ask for a part. */
export const fileLengthHeader = "x-file-length";

/** Whatever the application says about caching and length, this is what is said in the end. */
export function holdHeaders(response: ServerResponse, path: string, mode: "production" | "development"): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    const status = args[0] as number;
    response.setHeader("Cache-Control", mode === "production" ? cacheControl(path, status) : "private, no-store");
    const length = response.getHeader(fileLengthHeader);
    response.removeHeader(fileLengthHeader);
    if (typeof length === "string" && /^\d+$/.test(length)) response.setHeader("Content-Length", length);
    return writeHead(...args);
  };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import sirv from "sirv";
import { staticPath } from "./security-headers";

/**
 * The files that pages are made of, as the build left them: known by name from the start, compressed beside them (the build
 * does it). Answers whether it has the file; what it has not, the framework may.
 */
export function staticFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const serve = sirv(folder, { brotli: true, gzip: true });
  return (request, response) => {
    const { url = "" } = request;
    if (!url.startsWith(staticPath) || (request.method !== "GET" && request.method !== "HEAD")) return false;
    let found = true;
    request.url = url.slice(staticPath.length - 1);
    serve(request, response, () => {
      found = false;
    });
    request.url = url;
    return found;
  };
}

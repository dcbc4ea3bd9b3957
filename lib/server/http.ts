import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { LiveGateway } from "@/lib/live/gateway";
import { log } from "@/lib/logging/log";
import { loggedPath } from "@/lib/logging/logged-path";
import { clientAddress, refuseAtEdge, restateHeaders } from "./edge";
import { holdHeaders } from "./held-headers";
import {
  contentSecurityPolicy,
  fileHeaders,
  responsePolicy,
  securityHeaders,
  staticPath,
  verifierPath,
  verifierPolicy,
} from "./security-headers";

export type HttpSettings = {
  origin: string;
  proxies: number;
  mode: "production" | "development";
  gateway: LiveGateway;
  /** Answers every address under /api but the live stream's. */
  api: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers for the files that pages are made of; false where it has no such file. */
  files: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers every other address: the pages. */
  application: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

const stream = /^\/api\/offerings\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/live$/;

/** The one way in: turns away what is not for us, states the security headers, and hands on to the stream or the application. */
export function requestListener(settings: HttpSettings): RequestListener {
  const fixed = securityHeaders(settings.origin);
  const fixedOfFiles = fileHeaders(settings.origin);
  const verifier = verifierPolicy(readFileSync(`public${verifierPath}`, "utf8"));

  return (request, response) => {
    const { method = "", url = "" } = request;
    const requestId = randomUUID();
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy(nonce, settings.mode, settings.origin);
    const path = url.split("?", 1)[0] ?? "";
    logWhenDone(request, response, requestId);

    for (const [name, value] of Object.entries(path.startsWith(staticPath) ? fixedOfFiles : fixed))
      response.setHeader(name, value);
    response.setHeader("Content-Security-Policy", responsePolicy(path, { page: policy, verifier }, settings.mode));
    response.setHeader("X-Request-Id", requestId);
    holdHeaders(response, path, settings.mode);

    const refusal = refuseAtEdge({ method, url, headers: request.headers }, settings.origin);
    if (refusal) return answer(response, refusal.status, refusal.code);

    const address = clientAddress(
      request.socket.remoteAddress,
      firstOf(request.headers["x-forwarded-for"]),
      settings.proxies,
    );
    restateHeaders(request.headers, { policy, nonce, requestId, clientAddress: address, origin: settings.origin });

    const offeringId = stream.exec(path)?.[1];
    if (settings.files(request, response)) return;
    const answering = path.startsWith("/api/") ? settings.api : settings.application;
    const handled = offeringId
      ? openStream(settings.gateway, request, response, offeringId)
      : answering(request, response);
    handled.catch((fault: unknown) => {
      log.error({ requestId, err: fault }, "request failed");
      answer(response, 500, "internal");
    });
  };
}

async function openStream(
  gateway: LiveGateway,
  request: IncomingMessage,
  response: ServerResponse,
  offeringId: string,
) {
  if (request.method !== "GET") return answer(response, 405, "method-not-allowed");
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return answer(response, 403, "cross-site");
  await gateway.open(request, response, offeringId);
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const started = performance.now();
  response.once("close", () => {
    const { method, url = "" } = request;
    // Files of the page itself are asked for by the dozen and tell nothing.
    if (url.startsWith("/_next/") && response.statusCode < 400) return;
    const line = {
      requestId,
      method,
      path: loggedPath(url),
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - started),
      ...(response.writableFinished ? {} : { cut: true }),
    };
    if (response.statusCode >= 500) log.error(line, "request");
    else log.info(line, "request");
  });
}

function answer(response: ServerResponse, status: number, code: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "Content-Type": "application/problem+json" });
  response.end(JSON.stringify({ code }));
}

const firstOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(",") : value);

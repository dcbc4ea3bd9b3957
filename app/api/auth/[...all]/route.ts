import { handleAuth } from "@/lib/auth/handler";
import { guarded, isCrossSite } from "@/lib/http/command";
import { problemResponse } from "@/lib/http/problem-response";

export const POST = guarded(async (request, { all }) =>
  isCrossSite(request) ? problemResponse({ code: "cross-site" }) : handleAuth(request, (all as string[]).join("/")),
);

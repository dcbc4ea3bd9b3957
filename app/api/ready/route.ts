import { checkReadiness } from "@/lib/use-cases/check-readiness";

export const dynamic = "force-dynamic";

/**
 * Whether everything that a closing day needs is right: 200, or 503 with what is not. Warnings are for whoever runs the site to see
 * to, and do not make it unready. Open to everyone; names no one.
 */
export async function GET(): Promise<Response> {
  const { checks, warnings } = await checkReadiness();
  const isReady = Object.values(checks).every(Boolean);
  const clear = Object.values(warnings).every(Boolean);
  const status = isReady ? (clear ? "ready" : "ready-with-warnings") : "not-ready";
  return Response.json({ status, checks, warnings }, { status: isReady ? 200 : 503 });
}

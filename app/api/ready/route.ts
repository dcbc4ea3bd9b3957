import { checkReadiness } from "@/lib/use-cases/check-readiness";

export const dynamic = "force-dynamic";

/** Whether everything that a closing day needs is right: 200, or 503 with what is not. Open to everyone; names no one. */
export async function GET(): Promise<Response> {
  const checks = await checkReadiness();
  const isReady = Object.values(checks).every(Boolean);
  return Response.json({ status: isReady ? "ready" : "not-ready", checks }, { status: isReady ? 200 : 503 });
}

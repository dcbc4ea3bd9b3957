/** Says that the process answers. Open to everyone; tells nothing else. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "ok" });
}

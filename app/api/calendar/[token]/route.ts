import { guarded } from "@/lib/http/command";
import { problemResponse } from "@/lib/http/problem-response";
import { readFeed } from "@/lib/use-cases/calendar-feed";

/** A calendar program asks with the link alone; the link is the key, and whoever made it can revoke it. */
export const GET = guarded(async (request, { token }) => {
  const filter = new URL(request.url).searchParams.get("whose");
  const calendar = await readFeed(String(token), filter);
  if (calendar === null) return problemResponse({ code: "not-found" });
  return new Response(calendar, {
    headers: {
      "cache-control": "private, no-store",
      "content-disposition": 'inline; filename="timeline.ics"',
      "content-type": "text/calendar; charset=utf-8",
      "x-content-type-options": "nosniff",
    },
  });
});

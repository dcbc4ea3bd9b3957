import { timelineQuery } from "@/lib/contracts/timeline";
import { query } from "@/lib/http/command";
import { viewTimeline } from "@/lib/use-cases/view-timeline";

export const GET = query(timelineQuery, viewTimeline);

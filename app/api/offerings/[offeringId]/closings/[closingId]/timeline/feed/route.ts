import { feedInput } from "@/lib/contracts/timeline";
import { command } from "@/lib/http/command";
import { changeFeed } from "@/lib/use-cases/calendar-feed";

export const POST = command(feedInput, changeFeed);

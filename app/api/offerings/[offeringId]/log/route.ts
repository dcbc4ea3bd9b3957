import { logQuery } from "@/lib/contracts/queries";
import { query } from "@/lib/http/command";
import { viewLog } from "@/lib/use-cases/view-log";

export const GET = query(logQuery, viewLog);

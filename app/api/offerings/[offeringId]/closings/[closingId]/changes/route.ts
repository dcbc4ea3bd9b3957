import { changesQuery } from "@/lib/contracts/queries";
import { query } from "@/lib/http/command";
import { viewChanges } from "@/lib/use-cases/view-log";

export const GET = query(changesQuery, viewChanges);

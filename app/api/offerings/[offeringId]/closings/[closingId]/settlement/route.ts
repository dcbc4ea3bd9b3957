import { settlementQuery } from "@/lib/contracts/settlement";
import { query } from "@/lib/http/command";
import { viewSettlement } from "@/lib/use-cases/view-settlement";

export const GET = query(settlementQuery, viewSettlement);

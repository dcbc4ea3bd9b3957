import { conditionQuery } from "@/lib/contracts/queries";
import { query } from "@/lib/http/command";
import { viewCondition } from "@/lib/use-cases/view-condition";

export const GET = query(conditionQuery, viewCondition);

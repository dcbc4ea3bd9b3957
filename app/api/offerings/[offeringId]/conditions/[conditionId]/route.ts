import { conditionPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewCondition } from "@/lib/use-cases/view-condition";

export const GET = query(conditionPlace, viewCondition);

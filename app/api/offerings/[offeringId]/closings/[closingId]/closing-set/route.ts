import { closingPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewClosingSet } from "@/lib/use-cases/view-closing-set";

export const GET = query(closingPlace, viewClosingSet);

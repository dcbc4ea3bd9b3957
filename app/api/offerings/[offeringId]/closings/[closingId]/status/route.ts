import { closingPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewStatus } from "@/lib/use-cases/view-status";

export const GET = query(closingPlace, viewStatus);

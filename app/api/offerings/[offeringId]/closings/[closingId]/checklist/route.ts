import { checklistQuery } from "@/lib/contracts/queries";
import { query } from "@/lib/http/command";
import { viewChecklist } from "@/lib/use-cases/view-checklist";

export const GET = query(checklistQuery, viewChecklist);

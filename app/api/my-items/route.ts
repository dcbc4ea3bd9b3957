import { personalQuery } from "@/lib/http/command";
import { viewMyItems } from "@/lib/use-cases/view-portfolio";

export const GET = personalQuery(viewMyItems);

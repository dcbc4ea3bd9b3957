import { personalQuery } from "@/lib/http/command";
import { viewPortfolio } from "@/lib/use-cases/view-portfolio";

export const GET = personalQuery(viewPortfolio);

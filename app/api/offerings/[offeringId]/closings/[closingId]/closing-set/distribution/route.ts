import { closingPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewDistribution } from "@/lib/use-cases/distribution";

export const GET = query(closingPlace, viewDistribution);

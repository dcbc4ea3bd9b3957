import { closingPlace } from "@/lib/contracts/ids";
import { query } from "@/lib/http/command";
import { viewList } from "@/lib/use-cases/view-list";

export const GET = query(closingPlace, viewList);

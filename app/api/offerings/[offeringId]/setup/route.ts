import { setupQuery } from "@/lib/contracts/offering";
import { query } from "@/lib/http/command";
import { viewSetup } from "@/lib/use-cases/view-setup";

export const GET = query(setupQuery, viewSetup);

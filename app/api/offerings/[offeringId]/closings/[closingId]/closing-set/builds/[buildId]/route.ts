import { buildQuery } from "@/lib/contracts/closing-set";
import { query } from "@/lib/http/command";
import { viewBuild } from "@/lib/use-cases/export-closing-set";

export const GET = query(buildQuery, viewBuild);

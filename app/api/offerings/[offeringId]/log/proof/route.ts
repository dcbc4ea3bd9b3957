import { logProofQuery } from "@/lib/contracts/queries";
import { query } from "@/lib/http/command";
import { viewLogProof } from "@/lib/use-cases/view-log-proof";

export const GET = query(logProofQuery, viewLogProof);

import { settlementFileQuery } from "@/lib/contracts/settlement";
import { guarded } from "@/lib/http/command";
import { madeFile } from "@/lib/http/made-file";
import { settlementFile } from "@/lib/use-cases/view-settlement";

export const GET = guarded(madeFile(settlementFileQuery, settlementFile));

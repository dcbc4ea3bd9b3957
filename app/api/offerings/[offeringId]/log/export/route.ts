import { offeringPlace } from "@/lib/contracts/ids";
import { guarded } from "@/lib/http/command";
import { madeFile } from "@/lib/http/made-file";
import { exportLog } from "@/lib/use-cases/export-log";

export const GET = guarded(madeFile(offeringPlace, exportLog));

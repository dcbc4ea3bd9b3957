import { eventPlace } from "@/lib/contracts/ids";
import { guarded } from "@/lib/http/command";
import { madeFile } from "@/lib/http/made-file";
import { logReceipt } from "@/lib/use-cases/log-receipt";

export const GET = guarded(madeFile(eventPlace, logReceipt));

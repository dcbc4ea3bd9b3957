import { stopInput } from "@/lib/contracts/closing-set";
import { command } from "@/lib/http/command";
import { stopClosingSet } from "@/lib/use-cases/export-closing-set";

export const POST = command(stopInput, stopClosingSet);

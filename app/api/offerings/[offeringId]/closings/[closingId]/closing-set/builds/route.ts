import { buildInput } from "@/lib/contracts/closing-set";
import { command } from "@/lib/http/command";
import { beginClosingSet } from "@/lib/use-cases/export-closing-set";

export const POST = command(buildInput, beginClosingSet);

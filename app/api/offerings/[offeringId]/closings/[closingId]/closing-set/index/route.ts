import { indexInput } from "@/lib/contracts/closing-set";
import { command } from "@/lib/http/command";
import { saveIndex } from "@/lib/use-cases/closing-set-index";

export const POST = command(indexInput, saveIndex);

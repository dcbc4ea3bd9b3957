import { addClosingInput } from "@/lib/contracts/offering";
import { command } from "@/lib/http/command";
import { addClosing } from "@/lib/use-cases/add-closing";

export const POST = command(addClosingInput, addClosing);

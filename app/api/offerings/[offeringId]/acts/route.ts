import { actInput } from "@/lib/contracts/acts";
import { command } from "@/lib/http/command";
import { act } from "@/lib/use-cases/act";

export const POST = command(actInput, act);

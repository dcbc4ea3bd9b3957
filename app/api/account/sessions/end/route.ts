import { endSessionInput } from "@/lib/contracts/people";
import { personalCommand } from "@/lib/http/command";
import { endOwnSession } from "@/lib/use-cases/view-account";

export const POST = personalCommand(endSessionInput, endOwnSession);

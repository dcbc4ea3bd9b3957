import { confirmIdentity } from "@/lib/auth/confirm-identity";
import { confirmInput } from "@/lib/contracts/people";
import { personalCommand } from "@/lib/http/command";

export const POST = personalCommand(confirmInput, confirmIdentity);

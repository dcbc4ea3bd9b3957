import { revokeInput } from "@/lib/contracts/people";
import { command } from "@/lib/http/command";
import { revokeInvitation } from "@/lib/use-cases/invite";

export const POST = command(revokeInput, revokeInvitation);

import { inviteInput } from "@/lib/contracts/people";
import { command } from "@/lib/http/command";
import { invite } from "@/lib/use-cases/invite";

export const POST = command(inviteInput, invite);

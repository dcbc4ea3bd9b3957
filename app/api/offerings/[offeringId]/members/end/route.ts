import { endMembershipInput } from "@/lib/contracts/people";
import { command } from "@/lib/http/command";
import { endMembership } from "@/lib/use-cases/end-membership";

export const POST = command(endMembershipInput, endMembership);

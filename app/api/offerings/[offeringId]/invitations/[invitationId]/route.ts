import { invitationPlace } from "@/lib/contracts/people";
import { query } from "@/lib/http/command";
import { viewInvitationLink } from "@/lib/use-cases/invite";

export const GET = query(invitationPlace, viewInvitationLink);

import { revokeLinkInput } from "@/lib/contracts/set-links";
import { command } from "@/lib/http/command";
import { revokeLink } from "@/lib/use-cases/set-links";

export const POST = command(revokeLinkInput, revokeLink);

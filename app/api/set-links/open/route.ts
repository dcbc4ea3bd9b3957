import { openSetInput } from "@/lib/contracts/set-links";
import { openCommand } from "@/lib/http/command";
import { openSetLink, ticketFor } from "@/lib/use-cases/open-set-link";

export const POST = openCommand(openSetInput, openSetLink, ticketFor);

import { addPartyInput } from "@/lib/contracts/people";
import { command } from "@/lib/http/command";
import { addParty } from "@/lib/use-cases/people";

export const POST = command(addPartyInput, addParty);

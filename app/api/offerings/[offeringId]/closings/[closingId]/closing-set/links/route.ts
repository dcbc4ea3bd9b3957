import { linkInput } from "@/lib/contracts/set-links";
import { command } from "@/lib/http/command";
import { makeSetLink } from "@/lib/use-cases/set-links";

export const POST = command(linkInput, makeSetLink);

import { acceptInput } from "@/lib/contracts/people";
import { openCommand } from "@/lib/http/command";
import { accept } from "@/lib/use-cases/accept";

export const POST = openCommand(acceptInput, accept);

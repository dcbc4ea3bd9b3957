import { editTermsInput } from "@/lib/contracts/offering";
import { command } from "@/lib/http/command";
import { editTerms } from "@/lib/use-cases/edit-terms";

export const POST = command(editTermsInput, editTerms);

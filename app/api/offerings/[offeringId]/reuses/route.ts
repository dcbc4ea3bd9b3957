import { reuseInput } from "@/lib/contracts/offering";
import { command } from "@/lib/http/command";
import { reuseDocument } from "@/lib/use-cases/reuse-document";

export const POST = command(reuseInput, reuseDocument);

import { defaultInput, defaultQuery } from "@/lib/contracts/default";
import { command, query } from "@/lib/http/command";
import { recordDefault } from "@/lib/use-cases/default-acts";
import { viewDefault } from "@/lib/use-cases/default-view";

export const GET = query(defaultQuery, viewDefault);
export const POST = command(defaultInput, recordDefault);

import { ok } from "@/lib/domain/result";
import { personalQuery } from "@/lib/http/command";
import { viewAccount } from "@/lib/use-cases/view-account";

export const GET = personalQuery(async (_, person) => ok(await viewAccount(person)));

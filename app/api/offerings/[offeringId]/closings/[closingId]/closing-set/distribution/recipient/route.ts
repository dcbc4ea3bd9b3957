import { recipientQuery } from "@/lib/contracts/distribution";
import { query } from "@/lib/http/command";
import { viewAsRecipient } from "@/lib/use-cases/distribution";

export const GET = query(recipientQuery, viewAsRecipient);

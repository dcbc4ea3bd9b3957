import { createOfferingInput } from "@/lib/contracts/offering";
import { personalCommand } from "@/lib/http/command";
import { createOffering } from "@/lib/use-cases/create-offering";

/** A list that was drafted from an agreement comes with the clauses’ own words. */
const largestDraft = 4 * 1024 * 1024;

export const POST = personalCommand(createOfferingInput, createOffering, largestDraft);

import { amendInput } from "@/lib/contracts/amendment";
import { command } from "@/lib/http/command";
import { amend } from "@/lib/use-cases/amend";

/** An amended list comes with the clauses’ own words. */
const largestAmendment = 4 * 1024 * 1024;

export const POST = command(amendInput, amend, largestAmendment);

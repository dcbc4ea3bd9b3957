import { distributionInput } from "@/lib/contracts/distribution";
import { command } from "@/lib/http/command";
import { saveDistribution } from "@/lib/use-cases/distribution";

/** Twenty sets of a thousand tabs each. */
const largestDistribution = 4 * 1024 * 1024;

export const POST = command(distributionInput, saveDistribution, largestDistribution);

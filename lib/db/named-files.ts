import "server-only";
import type { OfferingId } from "@/lib/domain/ids";
import { wholeOffering } from "./offering-record";
import { withScope } from "./scope";

/** The hashes of all files that an offering's record names: versions of documents, and the writings of waivers. */
export const listNamedFiles = (offeringId: OfferingId): Promise<string[]> =>
  withScope(wholeOffering(offeringId), async (tx) => {
    const where = { offeringId };
    const select = { sha256: true };
    const versions = await tx.version.findMany({ where, select, distinct: ["sha256"] });
    const instruments = await tx.instrument.findMany({ where, select, distinct: ["sha256"] });
    return [...versions, ...instruments].map(({ sha256 }) => sha256);
  });

import { hashOf } from "./der";
import { keptOr } from "./kept";
import { SealError, type SealSettings } from "./settings";
import { loadSigner } from "./signer";
import { requestTimeStamp } from "./time-stamp";
import type { SigningOptions } from "./volume-signature";

type Stamp = { readonly at: string; readonly by: string; readonly response: Buffer };

/** The seals of one build. */
export type Seals = {
  readonly signing: SigningOptions | undefined;
  /** The time stamp of a manifest; null where none is wanted, or none could be had and none is required. */
  readonly stamp: (manifest: Buffer) => Promise<Stamp | null>;
  /** Why there is none although one is wanted. */
  readonly note: () => string | null;
};

/** Makes the operator's settings ready for a build. Throws a SealError where the certificate or its key cannot be used. */
export async function sealsOf({ timeStamp, signature, keptIn }: SealSettings): Promise<Seals> {
  let note: string | null = null;
  const signing = signature ? { signer: await loadSigner(signature), timeStamp, keptIn } : undefined;
  const stamp = async (manifest: Buffer) => {
    if (!timeStamp) return null;
    const authority = `${timeStamp.url} ${timeStamp.policy ?? ""} ${timeStamp.hash}`;
    const key = `time-stamp-${hashOf("sha256", Buffer.concat([hashOf("sha256", manifest), Buffer.from(authority)])).toString("hex")}`;
    try {
      const kept = await keptOr(keptIn, key, async () => {
        const { at, by, response } = await requestTimeStamp(manifest, timeStamp);
        return { value: { at, by, response: response.toString("base64") }, whole: true };
      });
      return { ...kept, response: Buffer.from(kept.response, "base64") };
    } catch (error) {
      if (timeStamp.required || !(error instanceof SealError)) throw error;
      note = `The set has no time stamp. ${error.message}`;
      return null;
    }
  };
  return { signing, stamp, note: () => note };
}

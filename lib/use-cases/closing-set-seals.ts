import "server-only";
import { resolve } from "node:path";
import { env } from "@/lib/env";
import type { SealSettings } from "@/lib/exports/seal/settings";

/** What the operator has closing sets sealed with, and where time stamps and signatures are kept for the next build of the same set. */
export function sealSettings(): SealSettings {
  const { TIMESTAMP_URL, TIMESTAMP_POLICY, TIMESTAMP_CA, SEAL_CERTIFICATE, SEAL_KEY, SEAL_PASSPHRASE } = env;
  const timeStamp = TIMESTAMP_URL && {
    url: TIMESTAMP_URL,
    required: env.TIMESTAMP === "required",
    hash: env.TIMESTAMP_HASH,
    seconds: env.TIMESTAMP_SECONDS,
    ...(TIMESTAMP_POLICY && { policy: TIMESTAMP_POLICY }),
    ...(TIMESTAMP_CA && { trusted: TIMESTAMP_CA }),
  };
  const signature = SEAL_CERTIFICATE && {
    certificate: SEAL_CERTIFICATE,
    ...(SEAL_KEY && { key: SEAL_KEY }),
    ...(SEAL_PASSPHRASE && { passphrase: SEAL_PASSPHRASE }),
  };
  return {
    ...(timeStamp && { timeStamp }),
    ...(signature && { signature }),
    keptIn: resolve(env.DATA_FOLDER, "closing-set-seals"),
  };
}

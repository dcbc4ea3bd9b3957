import { createPrivateKey, createPublicKey, type KeyObject, sign, verify, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { SealError, type SignatureSettings } from "./settings";
import { certificatesIn } from "./time-stamp";

/** Whoever signs for the operator: a certificate, those above it, and a way to sign with its key by SHA-256. */
export type Signer = {
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
  /** The object identifier of how it signs. */
  readonly algorithm: string;
  readonly sign: (bytes: Uint8Array) => Promise<Buffer>;
};

const algorithms: Record<string, string> = { rsa: "1.2.840.113549.1.1.11", ec: "1.2.840.10045.4.3.2" };

/** Reads the operator's certificate and key. Throws a SealError that says which of the settings is not right. */
export async function loadSigner(settings: SignatureSettings): Promise<Signer> {
  const bytes = readOr(settings.certificate, "SEAL_CERTIFICATE");
  const isPem = bytes.includes("-----BEGIN CERTIFICATE-----");
  const { certificates, sign } = isPem
    ? fromPem(bytes, settings)
    : await fromContainer(bytes, settings.passphrase ?? "");
  const probe = Buffer.from("Section Seven");
  const signature = await sign(probe);
  const certificate = certificates.find(({ publicKey }) => verify("sha256", probe, publicKey, signature));
  if (!certificate) throw new SealError("The key of the seal is not that of its certificate.");
  const algorithm = algorithms[certificate.publicKey.asymmetricKeyType ?? ""];
  if (!algorithm) throw new SealError("The key of the seal is neither RSA nor of an elliptic curve.");
  return { certificate, chain: certificates.filter((other) => other !== certificate), algorithm, sign };
}

type Material = { certificates: X509Certificate[]; sign: (bytes: Uint8Array) => Promise<Buffer> };

function fromPem(bytes: Buffer, { key, passphrase }: SignatureSettings): Material {
  if (!key) throw new SealError("SEAL_KEY does not name the file of the key; a PEM certificate needs one.");
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: readOr(key, "SEAL_KEY"), ...(passphrase && { passphrase }) });
    createPublicKey(privateKey);
  } catch (error) {
    if (error instanceof SealError) throw error;
    throw new SealError("The file that SEAL_KEY names cannot be read as a key; SEAL_PASSPHRASE may be wrong.");
  }
  return {
    certificates: certificatesIn(bytes.toString("latin1")),
    sign: async (data) => sign("sha256", data, privateKey),
  };
}

async function fromContainer(bytes: Buffer, passphrase: string): Promise<Material> {
  // Loaded where it is needed: most sets are not signed.
  const { P12Signer } = await import("@libpdf/core");
  try {
    const signer = await P12Signer.create(bytes, passphrase);
    const certificates = [signer.certificate, ...signer.certificateChain].map((der) => new X509Certificate(der));
    return { certificates, sign: async (data) => Buffer.from(await signer.sign(data, "SHA-256")) };
  } catch {
    throw new SealError("The file that SEAL_CERTIFICATE names opens neither as PEM nor as PKCS#12 by SEAL_PASSPHRASE.");
  }
}

function readOr(path: string, setting: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new SealError(`The file that ${setting} names cannot be read.`);
  }
}

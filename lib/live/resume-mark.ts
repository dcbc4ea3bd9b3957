import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Up to where a viewer has heard everything, and when (milliseconds since the epoch) they had. */
export type ResumeMark = { position: bigint; at: number };

const nonceLength = 12;
const plainLength = 16;
const tagLength = 16;

/**
 * Seals marks into the ids that streams carry. A bare position would count the acts of every side and every offering
 * between two of one's own; a sealed one has the same length and tells nothing. Any server with the same secret opens it.
 */
export class ResumeMarks {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync("sha256", secret, "", "section-seven resume mark", 32));
  }

  seal({ position, at }: ResumeMark): string {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce);
    const plain = Buffer.alloc(plainLength);
    plain.writeBigUInt64BE(position);
    plain.writeBigUInt64BE(BigInt(at), 8);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
  }

  /** Undefined for anything that was not sealed with this secret. */
  open(sealed: string): ResumeMark | undefined {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length !== nonceLength + plainLength + tagLength) return undefined;
    const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, nonceLength));
    decipher.setAuthTag(bytes.subarray(nonceLength + plainLength));
    try {
      const body = bytes.subarray(nonceLength, nonceLength + plainLength);
      const plain = Buffer.concat([decipher.update(body), decipher.final()]);
      return { position: plain.readBigUInt64BE(), at: Number(plain.readBigUInt64BE(8)) };
    } catch {
      return undefined;
    }
  }
}

/** An RFC 3161 authority that the operator names. */
export type TimeStampSettings = {
  /** Where it answers, by HTTP; a user and a password in it go into the request's Authorization header. */
  readonly url: string;
  /** Whether a build fails without the time stamp; else it goes on and says so in its report. */
  readonly required: boolean;
  /** The policy that is asked for, as an object identifier: `1.2.3.4`. */
  readonly policy?: string;
  /** What the imprint is made with. */
  readonly hash: "sha256" | "sha384" | "sha512";
  /** How long it may take to answer. */
  readonly seconds: number;
  /** A PEM file of the authorities that are trusted; without it any certificate is taken that is fit for time stamps. */
  readonly trusted?: string;
};

/** A certificate and its key, by their files: a PEM file and the PEM file of its key, or a PKCS#12 file that has both. */
export type SignatureSettings = {
  readonly certificate: string;
  readonly key?: string;
  readonly passphrase?: string;
};

/** What a set is sealed with besides its digests; the operator's, and no part of what the set is made from. */
export type SealSettings = {
  readonly timeStamp?: TimeStampSettings;
  readonly signature?: SignatureSettings;
  /** The folder in which time stamps and signatures are kept, since another one of the same thing has other bytes. */
  readonly keptIn?: string;
};

/** What keeps a set from being sealed, in a sentence that is fit for whoever builds it. */
export class SealError extends Error {
  override name = "SealError";
}

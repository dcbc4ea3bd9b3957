import { z } from "zod";
import type { DraftTerms } from "@/lib/domain/draft";
import type { PartyRole } from "@/lib/domain/role";
import { closingPlace } from "./ids";
import type { AgreementTerms } from "./terms";

// An agreement as it was read, on its way to a list that a person has looked at.

/** `[start, end)` in the text that goes with it, in UTF-16 units, as a browser cuts text. */
export type TextSpan = readonly [start: number, end: number];

/** What the agreement does not say, so that what stands there is only what is usual for the kind, or nothing. */
export type NotSaid = "kind" | "furnishedBy" | "furnishedTo";

/** A line of the drafted list, tied to the words that it came from. */
export type DraftLine = {
  /** Of this draft alone. */
  id: string;
  depth: number;
  terms: DraftTerms;
  span: TextSpan;
  notSaid: readonly NotSaid[];
  /** What the clause says of itself, in short: by whom it is given, as of when, to whose satisfaction. */
  said: readonly string[];
};

export type AgreementFinding = { id: string; message: string; spans: readonly TextSpan[] };

export type AgreementDraft = {
  source: { name: string; sha256: string; bytes: number; pages: number | null };
  text: string;
  lines: readonly DraftLine[];
  /** The conditions section, and how much of it the lines account for. */
  section: { number: string | null; heading: string | null; span: TextSpan } | null;
  coverage: { characters: number; assigned: number; unassigned: readonly TextSpan[] };
  findings: readonly AgreementFinding[];
  agreement: {
    title: string | null;
    datedOn: string | null;
    closingTerm: string | null;
    governingLaw: string | null;
    terms: AgreementTerms;
  };
  pricingDate: string | null;
  issuer: string | null;
  securities: {
    kind: "debt" | "shares";
    title: string;
    size: string | null;
    currency: string | null;
    publicPrice: string | null;
    purchasePrice: string | null;
  } | null;
  /** Titles of further securities, which a person has to place. */
  otherSecurities: readonly string[];
  allocations: readonly { underwriter: string; amount: string }[];
  parties: readonly { role: PartyRole; name: string }[];
  moments: readonly {
    label: string;
    localDate: string | null;
    localTime: string | null;
    zone: string | null;
    delivers: "firm" | "option";
  }[];
  place: string | null;
};

/** The most that is read of one file. */
export const agreementByteLimit = 20_000_000;

const fileName = z.string().min(1).max(255);

export const readingQuery = z.strictObject({ fileName });
export const amendmentQuery = z.strictObject({ ...closingPlace.shape, fileName });

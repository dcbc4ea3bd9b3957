/** The parts that a firm or person can have in an offering, as the agreement's words give them. */
export const partyRoles = [
  "representative",
  "underwriter",
  "underwriters_counsel",
  "issuer",
  "issuer_counsel",
  "issuer_general_counsel",
  "guarantor",
  "selling_holder",
  "accountants",
  "trustee",
  "trustee_counsel",
  "rating_agency",
  "other_counsel",
  "observer",
  "other",
] as const;

export type PartyRole = (typeof partyRoles)[number];

/** How a part is called on screen and in documents. */
export const roleLabels: Record<PartyRole, string> = {
  representative: "Representative",
  underwriter: "Underwriter",
  underwriters_counsel: "Underwriters’ counsel",
  issuer: "Issuer",
  issuer_counsel: "Issuer’s counsel",
  issuer_general_counsel: "Issuer’s general counsel",
  guarantor: "Guarantor",
  selling_holder: "Selling holder",
  accountants: "Accountants",
  trustee: "Trustee",
  trustee_counsel: "Trustee’s counsel",
  rating_agency: "Rating agency",
  other_counsel: "Other counsel",
  observer: "Observer",
  other: "Other party",
};

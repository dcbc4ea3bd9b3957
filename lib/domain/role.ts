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

/** The sides of a closing. A draft or note belongs to the side that made it until someone of that side shares it. */
export const sides = ["underwriters", "issuer", "accountants", "trustee", "observers"] as const;

export type Side = (typeof sides)[number];

/** Where a row belongs: to one side, or to all parties. */
export type Compartment = Side | "shared";

export const sideLabels: Record<Side, string> = {
  underwriters: "Underwriters’ side",
  issuer: "Issuer’s side",
  accountants: "Accountants",
  trustee: "Trustee",
  observers: "Observers",
};

/** The side that a part is on unless the working group list says otherwise. */
export const usualSide: Record<PartyRole, Side> = {
  representative: "underwriters",
  underwriter: "underwriters",
  underwriters_counsel: "underwriters",
  issuer: "issuer",
  issuer_counsel: "issuer",
  issuer_general_counsel: "issuer",
  guarantor: "issuer",
  selling_holder: "issuer",
  accountants: "accountants",
  trustee: "trustee",
  trustee_counsel: "trustee",
  rating_agency: "observers",
  other_counsel: "observers",
  observer: "observers",
  other: "observers",
};

/** Parts that act as counsel: they may deliver what their side furnishes. */
export const counselRoles: readonly PartyRole[] = [
  "underwriters_counsel",
  "issuer_counsel",
  "issuer_general_counsel",
  "trustee_counsel",
  "other_counsel",
];

export const isPartyRole = (text: string): text is PartyRole => (partyRoles as readonly string[]).includes(text);
export const isSide = (text: string): text is Side => (sides as readonly string[]).includes(text);

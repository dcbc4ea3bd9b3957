// Whose each text is, place by place: written by hand from the product's page (people, walls), apart from the code that
// decides it. The canaries are planted by it, and looked for by it.

/**
 * "side": the side that made it, until somebody of it shares it. "offering": everybody of the offering. "money": those of the
 * offering who pay or are paid, the underwriters' side and the issuer's. "nobody": what is told to no one again.
 */
export type Whose = "side" | "offering" | "money" | "nobody";

export const places = {
  // A draft and a note belong to the side that made them.
  "private comment": "side",
  "private draft’s file name": "side",
  "text of a private draft": "side",
  "text of a private PDF": "side",
  "title within a private PDF": "side",

  // Conditions, their state and what was shared are common to the parties. That there is an offering, and who is in it,
  // is nobody else's to know.
  "offering’s name": "offering",
  issuer: "offering",
  "agreement’s title": "offering",
  "agreement’s word for the closing": "offering",
  "governing law": "offering",
  "business day’s clause": "offering",
  "clock’s clause": "offering",
  "clock in words": "offering",
  "default rule’s clause": "offering",
  "termination’s clause": "offering",
  "what is reimbursed": "offering",
  "title of the securities": "offering",
  "kind of funds": "offering",
  underwriter: "offering",
  party: "offering",
  "person’s name": "offering",
  "person’s address": "offering",
  "person’s title": "offering",
  "invited person’s name": "offering",
  "invited person’s address": "offering",
  "invited person’s title": "offering",
  "agreement’s file name": "offering",
  "label that was left out": "offering",
  "why it was left out": "offering",
  "closing’s label": "offering",
  "closing’s place": "offering",
  "condition’s label": "offering",
  "condition’s title": "offering",
  "condition’s text": "offering",
  "document’s title": "offering",
  "rating agency": "offering",
  rating: "offering",
  "rating’s outlook": "offering",
  "rating as found": "offering",
  "shared comment": "offering",
  "shared document’s file name": "offering",
  "text of a shared document": "offering",
  "title within a shared PDF": "offering",
  "filing as looked up": "offering",
  "waiver’s text": "offering",
  "waiver’s scope": "offering",
  "file name of a waiver’s writing": "offering",
  "text of a waiver’s writing": "offering",
  "reason of a mark": "offering",
  "reason of a withdrawal": "offering",
  "reason of a removal": "offering",
  "signature page’s document": "offering",
  signatory: "offering",
  "signatory’s capacity": "offering",
  "ground of a postponement": "offering",
  "text of a postponement": "offering",
  "amendment’s file name": "offering",
  "tab’s number": "offering",
  "tab’s title": "offering",
  "why a tab is omitted": "offering",
  "name of a set": "offering",
  "recipient outside": "offering",
  "address of a recipient outside": "offering",
  "reason of a build": "offering",
  "name on a link": "offering",
  "address on a link": "offering",
  "who purchases instead": "offering",
  "reason of a default’s withdrawal": "offering",

  // The purchase price is wired from the one side to the other.
  "what a fee is for": "money",
  "fee’s clause": "money",
  "who pays a fee": "money",
  "whom a fee is paid to": "money",
  beneficiary: "money",
  "beneficiary’s bank": "money",
  "routing number": "money",
  "account number": "money",
  "wire’s reference": "money",
  "beneficiary of a fee": "money",
  "bank for a fee": "money",

  // A writing that no waiver names yet is shown to no one, and is nothing yet.
  "file name of a waiver’s writing, before the waiver": "nobody",
  "text of a waiver’s writing, before the waiver": "nobody",

  // A file that was read for its list and not taken over is nobody’s.
  "file name of what was only read": "nobody",

  // What somebody types where it is refused is theirs, and may be a password that slipped into another field.
  "what was typed in vain": "nobody",

  // What opens a door.
  password: "nobody",
  passphrase: "nobody",
} as const satisfies Record<string, Whose>;

export type Place = keyof typeof places;

/** The one text that mails and the pages behind their links may say: whoever is asked in has to know to what. */
export const mayBeMailed: readonly Place[] = ["offering’s name"];

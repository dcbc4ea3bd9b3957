import type { PartyRole } from "../role";
import type { Clause, Limb, TemplateFacts } from "./template";

// Clauses that most agreements have in one form or another. Each is a description in our own words: whoever opens the
// offering puts the agreement's words in its place.

const hasPart = ({ roles }: TemplateFacts, role: PartyRole) => roles.includes(role);

/** The clauses, when somebody has the part that they are about. */
export const whenThereIs = (facts: TemplateFacts, role: PartyRole, ...clauses: readonly Clause[]) =>
  hasPart(facts, role) ? clauses : [];

export const leadIns = ({ term }: TemplateFacts): readonly Clause[] => [
  {
    among: "lead-in",
    kind: "representations-accuracy",
    title: "Representations true",
    text: `What the issuer represents in the agreement is true at and as of the ${term}.`,
  },
  {
    among: "lead-in",
    kind: "performance",
    title: "Obligations performed",
    text: `The issuer has done everything that the agreement has it do by the ${term}.`,
  },
];

export const registration: Clause = {
  kind: "filing",
  mode: "limbs",
  title: "Filing and registration",
  text: "The facts about the prospectus and the registration statement, each standing by itself.",
  limbs: [
    {
      past: true,
      title: "Prospectus filed in time",
      text: "The final prospectus was filed under Rule 424(b) within the time that the rule and the agreement allow.",
    },
    {
      past: true,
      title: "Free writing prospectuses filed",
      text: "Every pricing term sheet and other free writing prospectus that Rule 433 has the issuer file was filed in time.",
    },
    {
      title: "No stop order",
      text: "No order suspends the effectiveness of the registration statement, and none is begun or threatened.",
    },
    {
      title: "Requests for information met",
      text: "Whatever further information the Commission asked for was given to the Representatives’ satisfaction.",
    },
  ],
};

const dated = "time-of-delivery" as const;

export const issuersCounselOpinion = (facts: TemplateFacts, limbs: readonly Limb[]): Clause => ({
  kind: "opinion",
  title: "Opinion of issuer’s counsel",
  text: `Issuer’s counsel to the Representatives, dated the ${facts.term}, on the numbered matters below, with a letter of negative assurance.`,
  furnishedBy: ["issuer_counsel"],
  deliverables: [
    { title: "Opinion of issuer’s counsel", dated },
    { title: "Negative assurance letter of issuer’s counsel", dated },
  ],
  limbs: [
    ...limbs,
    {
      title: "Negative assurance",
      text: "Nothing came to counsel’s attention that makes the registration statement or the offering document untrue or misleading in a material way.",
    },
  ],
});

export const generalCounselOpinion = (facts: TemplateFacts): Clause => ({
  kind: "opinion",
  title: "Opinion of the general counsel",
  text: `The issuer’s general counsel to the Representatives, dated the ${facts.term}: subsidiaries, licences, litigation and existing contracts.`,
  furnishedBy: ["issuer_general_counsel"],
  deliverables: [{ title: "Opinion of the general counsel", dated }],
});

export const guarantorClauses = (facts: TemplateFacts): readonly Clause[] =>
  whenThereIs(facts, "guarantor", {
    kind: "certificate",
    title: "Guarantee",
    text: `Each guarantor has signed the guarantee, and its officers certify at the ${facts.term} what the issuer’s officers certify of the issuer.`,
    furnishedBy: ["guarantor"],
    deliverables: [
      { title: "Guarantee", dated: null },
      { title: "Certificate of each guarantor", dated },
    ],
  });

export const underwritersCounselOpinion = (facts: TemplateFacts): Clause => ({
  kind: "opinion",
  title: "Opinion of underwriters’ counsel",
  text: `Underwriters’ counsel to the Representatives, dated the ${facts.term}, on the matters that the Representatives ask for, with a letter of negative assurance.`,
  furnishedBy: ["underwriters_counsel"],
  requires: [
    { basis: "form", role: "representative", sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
  deliverables: [
    { title: "Opinion of underwriters’ counsel", dated },
    { title: "Negative assurance letter of underwriters’ counsel", dated },
  ],
});

/** The letter of the pricing date is given once; each delivery has a bring-down of its own. */
export const comfortLetters = ({ term, delivers }: TemplateFacts): Clause => ({
  kind: "comfort-letter",
  title: delivers === "option" ? "Bring-down comfort letter" : "Comfort letters",
  text:
    delivers === "option"
      ? `The accountants to the Representatives, dated the ${term}: the letter of the pricing date confirmed, with a cut-off shortly before.`
      : `The accountants to the Representatives: one letter at pricing, and one dated the ${term} that confirms it with a cut-off shortly before.`,
  ...(delivers === "option" && { deliverables: [{ title: "Bring-down comfort letter", dated }] }),
});

export const officersCertificate = ({ term }: TemplateFacts): Clause => ({
  kind: "officers-certificate",
  title: "Officers’ certificate",
  text: `Officers of the issuer to the Representatives, dated the ${term}: representations true, obligations performed, no stop order, no adverse change.`,
});

export const secretarysCertificate = ({ term }: TemplateFacts): Clause => ({
  kind: "certificate",
  title: "Secretary’s certificate and good standing",
  text: `Charter, by-laws, resolutions and incumbency certified at the ${term}, with recent certificates of good standing.`,
  deliverables: [
    { title: "Secretary’s certificate", dated },
    { title: "Certificate of good standing", dated: null },
  ],
});

export const noAdverseChange: Clause = {
  kind: "no-adverse-change",
  title: "No material adverse change",
  text: "Since the dates as of which the offering document speaks nothing has happened that in the Representatives’ judgment makes it impracticable or inadvisable to go on.",
  limbs: [
    {
      title: "No loss or interference",
      text: "No loss or interference with the business beyond what was disclosed.",
    },
    {
      title: "No change in capital or prospects",
      text: "No change in capital stock or long-term debt, nor in the affairs or prospects of the group, beyond what was disclosed.",
    },
  ],
};

export const noDowngrade: Clause = {
  kind: "no-downgrade",
  title: "No downgrade",
  text: "Since pricing no rating of the issuer’s securities was lowered or withdrawn, and none was put under review with negative implications.",
  limbs: [
    { title: "No rating lowered", text: "No rating agency lowered or withdrew a rating." },
    {
      title: "No negative review",
      text: "No rating agency announced a review or a change of outlook with possible negative implications.",
    },
  ],
};

export const marketOut: Clause = {
  kind: "market-out",
  title: "Market out",
  text: "Since pricing none of these happened to an extent that in the Representatives’ judgment makes it impracticable to go on.",
  limbs: [
    { title: "Exchange trading", text: "Trading on the principal exchanges was not suspended or materially limited." },
    { title: "Trading in the issuer’s securities", text: "Trading in the issuer’s own securities was not suspended." },
    { title: "Banking moratorium", text: "No moratorium on commercial banking, and no disruption of settlement." },
    {
      title: "Hostilities or calamity",
      text: "No outbreak or escalation of hostilities, no other calamity or crisis.",
    },
  ],
};

export const furtherDocuments: Clause = {
  kind: "other",
  title: "Further documents",
  text: "Whatever further certificates and documents the Representatives or their counsel reasonably asked for.",
  furnishedBy: ["issuer", "issuer_counsel"],
  requires: [
    { basis: "form", role: "underwriters_counsel", sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
};

/** A step of delivery against payment, confirmed by whoever takes it. */
export const step = (title: string, text: string, by: PartyRole): Clause => ({
  among: "mechanics",
  kind: "mechanics",
  title,
  text,
  furnishedBy: [by],
  requires: [
    { basis: "fact", role: by, sameDay: false },
    { basis: "judgment", role: "representative", sameDay: false },
  ],
});

/** Notice of what is taken up comes before a delivery of option securities alone. */
export const optionNotice = ({ delivers, term }: TemplateFacts, what: string): readonly Clause[] =>
  delivers === "option"
    ? [
        step(
          "Option exercised",
          `The Representatives gave notice of how many option ${what} are taken up and of the ${term}, in the time that the agreement asks for.`,
          "representative",
        ),
      ]
    : [];

export const payment = ({ term }: TemplateFacts, what: string): readonly Clause[] => [
  step(
    "Wire details",
    "The issuer named the account to be paid into, in the time that the agreement asks for.",
    "issuer",
  ),
  step("Purchase price paid", `The purchase price is paid at the ${term} in same-day funds.`, "representative"),
  step("Cross-receipt", `The issuer and the Representatives receipt for the funds and the ${what}.`, "issuer"),
];

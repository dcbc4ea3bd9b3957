import {
  comfortLetters,
  furtherDocuments,
  generalCounselOpinion,
  guarantorClauses,
  issuersCounselOpinion,
  leadIns,
  marketOut,
  noAdverseChange,
  officersCertificate,
  optionNotice,
  payment,
  secretarysCertificate,
  step,
  underwritersCounselOpinion,
  whenThereIs,
} from "./common-clauses";
import type { Clause, Template, TemplateFacts } from "./template";

/** A lock-up is signed once; at a later delivery it only has to be still in force. */
const lockUps = ({ delivers }: TemplateFacts): Clause => ({
  kind: "lock-up",
  title: "Lock-up agreements",
  text:
    delivers === "option"
      ? "The lock-up agreements of directors and officers that were given at pricing are in full force."
      : "Directors and officers gave their lock-up agreements before pricing, and all are in full force.",
});

export const convertibleNotes: Template = {
  id: "convertible-notes",
  name: "Convertible notes",
  what: "Notes convertible into common stock, sold to initial purchasers, usually with an option for more.",
  securities: "debt",
  usualTerm: "Closing Date",
  optionTerm: "Additional Closing Date",
  clauses: (facts) => [
    ...leadIns(facts),
    issuersCounselOpinion(facts, [
      { title: "Existence and power", text: "The issuer exists, is in good standing and has the power to act." },
      { title: "Purchase agreement", text: "The agreement is authorised, signed and delivered." },
      { title: "Indenture", text: "The indenture is authorised, valid and binding." },
      { title: "Notes", text: "The notes are authorised and, once authenticated and paid for, valid and binding." },
      {
        title: "Shares on conversion",
        text: "The shares issuable on conversion are authorised and reserved and, when issued, fully paid and free of preemptive rights.",
      },
      { title: "No conflict", text: "The issue breaks neither the charter nor listed contracts, law or orders." },
      { title: "No consents", text: "No consent of any authority is needed that was not had." },
      {
        title: "No registration needed",
        text: "The sale to the initial purchasers and their first resale, made as agreed, need no registration.",
      },
      {
        title: "Descriptions",
        text: "The descriptions of the notes, the stock and tax consequences are fair in all material ways.",
      },
      { title: "Investment Company Act", text: "The issuer is no investment company." },
    ]),
    ...whenThereIs(facts, "issuer_general_counsel", generalCounselOpinion(facts)),
    underwritersCounselOpinion(facts),
    comfortLetters(facts),
    noAdverseChange,
    marketOut,
    officersCertificate(facts),
    {
      kind: "certificate",
      title: "Chief financial officer’s certificate",
      text: `The chief financial officer certifies at the ${facts.term} the figures of the offering memorandum that the accountants cannot comfort.`,
      deliverables: [{ title: "Chief financial officer’s certificate", dated: "time-of-delivery" }],
    },
    secretarysCertificate(facts),
    ...guarantorClauses(facts),
    {
      kind: "certificate",
      title: "Indenture and trustee’s papers",
      text: "The indenture is signed; the trustee certifies its incumbency and the authentication of the notes on the issuer’s order.",
      furnishedBy: ["trustee", "issuer"],
      deliverables: [
        { title: "Indenture", dated: null },
        { title: "Order to authenticate", dated: "time-of-delivery" },
        { title: "Trustee’s certificate", dated: "time-of-delivery" },
      ],
    },
    {
      kind: "listing",
      title: "Listing of the conversion shares",
      text: "The exchange was told of the shares issuable on conversion and raised no objection.",
      deliverables: [{ title: "Notification to the exchange and its answer", dated: null }],
    },
    lockUps(facts),
    {
      kind: "consent",
      title: "Depositary eligibility",
      text: "The notes are eligible for clearance and settlement through the depositary.",
      deliverables: [{ title: "Letter of representations to the depositary", dated: null }],
    },
    furtherDocuments,
    ...optionNotice(facts, "notes"),
    step(
      "Notes credited",
      "The trustee authenticates the global note, and the depositary credits the initial purchasers.",
      "trustee",
    ),
    ...payment(facts, "notes"),
  ],
};

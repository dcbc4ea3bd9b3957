import {
  comfortLetters,
  furtherDocuments,
  generalCounselOpinion,
  issuersCounselOpinion,
  leadIns,
  marketOut,
  noAdverseChange,
  officersCertificate,
  optionNotice,
  payment,
  registration,
  secretarysCertificate,
  step,
  underwritersCounselOpinion,
  whenThereIs,
} from "./common-clauses";
import type { Clause, Template, TemplateFacts } from "./template";

const sellingHolder = ({ term }: TemplateFacts): readonly Clause[] => [
  {
    kind: "opinion",
    title: "Opinion of counsel for the selling holders",
    text: `Counsel for each selling holder to the Representatives, dated the ${term}: authority, title and transfer free of adverse claims.`,
    furnishedBy: ["selling_holder", "other_counsel"],
    deliverables: [{ title: "Opinion of counsel for the selling holders", dated: "time-of-delivery" }],
  },
  {
    kind: "certificate",
    title: "Certificate of the selling holders",
    text: `Each selling holder certifies at the ${term} that its representations are true and its obligations performed, and gives its tax form.`,
    furnishedBy: ["selling_holder"],
    deliverables: [
      { title: "Certificate of the selling holders", dated: "time-of-delivery" },
      { title: "Tax form of each selling holder", dated: null },
    ],
  },
];

export const commonStock: Template = {
  id: "common-stock",
  name: "Common stock with option",
  what: "A registered offering of common stock, firm shares and an option for more.",
  securities: "shares",
  usualTerm: "First Closing Date",
  optionTerm: "Option Closing Date",
  clauses: (facts) => [
    ...leadIns(facts),
    registration,
    {
      kind: "consent",
      title: "No objection to the underwriting terms",
      text: "The self-regulator raised no objection to the fairness of the underwriting terms, where it reviews them.",
      furnishedBy: ["underwriters_counsel"],
      requires: [
        { basis: "fact", role: "underwriters_counsel", sameDay: false },
        { basis: "judgment", role: "representative", sameDay: false },
      ],
      deliverables: [],
    },
    issuersCounselOpinion(facts, [
      { title: "Existence and power", text: "The issuer exists, is in good standing and has the power to act." },
      { title: "Underwriting agreement", text: "The agreement is authorised, signed and delivered." },
      {
        title: "Capital",
        text: "The capital is as the prospectus states it, and the outstanding shares are validly issued.",
      },
      {
        title: "Shares",
        text: "The shares are authorised and, when paid for, validly issued, fully paid and free of preemptive rights.",
      },
      { title: "No conflict", text: "The issue breaks neither the charter nor listed contracts, law or orders." },
      { title: "No consents", text: "No consent of any authority is needed that was not had." },
      { title: "Registration effective", text: "The registration statement is effective and complies as to form." },
      {
        title: "Descriptions",
        text: "The descriptions of the stock and of tax consequences are fair in all material ways.",
      },
      { title: "Investment Company Act", text: "The issuer is no investment company." },
    ]),
    ...whenThereIs(facts, "issuer_general_counsel", generalCounselOpinion(facts)),
    ...whenThereIs(facts, "selling_holder", ...sellingHolder(facts)),
    underwritersCounselOpinion(facts),
    comfortLetters(facts),
    noAdverseChange,
    marketOut,
    officersCertificate(facts),
    {
      kind: "certificate",
      title: "Chief financial officer’s certificate",
      text: `The chief financial officer certifies at the ${facts.term} the figures of the prospectus that the accountants cannot comfort.`,
      deliverables: [{ title: "Chief financial officer’s certificate", dated: "time-of-delivery" }],
    },
    secretarysCertificate(facts),
    {
      kind: "listing",
      title: "Listing of the shares",
      text: "The shares are approved for listing, subject only to notice of issuance.",
      deliverables: [{ title: "Listing approval", dated: null }],
    },
    {
      kind: "lock-up",
      title: "Lock-up agreements",
      text:
        facts.delivers === "option"
          ? "The lock-up agreements that were given at pricing are in full force."
          : "Directors, officers and the named holders gave their lock-up agreements before pricing, and all are in full force.",
    },
    furtherDocuments,
    ...optionNotice(facts, "shares"),
    step(
      "Instructions to the transfer agent",
      "The issuer instructed its transfer agent to issue and register the shares.",
      "issuer",
    ),
    step(
      "Shares credited",
      "The shares are issued in book-entry form and credited to the underwriters’ accounts.",
      "issuer",
    ),
    ...payment(facts, "shares"),
  ],
};

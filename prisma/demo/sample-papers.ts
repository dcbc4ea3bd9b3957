import {
  comfortLetter,
  commentsMemo,
  crossReceipt,
  officersCertificate,
  waiverLetter,
  wireInstructions,
} from "../../lib/demo-documents/closing-papers";
import type { Making, Occasion } from "../../lib/demo-documents/occasion";
import {
  companyCounselOpinion,
  generalCounselOpinion,
  relianceStatement,
  underwritersCounselOpinion,
} from "../../lib/demo-documents/opinions";

export const samplePrice = "$197,322,000.00";

const occasion: Occasion = {
  issuer: "The Hartford Financial Services Group, Inc.",
  securities: "$200,000,000 of 4.75% Senior Notes due March 1, 2014",
  representatives: ["Banc of America Securities LLC", "Banc One Capital Markets, Inc."],
  pricedOn: "2004-03-04",
  closesOn: "2004-03-09",
  rehearsal: true,
};

const draft = (mark: string) => ({ signed: false, date: "2004-03-09", mark });
const executed = { signed: true, date: "2004-03-09" };
type Stage = typeof executed | ReturnType<typeof draft>;

const giver = (name: string, line: string): Making["giver"] => [name, line];
const davisPolk = giver("Davis Polk & Wardwell", "Counsel to the underwriters");
const debevoise = giver("Debevoise & Plimpton LLP", "Counsel to the Company");
const wolin = giver("Neal S. Wolin, Esq.", "General Counsel of the Company");
const deloitte = giver("Deloitte and Touche LLP", "Independent accountants");
const company = giver("The Hartford Financial Services Group, Inc.", "Treasury");

const treasurer = { name: "John N. Giamalis", capacity: "Senior Vice President and Treasurer" };

const underwritersOpinion = (stage: Stage) =>
  underwritersCounselOpinion(occasion, { ...stage, giver: davisPolk, signatory: { name: davisPolk[0] } });
const companyOpinion = (stage: Stage) =>
  companyCounselOpinion(occasion, { ...stage, giver: debevoise, signatory: { name: debevoise[0] } });
const generalOpinion = (stage: Stage) =>
  generalCounselOpinion(occasion, { ...stage, giver: wolin, signatory: { name: "Neal S. Wolin" } });
const reliance = (stage: Stage) =>
  relianceStatement(occasion, { ...stage, giver: debevoise, signatory: { name: debevoise[0] } });
const accountants = { giver: deloitte, signatory: { name: deloitte[0] } };

/** The documents of the sample closing, each at the stages through which it goes. */
export const samplePapers = {
  underwritersOpinion: {
    draft: underwritersOpinion(draft("Draft of 4 March 2004")),
    executed: underwritersOpinion(executed),
  },
  companyOpinion: {
    draft: companyOpinion(draft("Draft of 4 March 2004")),
    comments: commentsMemo(
      occasion,
      { ...draft("Draft of 5 March 2004"), giver: davisPolk, signatory: { name: davisPolk[0] } },
      {
        on: `the opinion of ${debevoise[0]}`,
        to: [debevoise[0]],
        comments: [
          "Paragraph (i): say that the indenture was authorised, before saying that it binds.",
          "Paragraph (iii): the summary of the events of default should be covered too.",
          "Reliance: the statement should name the Representatives, and be dated the Time of Delivery.",
        ],
      },
    ),
    agreed: companyOpinion(draft("Agreed form of 5 March 2004")),
    execution: companyOpinion({ ...draft("Execution version"), date: "2004-03-09" }),
    executed: companyOpinion(executed),
  },
  reliance: {
    agreed: reliance(draft("Agreed form of 5 March 2004")),
    draft: reliance(draft("Draft of 8 March 2004")),
    executed: reliance(executed),
  },
  generalOpinion: {
    draft: generalOpinion(draft("Draft of 5 March 2004")),
    executed: generalOpinion(executed),
    corrected: generalOpinion({ ...executed, mark: "Corrected" }),
  },
  comfort: {
    original: comfortLetter(occasion, { ...executed, date: "2004-03-04", ...accountants }, "original"),
    bringDownDraft: comfortLetter(occasion, { ...draft("Draft of 8 March 2004"), ...accountants }, "bring-down"),
    bringDown: comfortLetter(occasion, { ...executed, ...accountants }, "bring-down"),
  },
  certificate: {
    draft: officersCertificate(occasion, {
      ...draft("Draft of 5 March 2004"),
      giver: company,
      signatory: treasurer,
    }),
    executed: officersCertificate(occasion, { ...executed, giver: company, signatory: treasurer }),
  },
  wire: wireInstructions(
    occasion,
    { ...executed, date: "2004-03-05", giver: company, signatory: treasurer },
    samplePrice,
  ),
  crossReceipt: crossReceipt(occasion, { ...executed, giver: company, signatory: treasurer }, samplePrice),
  waiver: (clause: string, scope: string) =>
    waiverLetter(
      occasion,
      { ...executed, giver: ["Banc of America Securities LLC"], signatory: { name: "Peter J. Carbone" } },
      { clause, scope },
    ),
};

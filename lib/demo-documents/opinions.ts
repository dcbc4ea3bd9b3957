import { type DocumentSpec, longDate, type Paragraph } from "./document-spec";
import { begun, type Making, type Occasion, toRepresentatives } from "./occasion";

/** The opinion of the company's outside counsel, in three numbered paragraphs, with leave to rely on it. */
export function companyCounselOpinion(occasion: Occasion, making: Making): DocumentSpec {
  const { issuer, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: `Opinion of ${making.giver[0]}`,
    addressee: [issuer],
    paragraphs: [
      ...opening(occasion, `We have acted as counsel to ${issuer}`),
      {
        number: "(i)",
        text: "The indenture has been signed and delivered by the Company and, where the trustee has done the same, binds the Company by its terms, as far as bankruptcy law and principles of equity let it.",
      },
      {
        number: "(ii)",
        text: "The securities, once the trustee has authenticated them and the underwriters have paid for them, will bind the Company by their terms, with the same reservation, and will have the benefit of the indenture.",
      },
      {
        number: "(iii)",
        text: "What the prospectus says of the terms of the securities and of the indenture is a fair summary of them in all respects that matter.",
      },
      ...lawCovered("the law of the State of New York and the federal law of the United States"),
      "The Representatives may rely on this letter as if it were addressed to them. A separate statement says so too.",
      `We speak as of ${longDate(closesOn)} and need not tell you of anything that changes afterwards.`,
    ],
  };
}

/** The opinion of underwriters' counsel on the subjects that an agreement usually names. */
export function underwritersCounselOpinion(occasion: Occasion, making: Making): DocumentSpec {
  return {
    ...begun(occasion, making),
    title: `Opinion of ${making.giver[0]}`,
    addressee: toRepresentatives(occasion),
    paragraphs: [
      ...opening(occasion, "We have acted as your counsel"),
      { number: "1.", text: "The pricing agreement has been duly authorised, signed and delivered by the Company." },
      {
        number: "2.",
        text: "The securities have been duly authorised and, once authenticated and paid for, will be valid and binding.",
      },
      { number: "3.", text: "The indenture is valid and binding, and is qualified under the Trust Indenture Act." },
      {
        number: "4.",
        text: "The registration statement and the prospectus, leaving aside financial statements and figures, appear on their face to answer to the form that the rules call for.",
      },
      {
        number: "5.",
        text: "In the course of our work nothing came to our attention that makes us believe that the prospectus says anything untrue that matters, or leaves out what is needed so that it does not mislead. We do not speak to the financial statements.",
      },
      ...lawCovered("the law of the State of New York and the federal law of the United States"),
    ],
  };
}

/** The opinion of the company's general counsel: six paragraphs, and a seventh of negative assurance in three parts. */
export function generalCounselOpinion(occasion: Occasion, making: Making): DocumentSpec {
  const { closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: "Opinion of the general counsel",
    addressee: toRepresentatives(occasion),
    paragraphs: [
      ...opening(occasion, "I am general counsel of the Company"),
      {
        number: "(i)",
        text: "The Company exists and is in good standing under the law of its state, with the power to own what it owns and to do its business.",
      },
      {
        number: "(ii)",
        text: "Each subsidiary that matters exists and is in good standing where it was formed, and its shares are validly issued and paid for.",
      },
      {
        number: "(iii)",
        text: "The Company has the capital that the prospectus describes, and its issued shares are duly authorised and paid for.",
      },
      {
        number: "(iv)",
        text: "The underwriting agreement and the pricing agreement have been duly authorised, signed and delivered by the Company.",
      },
      {
        number: "(v)",
        text: "Issuing and selling the securities does not breach the Company’s charter or by-laws, nor any law, order or important contract known to me.",
      },
      {
        number: "(vi)",
        text: "I know of no lawsuit or proceeding, pending or threatened, that the prospectus should have described and does not.",
      },
      {
        number: "(vii)",
        text: "Nothing has come to my attention that makes me believe that any of these is misleading:",
      },
      { number: "(a)", text: "the registration statement, when it became effective;" },
      { number: "(b)", text: "the prospectus, at its date;" },
      { number: "(c)", text: `the prospectus, on ${longDate(closesOn)}. I do not speak to the financial statements.` },
    ],
  };
}

/** The short letter by which the Representatives may rely on an opinion that is addressed to the company. */
export function relianceStatement(occasion: Occasion, making: Making): DocumentSpec {
  const { issuer, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: "Reliance statement for the Representatives",
    addressee: toRepresentatives(occasion),
    paragraphs: [
      `On ${longDate(closesOn)} we gave ${issuer} our opinion about the securities named above.`,
      "You may rely on that opinion as if we had addressed it to you. Nobody else may, and you may give it to no one but your own counsel, a regulator that asks for it, or a court.",
    ],
  };
}

const opening = ({ securities, pricedOn }: Occasion, who: string): Paragraph[] => [
  `${who} in connection with the sale to the several underwriters of ${securities}, under the underwriting agreement and the pricing agreement of ${longDate(pricedOn)}.`,
  "For this letter the records, certificates and documents that seemed necessary were read. Signatures were taken to be real, and copies to be like their originals. On that footing:",
];

const lawCovered = (law: string): Paragraph[] => [`This letter deals with ${law}, and with no other.`];

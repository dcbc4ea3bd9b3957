import {
  comfortLetter,
  lockUpAgreement,
  officersCertificate,
  plainLetter,
} from "../../lib/demo-documents/closing-papers";
import type { DocumentSpec } from "../../lib/demo-documents/document-spec";
import type { Making, Occasion } from "../../lib/demo-documents/occasion";
import { companyCounselOpinion, underwritersCounselOpinion } from "../../lib/demo-documents/opinions";
import type { ConditionKind } from "../../lib/domain/kind";
import type { DemoParty } from "./sample-people";

export type Paper = {
  occasion: Occasion;
  kind: ConditionKind;
  title: string;
  dated: "time-of-delivery" | "pricing-date" | null;
  /** The party that gives it. */
  by: DemoParty;
};

/** The document that a condition of an invented offering calls for: signed, or a draft with its mark. */
export function paperFor({ occasion, kind, title, dated, by }: Paper, mark?: string): DocumentSpec {
  const [signer] = by.people;
  const making: Making = {
    giver: [by.name],
    date: dated === "pricing-date" ? occasion.pricedOn : occasion.closesOn,
    signatory: { name: signer?.name ?? by.name, ...(signer && { capacity: signer.title }) },
    signed: mark === undefined,
    ...(mark !== undefined && { mark }),
  };
  const to = occasion.representatives;
  switch (kind) {
    case "opinion":
      if (title.startsWith("Negative assurance")) return negativeAssurance(occasion, making, title);
      return by.role === "underwriters_counsel"
        ? underwritersCounselOpinion(occasion, making)
        : companyCounselOpinion(occasion, making);
    case "comfort-letter":
      return comfortLetter(occasion, making, dated === "pricing-date" ? "original" : "bring-down");
    case "officers-certificate":
      return officersCertificate(occasion, making);
    case "lock-up":
      return lockUpAgreement(occasion, making, 60);
    case "listing":
      return plainLetter(occasion, making, {
        title,
        to,
        paragraphs: ["The exchange has approved the securities for listing, subject to notice of issue."],
      });
    default:
      return plainLetter(occasion, making, {
        title,
        to,
        paragraphs: [
          `We give you this for the closing of the sale of ${occasion.securities}. What is enclosed is complete and in force today.`,
          "Whoever signed for us holds the office under which the signature stands.",
        ],
      });
  }
}

const negativeAssurance = (occasion: Occasion, making: Making, title: string) =>
  plainLetter(occasion, making, {
    title,
    to: occasion.representatives,
    paragraphs: [
      "We took part in the conferences at which the prospectus was gone through. We did not check every statement in it, and answer for none of them.",
      "On that footing: nothing came to our attention that makes us believe that the registration statement or the prospectus misstates or leaves out anything that matters. We do not speak to the financial statements.",
    ],
  });

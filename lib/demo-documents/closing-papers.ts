import { type DocumentSpec, longDate } from "./document-spec";
import { begun, type Making, type Occasion, toRepresentatives } from "./occasion";

/** The accountants' letter on the figures: the original of the pricing date, or the one that brings it down. */
export function comfortLetter(occasion: Occasion, making: Making, which: "original" | "bring-down"): DocumentSpec {
  const { issuer, pricedOn } = occasion;
  const original = which === "original";
  return {
    ...begun(occasion, making),
    title: original ? "Comfort letter of the pricing date" : "Bring-down comfort letter",
    addressee: [issuer, ...toRepresentatives(occasion)],
    paragraphs: original
      ? [
          `We have audited the yearly financial statements of ${issuer} that the prospectus takes in by reference, and are independent of it as the rules require.`,
          {
            number: "1.",
            text: "In our opinion those statements meet, as to their form, the accounting rules of the Commission.",
          },
          {
            number: "2.",
            text: "We read the minutes and the latest unaudited figures, and asked those who keep the books. Nothing we learned makes us think that those figures need correcting.",
          },
          {
            number: "3.",
            text: "Up to the third business day before this letter there was no fall in shareholders’ equity and no rise in long-term debt beyond what the prospectus tells.",
          },
          {
            number: "4.",
            text: "We compared the figures marked in the copy enclosed with the Company’s records, and they agree.",
          },
          "This letter is for the Company and the underwriters alone, to help them in their own inquiry.",
        ]
      : [
          `We refer to our letter of ${longDate(pricedOn)} and say again, as of today, all that we said in it, with these changes:`,
          { number: "(a)", text: "the date to which our inquiries run is the third business day before this letter;" },
          { number: "(b)", text: "the figures compared are those of the prospectus in its final form." },
          "This letter is for the Company and the underwriters alone, to help them in their own inquiry.",
        ],
  };
}

/** The certificate of the company's officers at the Time of Delivery. */
export function officersCertificate(occasion: Occasion, making: Making): DocumentSpec {
  const { issuer, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: "Officers’ certificate",
    addressee: toRepresentatives(occasion),
    paragraphs: [
      `For ${issuer}, and not for myself, I certify as of the Time of Delivery on ${longDate(closesOn)}:`,
      { number: "1.", text: "What the Company represents in the underwriting agreement is true today." },
      { number: "2.", text: "The Company has done all that it had to do before the Time of Delivery." },
      {
        number: "3.",
        text: "No stop order has been issued, no proceeding for one was begun or, as far as the Company knows, is threatened, and the Commission’s requests for information have been met.",
      },
      {
        number: "4.",
        text: "Since the dates as of which the prospectus speaks there has been no loss and no change of the kind that the underwriting agreement describes, beyond what the prospectus tells.",
      },
    ],
  };
}

/** What counsel of one side say about a draft of another, point by point. */
export function commentsMemo(
  occasion: Occasion,
  making: Making,
  { on, to, comments }: { on: string; to: readonly string[]; comments: readonly string[] },
): DocumentSpec {
  return {
    ...begun(occasion, making),
    title: `Comments on ${on}`,
    addressee: to,
    signature: null,
    paragraphs: [
      `Our comments on the draft of ${on} follow. Our clients are reading it at the same time, and may have more.`,
      ...comments.map((text, index) => ({ number: `${index + 1}.`, text })),
    ],
  };
}

/** The writing by which the Representatives give up one condition at one Time of Delivery. */
export function waiverLetter(
  occasion: Occasion,
  making: Making,
  { clause, scope }: { clause: string; scope: string },
): DocumentSpec {
  const { issuer, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: `Waiver of Section ${clause}`,
    addressee: [issuer],
    paragraphs: [
      `For the Time of Delivery on ${longDate(closesOn)} the Representatives, for the several underwriters, waive the condition of Section ${clause}.`,
      `The waiver goes so far and no further: ${scope}`,
      "Every other condition stands as it is, and nothing here changes what the Company owes under the agreement.",
    ],
  };
}

/** The account into which the price is to be paid: of an invented bank, and impossible as a real one. */
export function wireInstructions(occasion: Occasion, making: Making, amount: string): DocumentSpec {
  return {
    ...begun(occasion, making),
    title: "Wire instructions",
    addressee: toRepresentatives(occasion),
    paragraphs: [
      `Please pay ${amount} in federal (same-day) funds to:`,
      { number: "Bank", text: "Sample National Bank, New York (there is no such bank)" },
      { number: "No.", text: "000-000-0000" },
      "Call the treasurer on the number you already have before you pay; never on a number from a message.",
    ],
  };
}

/** The receipt that each side gives the other: the money for the one, the securities for the other. */
export function crossReceipt(occasion: Occasion, making: Making, amount: string): DocumentSpec {
  const { issuer, securities, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: "Cross-receipt",
    addressee: [issuer, ...toRepresentatives(occasion)],
    paragraphs: [
      `${longDate(closesOn)}, at the Time of Delivery.`,
      { number: "1.", text: `${issuer} has received ${amount} in federal (same-day) funds.` },
      { number: "2.", text: `The Representatives, for the several underwriters, have received ${securities}.` },
    ],
  };
}

/** The company's order to the trustee to authenticate the global note. */
export function authenticationOrder(occasion: Occasion, making: Making, trustee: string): DocumentSpec {
  const { securities, closesOn } = occasion;
  return {
    ...begun(occasion, making),
    title: "Authentication order",
    addressee: [trustee, "as Trustee"],
    paragraphs: [
      `Please authenticate on ${longDate(closesOn)} the global note for ${securities}, registered in the depositary’s nominee, and hold it for the depositary.`,
      "The terms are those that the board’s committee has fixed; a certified copy of its resolution is enclosed.",
    ],
  };
}

/** What a director or holder promises: to sell nothing for a while. */
export function lockUpAgreement(occasion: Occasion, making: Making, days: number): DocumentSpec {
  const { pricedOn } = occasion;
  return {
    ...begun(occasion, making),
    title: `Lock-up agreement of ${making.signatory.name}`,
    addressee: toRepresentatives(occasion),
    paragraphs: [
      `For ${days} days from ${longDate(pricedOn)} I will not offer, sell, pledge or otherwise part with shares of the Company or anything that becomes them, unless the Representatives agree in writing.`,
      "Gifts and transfers within the family are free if whoever receives the shares promises the same.",
    ],
  };
}

/** A letter of any other kind: a listing approval, a consent, a certificate. */
export function plainLetter(
  occasion: Occasion,
  making: Making,
  { title, to, paragraphs }: { title: string; to: readonly string[]; paragraphs: readonly string[] },
): DocumentSpec {
  return { ...begun(occasion, making), title, addressee: to, paragraphs };
}

import { expect, test } from "vitest";
import { readAgreement } from "./read-agreement";
import { outlineOf } from "./samples/outline-of";

/** One clause as agreements word it, with the kind and the furnisher that a reader must find. */
const clauses: readonly [expected: string, words: string][] = [
  [
    "opinion issuer_counsel",
    "The Representatives shall have received on the Closing Date an opinion of Dow & Lay LLP, outside counsel for the Company, dated the Closing Date, covering the matters in Exhibit A.",
  ],
  [
    "opinion issuer_counsel",
    "Dow & Lay LLP shall have furnished to the Representatives, at the request of the Company, its written opinion and letter as counsel to the Company, dated the Closing Date.",
  ],
  [
    "opinion issuer_counsel",
    "You shall have received an opinion (satisfactory to you and counsel for the Underwriters), dated the Closing Date, of Dow & Lay, P.C., counsel for the Company and the Guarantors, to the effect that no stop order has been issued and that there is no material adverse change.",
  ],
  [
    "opinion issuer_counsel",
    "The Company shall have requested and caused Mourant & Carey, Jersey counsel for the Company, to have furnished to the Representatives its opinion dated the Closing Date.",
  ],
  [
    "opinion issuer_counsel",
    "At the Closing Time, the Representatives shall have received the favorable opinion of tax counsel to the Company, Frye & Holt LLP, dated the Closing Time.",
  ],
  [
    "opinion issuer_counsel",
    "The Initial Purchasers shall have received, in form and substance satisfactory to them, opinions of (i) Dow & Lay LLP, counsel for the Company, and (ii) Ortega y Paz, S.C., Mexican counsel for the Company, each dated the Closing Date.",
  ],
  [
    "opinion issuer_counsel",
    "The Underwriters shall have received an opinion, dated the Closing Date, of Harmon Webb LLP, regulatory counsel to the Company, with respect to FDA matters.",
  ],
  [
    "opinion issuer_general_counsel",
    "The Representatives shall have received an opinion of Mary Roe, Esq., Vice President and Associate General Counsel of the Company, dated the Closing Date.",
  ],
  [
    "opinion issuer_general_counsel",
    "At the Closing Date, the Underwriters will have received the written opinion of the General Counsel of the Company, addressed to the Underwriters and dated the Closing Date.",
  ],
  [
    "opinion issuer_general_counsel",
    "John Q. Doe, Chief Legal Officer of the Company, will have furnished to you his written opinion, dated the Closing Date, in form satisfactory to you.",
  ],
  [
    "opinion underwriters_counsel",
    "The Representatives shall have received on and as of the Closing Date an opinion and 10b-5 statement of Rye & Barr LLP, counsel for the Underwriters, with respect to such matters as the Representatives may reasonably request, and such counsel will have received such documents and information as they reasonably ask for to enable them to pass upon that matters.",
  ],
  [
    "opinion underwriters_counsel",
    "You shall have received from Rye & Barr LLP, your counsel, such opinion or opinions, dated the Closing Date, as you may require.",
  ],
  [
    "opinion underwriters_counsel",
    "The Placement Agent shall have received the opinion of Rye & Barr LLP, counsel to the Placement Agent, dated the Closing Date.",
  ],
  [
    "opinion other_counsel",
    "Counsel for the Trustee shall have furnished to the Underwriters its opinion, dated the Closing Date, as to the Indenture.",
  ],
  [
    "opinion other_counsel",
    "The Representatives shall have received an opinion of Pike & Moor LLP, counsel for the Selling Stockholders, dated the Closing Date, substantially in the form of Exhibit C.",
  ],
  [
    "comfort-letter accountants",
    "On the date of this Agreement and on the Closing Date, KPMG LLP shall have furnished to the Representatives, at the request of the Company, letters, dated the respective dates of delivery thereof and addressed to the Underwriters, containing statements of the type customarily included in accountants' comfort letters.",
  ],
  [
    "comfort-letter accountants",
    "The Representatives shall have received from PricewaterhouseCoopers LLP, independent certified public accountants for the Company, letters dated the date hereof and the Closing Date, stating in effect that in their opinion the financial statements comply as to form.",
  ],
  [
    "comfort-letter accountants",
    "At the time of execution of this Agreement, you shall have received from Crowe Bell, independent auditors, a letter dated such date, confirming that they are independent public accountants.",
  ],
  [
    "comfort-letter accountants",
    "On the Closing Date, the Representatives shall have received a letter, dated the Closing Date, from the independent petroleum engineers and from Ernst & Young LLP to the effect that they reaffirm the statements in their earlier letter, except that the cut-off date shall be three business days before.",
  ],
  [
    "officers-certificate issuer",
    "The Representatives shall have received on and as of the Closing Date a certificate of an executive officer of the Company who has specific knowledge of the Company's financial matters (i) confirming that such officer has reviewed the Registration Statement and (ii) to the effect set forth in paragraphs (a) and (c) above.",
  ],
  [
    "officers-certificate issuer",
    "The Company shall have delivered to you a certificate, executed by its Chairman and its Chief Financial Officer and dated the Closing Date, stating that its representations are true and correct, that it has performed all its agreements and that no stop order has been issued.",
  ],
  [
    "officers-certificate issuer",
    "You shall have received on the Closing Date a certificate of the Company, signed on its behalf by two officers, as to the accuracy of its representations and warranties and the performance of its obligations.",
  ],
  [
    "officers-certificate selling_holder",
    "The Representatives shall have received a certificate, dated the Closing Date, signed by or on behalf of each Selling Stockholder, to the effect that the representations of such Selling Stockholder are true and correct.",
  ],
  [
    "no-adverse-change -",
    "Since the respective dates for which information is given in the Pricing Prospectus there will not have been any material adverse change, and any development involving a prospective material adverse change, in the condition of the Company.",
  ],
  [
    "no-adverse-change -",
    "No event or condition of a type described in Section 3(g) hereof shall have occurred or shall exist, which has had a Material Adverse Effect and is not described in the Prospectus, and the effect of which in the judgment of the Representatives makes it impracticable to proceed with the offering.",
  ],
  [
    "no-adverse-change -",
    "Neither the Company nor any of its subsidiaries shall have sustained, since its latest audited financial statements, any loss or interference with its business, be it from fire, explosion, flood or any other disaster.",
  ],
  [
    "no-downgrade -",
    "Subsequent to the execution of this Agreement, no downgrading shall have occurred in the rating accorded any securities of the Company by any nationally recognized statistical rating organization, and no such organization shall have announced that it has its rating under surveillance or review.",
  ],
  [
    "no-downgrade -",
    "There shall not have occurred any lowering of the rating of any of the Company's debt securities by Moody's Investors Service or Standard & Poor's, or notice of any intended lowering.",
  ],
  [
    "market-out -",
    "There will not have occurred one of these: (i) a suspension and material limitation in trading within securities generally on the New York Stock Exchange; (ii) a general moratorium on commercial banking activities; or (iii) an outbreak or escalation of hostilities.",
  ],
  [
    "market-out -",
    "Trading in the Company's common stock shall not have been suspended by the Commission or the Nasdaq Global Market, and no banking moratorium shall have been declared by Federal or New York authorities.",
  ],
  [
    "filing issuer",
    "No order suspending the effectiveness of the Registration Statement shall be in effect, and no proceeding for such purpose shall be pending before the Commission; the Prospectus shall have been timely filed under Rule 424(b); and all requests by the Commission for additional information will have been complied with.",
  ],
  [
    "filing issuer",
    "The Registration Statement shall have become effective, or if a post-effective amendment is required to be filed, that amendment shall have become effective, not later than 5:30 P.M., New York City time, on the date hereof.",
  ],
  [
    "listing issuer",
    "The Shares to be delivered on the Closing Date shall have been approved for listing on the NYSE, subject to official notice of issuance.",
  ],
  [
    "listing issuer",
    "An application for listing of the Notes on the Official List of the Luxembourg Stock Exchange shall have been made, and the Securities shall have been authorized for quotation on Nasdaq.",
  ],
  [
    "lock-up issuer",
    "The lock-up agreements between you and certain shareholders, officers and directors of the Company relating to sales of Common Stock, delivered to you on or before the date hereof, shall be in full force and effect on the Closing Date.",
  ],
  [
    "lock-up issuer",
    "Prior to the execution of this Agreement, each executive officer and director of the Company shall have agreed with the Representatives in writing not to sell shares of Common Stock for 90 days.",
  ],
  [
    "certificate issuer",
    "The Representatives shall have received on the Closing Date a certificate of the Secretary of the Company as to its charter, by-laws and resolutions and the incumbency of its officers.",
  ],
  [
    "certificate issuer",
    "The Representatives shall have received on and as of the Closing Date satisfactory evidence of the good standing of the Company and its subsidiaries in their respective jurisdictions of organization, in writing from the appropriate authorities.",
  ],
  [
    "other issuer",
    "On or before the Closing Date, the Company shall have given to the Representatives such further certificates and documents as the Representatives may reasonably request.",
  ],
  [
    "other other",
    "FINRA shall have confirmed that it has not raised any objection with respect to the fairness and reasonableness of the underwriting terms and arrangements.",
  ],
  [
    "representations-accuracy -",
    "All of the representations and warranties of the Company contained in this Agreement shall be true and correct on the Closing Date with those same force and effect as if made on and as of those Closing Date.",
  ],
  [
    "performance issuer",
    "The Company shall have performed all of its covenants and agreements contained herein and required to be performed at or prior to the Closing Date.",
  ],
  [
    "other -",
    "No action shall have been taken and no statute, rule, regulation or order shall have been enacted by any governmental authority that would, as of the Closing Date, prevent the issuance or sale of the Notes.",
  ],
  [
    "other issuer",
    "The Company, the Guarantors and the Trustee shall have entered into the Supplemental Indenture, and the Representatives shall have received executed counterparts thereof.",
  ],
  [
    "no-adverse-change issuer",
    "There shall not have been any material adverse change in the condition of the Company, and the Representatives shall have received a certificate of the President of the Company, dated the Closing Date, to that effect.",
  ],
];

test.each(clauses)("%s: %s", async (expected, words) => {
  const text = `UNDERWRITING AGREEMENT\nMay 3, 2006\nLadies and Gentlemen:\nAcme Steel Corporation, an Ohio corporation (the "Company"), proposes to sell its 7.00% Notes due 2016 to the underwriters (the "Underwriters") under the Prospectus.\n1. Sale. The Underwriters buy.\n2. Covenants. The Underwriters may ask.\n3. Conditions of the Underwriters' Obligations. The obligations of the Underwriters are subject to the following conditions:\n(a) ${words}\n(b) The Underwriters shall have received what they ask for.\n4. Law. New York law governs.`;
  const result = await readAgreement(new TextEncoder().encode(text), "clause");
  if (!result.ok) throw new Error(result.error.code);
  const line =
    outlineOf(result.value.reading)
      .split("\n")
      .find((each) => each.startsWith("3(a) ")) ?? "";
  expect(line.split(" ").slice(1, 3).join(" ")).toBe(expected);
});

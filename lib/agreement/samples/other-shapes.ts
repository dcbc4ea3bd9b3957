import { plain, type Sample } from "./sample";

/** Roman main sections, an effectiveness condition in the lead-in, limbs that begin a clause. */
export const roman: Sample = {
  name: "sections in Roman numbers",
  issuer: "Harrow Utilities plc",
  term: "Closing Date",
  at: "1997-03-21T10:00:00-05:00[America/New_York]",
  text: plain(`
    UNDERWRITING AGREEMENT
    March 17, 1997
    Stowe & Company Incorporated
    Bellweather Brothers Inc
    c/o Stowe & Company Incorporated
    1585 Harbor Way
    New York, New York 10036
    Dear Sirs and Mesdames:
    Harrow Utilities plc, a public limited company organized under the laws of England (the "Company"), intends to issue and sell to the several Underwriters named within Schedule I hereto (the "Underwriters") its American Depositary Shares (the "Shares").
    I. The Company represents and warrants to each of the Underwriters that the Registration Statement has become effective.
    II. The Company agrees to sell to the several Underwriters the Firm Shares at U.S.$27.16 a share.
    III. The Company is advised by you that the Underwriters propose to make a public offering.
    IV. Payment for the Firm Shares shall be made at the office of Cape & Moor, 450 Dock Street, New York, New York, at 10:00 A.M., local time, New York, on March 21, 1997, or at such other time as shall be designated in writing by you. The time and date of such payment are hereinafter referred to as the "Closing Date". The time and date of payment for Additional Shares are hereinafter referred to as the "Option Closing Date".
    V. The obligations of the Company to sell the Shares and the several obligations of the Underwriters to purchase and pay for the Shares on the Closing Date are subject to the condition that the Registration Statement shall have become effective not later than 5:00 P.M. (New York time) on the date hereof.
    The several obligations of the Underwriters are subject to the following further conditions:
    (a) Subsequent to the execution and delivery of this Agreement and prior to those Closing Date:
    (i) there shall not have occurred any downgrading, nor will any notice have been given of any intended downgrading, within the rating accorded any of the Company's securities by an "nationally recognized statistical rating organization," as such term is defined for purposes of Rule 436(g)(2) under the Securities Act; and
    (ii) there shall not have occurred any change in the condition, financial or otherwise, of the Company that, in your judgment, is material and adverse.
    (b) The Underwriters will have received on the Closing Date a certificate, dated those Closing Date and signed by an executive officer of those Company, to the effect set forth within clause (a)(i) above and to this effect, that the representations and warranties of the Company contained within this Agreement are true and correct.
    (c) The Underwriters will have received on the Closing Date an opinion of Thorne Abbey, English solicitors for the Company, dated the Closing Date, to the effect that
    (i) the Company is duly incorporated;
    (ii) the Shares are fully paid; and
    (iii) this Agreement has been duly authorized.
    (d) The Underwriters will have received on the Closing Date an opinion of Cape & Moor, special United States counsel for the Company, dated the Closing Date, covering the matters referred to in Exhibit A.
    (e) The Underwriters will have received on the Closing Date an opinion of Gale Ross & Pym, counsel for the Underwriters, dated the Closing Date, covering the matters referred to in subparagraphs (ii) and (iii) of paragraph (c) above.
    The opinion of Thorne Abbey described in paragraph (c) above shall be rendered to the Underwriters at the request of the Company and shall so state therein.
    (f) The Underwriters shall have received, on each of the date hereof and the Closing Date, a letter dated the date hereof or the Closing Date, as the case may be, in form and substance satisfactory to the Underwriters, from Penhale Lisle, independent chartered accountants, containing statements of the type ordinarily included in accountants' "comfort letters" to underwriters.
    (g) The "lock-up" agreements, each substantially in the form of Exhibit B hereto, between you and certain shareholders, officers and directors of the Company shall be in full force and effect on the Closing Date.
    The several obligations of the Underwriters to purchase Additional Shares hereunder are subject to the delivery to you on the Option Closing Date of such documents as you may reasonably request with respect to the good standing of the Company.
    VI. In further consideration of the agreements of the Underwriters, the Company covenants: (a) to furnish you copies; (b) to advise you.
    VII. The Company agrees to indemnify each Underwriter.
    VIII. This Agreement shall be subject to termination by notice given by you to the Company.
    IX. If any one or more of the Underwriters will fail or refuse to purchase Shares, and the aggregate number is not more than one-tenth of the aggregate number of the Shares, the others are obligated. If arrangements are not made within 36 hours after such default, this Agreement will terminate. You may postpone the Closing Date, but never for longer than seven days.
    X. This Agreement will be governed by and construed under the laws of the State of New York.`),
  outline: plain(`
    V
    lead filing
    V(a) no-downgrade - (i) (ii)
    V(b) officers-certificate issuer
    V(c) opinion issuer_counsel (i) (ii) (iii)
    V(d) opinion issuer_counsel
    V(e) opinion underwriters_counsel
    V(f) comfort-letter accountants
    V(g) lock-up issuer
    unassigned 1`),
};

/** Certificates backed by loans: a depositor and a seller, counsel of the trustee, ratings, terms agreements. */
export const assetBacked: Sample = {
  name: "asset-backed certificates of a depositor",
  issuer: "Cobalt Mortgage Acceptance Corp.",
  term: "Closing Date",
  text: plain(`
    COBALT MORTGAGE ACCEPTANCE CORP.
    Mortgage Pass-Through Certificates
    UNDERWRITING AGREEMENT
    June 24, 2003
    Merle Hobson Inc.
    80 Slip Lane
    New York, New York 10013
    Ladies and Gentlemen:
    1. Introduction. Cobalt Mortgage Acceptance Corp., a Delaware corporation (the "Depositor"), may offer for sale to you as underwriter (the "Underwriter") certain of its Mortgage Pass-Through Certificates (the "Certificates") under a pooling and servicing agreement among the Depositor, Cobalt Home Loans Inc., as seller (the "Seller"), and Dalton Trust Company, as trustee (the "Trustee").
    2. Representations and Warranties. The Depositor represents to the Underwriter that the Registration Statement is effective.
    3. Purchase and Sale. The Depositor agrees to sell the Certificates specified in the Terms Agreement.
    4. Delivery and Payment. Delivery of the Certificates shall be made at the offices of Tull Ames LLP on the date agreed (each such date being herein called a "Closing Date").
    5. Agreements. The Depositor agrees with the Underwriter that it will file the Prospectus Supplement.
    6. Conditions to the Obligations of the Underwriter. The obligations of the Underwriter to purchase the Certificates shall be subject to the accuracy of the representations and warranties of the Depositor contained herein, to the accuracy of the statements of the Depositor made in any officer's certificate pursuant to the provisions hereof, to the performance by the Depositor of its obligations hereunder and to the following additional conditions:
    a. No stop order suspending the effectiveness of the Registration Statement shall have been issued and no proceedings for that purpose will have been instituted or threatened.
    b. The Depositor shall have delivered to the Underwriter a certificate, dated the Closing Date, signed by an authorized officer of the Depositor to the effect that the signer has examined this Agreement and that: (i) the representations of the Depositor are true and correct in all material respects; and (ii) the Depositor has satisfied all the conditions on its part.
    c. The Underwriter shall have received from Tull Ames LLP, counsel for the Depositor and the Seller, a favorable opinion, dated the Closing Date and satisfactory in form and substance to the Underwriter.
    d. The Underwriter shall have received from counsel for the Trustee a favorable opinion, dated the Closing Date, to the effect that the Trustee has duly executed the pooling and servicing agreement.
    e. The Underwriter shall have received from Greville & Sons, certified public accountants, a letter dated the date hereof, satisfactory in form and substance to the Underwriter, to the effect that they have performed certain agreed-upon procedures on the loans described in the Prospectus Supplement.
    f. The Certificates shall have been rated "AAA" by each rating agency named in the Terms Agreement, and no notice of a downgrading of that rating shall have been given.
    g. Since the date of the Terms Agreement there shall have been no material adverse change in the condition of the Depositor or the Seller.
    h. The Depositor will furnish the Underwriter with such further information, certificates and documents as it may reasonably request.
    If any of the conditions specified in this Section 6 will not have been fulfilled, this Agreement may be canceled by the Underwriter.
    7. Indemnification and Contribution. (a) The Depositor agrees to indemnify the Underwriter.
    8. Termination. The Underwriter may terminate this Agreement.
    9. Applicable Law. This Agreement will be governed by the laws of the State of New York.`),
  outline: plain(`
    6 Conditions to the Obligations of the Underwriter
    lead representations-accuracy representations-accuracy performance
    6(a) filing issuer
    6(b) officers-certificate issuer (i) (ii)
    6(c) opinion issuer_counsel
    6(d) opinion other_counsel
    6(e) comfort-letter accountants
    6(f) no-downgrade -
    6(g) no-adverse-change -
    6(h) other issuer
    unassigned 1`),
};

/** Headings in capitals and no section numbers at all; every condition in one paragraph with the next. */
export const unnumbered: Sample = {
  name: "headings without numbers and clauses in running words",
  issuer: "Alder Creek Bancorp",
  term: "Closing Date",
  at: "2009-09-30",
  text: plain(`
    PLACEMENT AGENCY AGREEMENT
    September 24, 2009
    Vickers Lane Partners LLC
    12 Arch Street
    Philadelphia, Pennsylvania 19106
    Gentlemen:
    Alder Creek Bancorp, a Pennsylvania corporation (the "Company"), proposes to issue and sell to investors 1,200,000 shares of its preferred stock (the "Securities") and agrees with Vickers Lane Partners LLC (the "Placement Agent") as follows.
    AGREEMENT TO ACT AS PLACEMENT AGENT
    The Placement Agent agrees to place the Securities on a best efforts basis. The closing shall take place on September 30, 2009 (the "Closing Date").
    REPRESENTATIONS AND WARRANTIES
    The Company represents that it is a bank holding company.
    CONDITIONS OF THE PLACEMENT AGENT'S OBLIGATIONS
    The obligations of the Placement Agent hereunder are subject to the accuracy of the representations of the Company, to the performance by the Company of its obligations, and to the following: (a) no stop order suspending the effectiveness of the Registration Statement shall have been issued; (b) the Placement Agent shall have received on the Closing Date the opinion of Hollis & Brand LLP, counsel for the Company, dated the Closing Date; (c) the Placement Agent shall have received on the Closing Date a letter from Crane Tolliver LLP, independent accountants; (d) the Company shall have furnished a certificate of its chief executive officer, dated the Closing Date, to the effect that (i) the representations are true and correct and (ii) no stop order has been issued; and (e) the Placement Agent shall have received lock-up agreements from each director of the Company.
    INDEMNIFICATION
    The Company will indemnify the Placement Agent.
    GOVERNING LAW
    This Agreement shall be governed by the laws of the Commonwealth of Pennsylvania.`),
  outline: plain(`
    - CONDITIONS OF THE PLACEMENT AGENT'S OBLIGATIONS
    lead representations-accuracy performance
    (a) filing issuer
    (b) opinion issuer_counsel
    (c) comfort-letter accountants
    (d) officers-certificate issuer (i) (ii)
    (e) lock-up issuer
    unassigned 0`),
};

/** A section whose first lettered paragraph holds the underwriters' conditions and whose second the company's. */
export const twoSided: Sample = {
  name: "numbered conditions, a label left out, a pointer to nothing",
  issuer: "Marlowe Shipping Limited",
  term: "Delivery Date",
  at: "2013-12-05T10:00:00-05:00[America/New_York]",
  text: plain(`
    MARLOWE SHIPPING LIMITED
    3,000,000 Common Shares
    UNDERWRITING AGREEMENT
    December 2, 2013
    Pascoe Reed Inc.
    As Representative of the several Underwriters
    named in Schedule 1
    9 Tower Row
    New York, New York 10019
    Ladies and Gentlemen:
    Marlowe Shipping Limited, a Bermuda exempted company (the "Company"), proposes to sell 3,000,000 common shares (the "Stock") to the underwriters named in Schedule 1 (the "Underwriters").
    1. Representations, Warranties and Agreements of the Company. The Company represents that it is validly existing.
    2. Purchase of the Stock. The Company agrees to sell the Stock.
    3. Offering of Stock. The Underwriters propose to offer the Stock for sale.
    4. Delivery of and Payment for the Stock. Delivery of and payment for the Stock shall be made at 10:00 A.M., New York City time, on December 5, 2013 or at such other date or place as shall be agreed (the "Delivery Date").
    5. Further Agreements of the Company. The Company agrees to furnish copies.
    6. Expenses. The Company agrees to pay all expenses.
    7. Conditions of Underwriters' Obligations. The respective obligations of the Underwriters hereunder are subject to the accuracy, when made and on the Delivery Date, of the representations and warranties of the Company contained herein, to the performance by the Company of its obligations under this Agreement, and to each of the following additional terms and conditions:
    (a) The Prospectus shall have been timely filed with the Commission; no stop order suspending the effectiveness of the Registration Statement shall have been issued.
    (b) All corporate proceedings and other legal matters incident to the authorization of this Agreement shall be reasonably satisfactory to counsel for the Underwriters.
    (c) Vane Ellery LLP shall have furnished to the Representative its written opinion, as counsel to the Company, addressed to the Underwriters and dated the Delivery Date.
    (d) The Representative shall have received from Moss Carver LLP, counsel for the Underwriters, such opinion or opinions, dated the Delivery Date.
    (e) At the time of execution of this Agreement, the Representative shall have received from Adair Hume LLP a letter, in form and substance satisfactory to the Representative, addressed to the Underwriters and dated the date hereof, confirming that they are independent public accountants.
    (g) The Company shall have furnished to the Representative a certificate, dated the Delivery Date, of its Chief Executive Officer, as to the matters in Sections 7(a) and 7(z).
    (h) (i) Neither the Company nor any of its subsidiaries shall have sustained any loss or interference with its business from fire or (ii) since such date there will not have been any change in the share capital of the Company, the effect of which, in any that case described in clause (i) or (ii), is, within the judgment of those Representative, so material and adverse as to make it impracticable to proceed.
    (i) Subsequent to the execution and delivery of this Agreement there shall not have occurred any of the following: (i) trading in securities generally on any exchange shall have been suspended, (ii) a general moratorium on commercial banking activities shall have been declared, (iii) the United States shall have become engaged in hostilities, or (iv) there shall have occurred such a material adverse change in general economic conditions as to make it impracticable to proceed.
    (j) The Exchange shall have approved the Stock for listing, subject only to official notice of issuance.
    All opinions, letters, evidence and certificates mentioned above or elsewhere in this Agreement shall be deemed to be in compliance with the provisions hereof only if they are in form and substance reasonably satisfactory to counsel for the Underwriters.
    8. Indemnification and Contribution. (a) The Company shall indemnify each Underwriter. (b) Each Underwriter shall indemnify the Company.
    9. Defaulting Underwriters. If, on the Delivery Date, any Underwriter defaults, the remaining Underwriters shall be obligated, unless the total exceeds 9.09% of the Stock.
    10. Termination. The obligations of the Underwriters may be terminated by the Representative.
    11. Governing Law. This Agreement shall be governed by the laws of the State of New York.
    SCHEDULE 1
    Underwriters
    Number of Shares of Stock to be Purchased
    Pascoe Reed Inc.
    2,000,000
    Pasco Reed Inc.
    900,000
    Total
    3,000,000`),
  outline: plain(`
    7 Conditions of Underwriters' Obligations
    lead representations-accuracy performance
    7(a) filing issuer
    7(b) other -
    7(c) opinion issuer_counsel
    7(d) opinion underwriters_counsel
    7(e) comfort-letter accountants
    7(g) officers-certificate issuer
    7(h) no-adverse-change - (i) (ii)
    7(i) market-out - (i) (ii) (iii) (iv)
    7(j) listing issuer
    unassigned 1`),
};

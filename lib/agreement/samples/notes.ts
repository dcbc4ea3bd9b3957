import { plain, type Sample } from "./sample";

/** Captions, a closing time, an option to buy more, and a last clause that only says what follows where a condition fails. */
export const captioned: Sample = {
  name: "captions and a closing time",
  issuer: "Birchmere Energy Partners, L.P.",
  term: "Closing Time",
  at: "2007-06-12T09:00:00-04:00[America/New_York]",
  text: plain(`
    BIRCHMERE ENERGY PARTNERS, L.P.
    (a Delaware limited partnership)
    $400,000,000 6.125% Senior Notes due 2017
    PURCHASE AGREEMENT
    June 5, 2007
    Alder, Finch & Co. Incorporated
    as Representative of the several Underwriters
    44 Harbor Street
    New York, New York 10004
    Ladies and Gentlemen:
    Birchmere Energy Partners, L.P., a Delaware limited partnership (the "Partnership"), confirms its agreement with Alder, Finch & Co. Incorporated and each of the other Underwriters named in Schedule A (collectively, the "Underwriters") about the sale of $400,000,000 aggregate principal amount of its 6.125% Senior Notes due 2017 (the "Securities").
    SECTION 1. Representations and Warranties. The Partnership represents to each Underwriter that (i) it is duly formed and (ii) the Registration Statement is effective.
    SECTION 2. Sale and Delivery to Underwriters; Closing.
    (a) Securities. The Partnership agrees to sell and each Underwriter agrees to buy the Securities at 98.875% of their principal amount.
    (b) Payment. Payment for and delivery of the Securities shall be made at the office of Corwin & Tate LLP, 7 Mill Lane, New York, New York 10005, at 9:00 A.M. (Eastern time) on June 12, 2007, or at another time that the parties agree upon (that time and date being called the "Closing Time").
    SECTION 3. Covenants of the Partnership. The Partnership will file the Prospectus under Rule 424(b) not later than the second business day after the date hereof.
    SECTION 4. Payment of Expenses. The Partnership will pay its expenses.
    SECTION 5. Conditions of Underwriters' Obligations. The obligations of the several Underwriters hereunder are subject to the accuracy of the representations of the Partnership in Section 1 or in certificates of its officers, to the performance by the Partnership of its covenants, and to these further conditions:
    (a) Effectiveness of Registration Statement. The Registration Statement is effective, and at Closing Time no stop order shall be in force under the 1933 Act nor any proceeding for one be pending before the Commission.
    (b) Opinion of Counsel for Partnership. At Closing Time, the Representative shall have received the favorable opinion, dated as of Closing Time, of Hale Whitcomb LLP, counsel for the Partnership, in form and substance satisfactory to counsel for the Underwriters, to the effect set forth in Exhibit B and to such further effect as counsel to the Underwriters may reasonably request.
    (c) Opinion of Counsel for Underwriters. At Closing Time, the Representative shall have received the favorable opinion, dated as of Closing Time, of Corwin & Tate LLP, counsel for the Underwriters, on the matters in clauses (i), (ii), (v) to (vii), inclusive, and (ix) of Exhibit B. In giving that opinion such counsel may rely on counsel in other States who satisfy the Representative.
    (d) Officers' Certificate. At Closing Time, there shall not have been, since the date hereof or since the respective dates for which information is given in the Prospectus, any material adverse change in the business of the Partnership, and the Representative shall have received a certificate of the President or a Vice President of the general partner and of its chief financial officer, dated as of Closing Time, to the effect that (i) there has been no such change, (ii) the representations in Section 1 are true and correct with the same force as though made at Closing Time, and (iii) the Partnership has complied with all agreements on its part.
    (e) Accountant's Comfort Letter. At the time of the execution of this Agreement, the Representative shall have received from Mercer Boyd LLP a letter dated such date, in form and substance satisfactory to the Representative.
    (f) Bring-down Comfort Letter. At Closing Time, the Representative shall have received from Mercer Boyd LLP a letter, dated as of Closing Time, reaffirming the statements in the letter furnished under subsection (e) of this Section.
    (g) Maintenance of Rating. Since the execution of this Agreement, there shall not have been any decrease in or withdrawal of the rating of any securities of the Partnership by any nationally recognized statistical rating organization.
    (h) Additional Documents. At Closing Time counsel for the Underwriters shall have been furnished with such documents and opinions as they may require in order to pass upon the sale of the Securities.
    (i) Termination of Agreement. If any condition specified in this Section shall not have been fulfilled when and as required, this Agreement may be terminated by the Representative by notice to the Partnership, and Sections 1, 6 and 7 shall survive.
    SECTION 6. Indemnification. (a) The Partnership will indemnify each Underwriter. (b) Each Underwriter will indemnify the Partnership.
    SECTION 7. Contribution. The parties will contribute in fair shares.
    SECTION 8. Default by One or More of the Underwriters. If one or more Underwriters shall fail at Closing Time to purchase the Securities, the Representative shall have the right, within 24 hours thereafter, to make arrangements; if the number of Defaulted Securities does not exceed 10% of the Securities, the others shall buy them. Closing Time may be postponed for a period not exceeding seven days.
    SECTION 9. Governing Law. This Agreement shall be governed by the laws of the State of New York.
    Very truly yours,
    BIRCHMERE ENERGY PARTNERS, L.P.
    SCHEDULE A
    Name of Underwriter
    Principal Amount of Securities
    Alder, Finch & Co. Incorporated
    $
    250,000,000
    Lindqvist Securities LLC
    150,000,000
    Total
    $
    400,000,000`),
  outline: plain(`
    5 Conditions of Underwriters' Obligations
    lead representations-accuracy performance
    5(a) filing issuer
    5(b) opinion issuer_counsel
    5(c) opinion underwriters_counsel
    5(d) officers-certificate issuer (i) (ii) (iii)
    5(e) comfort-letter accountants
    5(f) comfort-letter accountants
    5(g) no-downgrade -
    5(h) other issuer
    unassigned 1`),
};

/** Early plain style: lettered paragraphs in Roman, capitals and figures below one another, a comfort letter with four levels. */
export const nested: Sample = {
  name: "deep numbering in a comfort letter",
  issuer: "Dunmore Rail Corporation",
  term: "Closing Date",
  at: "1998-10-20T10:00:00-04:00[America/New_York]",
  text: plain(`
    $150,000,000
    DUNMORE RAIL CORPORATION
    7.30% Debentures due 2028
    UNDERWRITING AGREEMENT
    October 14, 1998
    Pell Graves Securities Corporation,
    As Representative of the Several Underwriters,
    11 Wharf Street,
    New York, N.Y. 10041
    Dear Sirs:
    1. Introductory. Dunmore Rail Corporation, a Virginia corporation ("Company"), proposes to issue and sell $150,000,000 principal amount of its 7.30% Debentures due 2028 ("Securities") to the several underwriters named in Schedule A hereto ("Underwriters").
    2. Representations and Warranties of the Company. The Company represents and warrants to the several Underwriters that: (a) The registration statement has been declared effective. (b) It conforms in all respects to the Act.
    3. Purchase, Sale and Delivery of Securities. The Company agrees to sell the Securities at 98.25% of the principal amount. Payment shall be made at the office of Loring & Shaw, 3 Pine Street, New York, at 10:00 A.M., New York time, on October 20, 1998, or at such other time not later than seven full business days thereafter as the parties determine, such time being herein referred to as the "Closing Date".
    4. Offering by Underwriters. The Underwriters will offer the Securities for sale to the public.
    5. Certain Agreements of the Company. The Company agrees: (a) to file the Prospectus under Rule 424(b). (b) to advise the Representative.
    6. Conditions of the Obligations of the Underwriters. The obligations of the several Underwriters to purchase and pay for the Securities will be subject to the accuracy, when made, of the representations and warranties of the Company herein, to the accuracy of the statements of Company officers made pursuant to the provisions of this Agreement, to the performance by the Company of its obligations under this Agreement and to the following additional conditions precedent:
    (a) The Representative shall have received a letter, dated the date of delivery thereof (which shall be on or prior to the date of this Agreement), of Tolland Pryce LLP confirming that they are independent public accountants within the meaning of the Act and stating to the effect that:
    (i) in their opinion the financial statements examined by them comply as to form with the Act;
    (ii) they have performed the procedures specified for a review of interim information;
    (iii) on the basis of that review and of inquiries of officials, nothing came to their attention that caused them to believe that:
    (A) the unaudited statements do not comply as to form; or
    (B) at the date of the latest available balance sheet there was any change in the capital stock or any increase in long-term debt except in all cases for changes which
    (1) the Prospectus discloses, or
    (2) arise in the ordinary course; and
    (iv) they have compared specified dollar amounts and found them in agreement.
    (b) The Prospectus shall have been filed with the Commission in accordance with the Rules and Regulations and Section 5(a) of this Agreement. Prior to the Closing Date, no stop order suspending those effectiveness of the Registration Statement shall have been issued.
    (c) Subsequent to the execution of this Agreement, there shall not have occurred (i) any change in the business of the Company which, in the judgment of the Representative, is material and adverse; (ii) any downgrading in the rating of any debt securities of the Company by an "nationally recognized statistical rating organization" (as defined for purposes of Rule 436(g) under the Act); (iii) any suspension of trading on the New York Stock Exchange; (iv) any banking moratorium; or (v) any outbreak of major hostilities.
    (d) The Representative shall have received an opinion, dated the Closing Date, of Quill & Marsh, counsel for the Company, to the effect that:
    (i) The Company is a corporation in good standing under the laws of Virginia;
    (ii) The Indenture has been duly authorized and constitutes a valid obligation;
    (iii) No consent is required for the transactions contemplated by this Agreement; and
    (iv) This Agreement has been duly authorized, executed and delivered by those Company.
    (e) The Representative shall have received from Loring & Shaw, counsel for the Underwriters, that opinion or opinions, dated the Closing Date, as the Representative may require, and the Company will have furnished to such counsel such documents as they request to pass upon such matters.
    (f) The Representative shall have received a certificate, dated the Closing Date, of the President or any Vice President and a principal financial or accounting officer of the Company in which such officers shall state that the representations and warranties of the Company within this Agreement are true and correct.
    (g) The Representative shall have received a letter, dated the Closing Date, of Tolland Pryce LLP which meets the requirements of subsection (a) of this Section, except that the specified date will be not more than three days prior to the Closing Date.
    The Company will furnish the Representative with such conformed copies of such opinions, certificates, letters and documents as it reasonably requests.
    7. Indemnification and Contribution. (a) The Company will indemnify each Underwriter against losses. (b) Each Underwriter will severally indemnify the Company.
    8. Default of Underwriters. If any Underwriter defaults in its obligation to purchase Securities and the aggregate principal amount does not exceed 10% of the total, the others take them up. If arrangements are not made within 36 hours after such default, this Agreement will terminate.
    9. Survival. The agreements survive.
    10. Applicable Law. This Agreement will be governed by, and construed under, the laws of the State of New York.`),
  outline: plain(`
    6 Conditions of the Obligations of the Underwriters
    lead representations-accuracy representations-accuracy performance
    6(a) comfort-letter accountants (i) (ii) (iii) (iii)(A) (iii)(B) (iii)(B)(1) (iii)(B)(2) (iv)
    6(b) filing issuer
    6(c) no-adverse-change - (i) (ii) (iii) (iv) (v)
    6(d) opinion issuer_counsel (i) (ii) (iii) (iv)
    6(e) opinion underwriters_counsel
    6(f) officers-certificate issuer
    6(g) comfort-letter accountants
    unassigned 1`),
};

/** A purchase agreement for notes sold privately: articles, numbered sub-sections for either side, limbs below. */
export const articles: Sample = {
  name: "articles with sub-sections for either side",
  issuer: "Castellan Holdings, Inc.",
  term: "Closing Date",
  at: "2019-11-07",
  text: plain(`
    NOTE PURCHASE AGREEMENT
    This NOTE PURCHASE AGREEMENT, dated as of November 1, 2019, is made between Castellan Holdings, Inc., a Delaware corporation (the "Company"), and Brook Street Securities LLC, as representative (the "Representative") of the initial purchasers named in Schedule 1 (the "Initial Purchasers"), for $300,000,000 of the Company's 5.50% Senior Secured Notes due 2026 (the "Notes").
    ARTICLE I
    DEFINITIONS
    Section 1.1 Terms. "Business Day" means any day other than a Saturday, a Sunday or a day on which banks in New York City are closed. "Closing Date" means November 7, 2019.
    ARTICLE II
    PURCHASE AND SALE
    Section 2.1 Purchase. The Company agrees to sell the Notes and the Initial Purchasers agree to buy them.
    ARTICLE III
    REPRESENTATIONS
    Section 3.1 Of the Company. The Company represents to the Initial Purchasers that (a) it is duly incorporated, (b) the Notes are duly authorized and (c) the Offering Memorandum is accurate.
    ARTICLE IV
    CONDITIONS
    Section 4.1 Conditions to the Obligations of the Initial Purchasers. The obligations of the Initial Purchasers to purchase the Notes on the Closing Date are subject to the satisfaction of the following conditions:
    (a) the representations and warranties of the Company shall be true and correct on the Closing Date;
    (b) the Company shall have performed all of its covenants and agreements under this Agreement;
    (c) the Representative shall have received:
    (i) an opinion of Fenn & Strand LLP, counsel for the Company, dated the Closing Date;
    (ii) an opinion of the General Counsel of the Company, dated the Closing Date; and
    (iii) an opinion of Oakes Dillon LLP, counsel for the Initial Purchasers, dated the Closing Date;
    (d) the Representative shall have received, on the date of this Agreement and on the Closing Date, a letter from Hartwell Group LLP, independent accountants for the Company, dated the date hereof and the Closing Date, respectively; and
    (e) the Notes shall be eligible for clearance through DTC.
    Section 4.2 Conditions to the Obligations of the Company. The obligation of the Company to sell the Notes is subject to the following conditions:
    (a) the representations of the Initial Purchasers shall be true; and
    (b) the Initial Purchasers shall have delivered the purchase price.
    ARTICLE V
    INDEMNITY
    Section 5.1 Indemnity. The Company will indemnify the Initial Purchasers.
    ARTICLE VI
    MISCELLANEOUS
    Section 6.1 Law. This Agreement shall be governed by the laws of the State of New York.`),
  outline: plain(`
    4.1 Conditions to the Obligations of the Initial Purchasers
    lead
    4.1(a) representations-accuracy -
    4.1(b) performance issuer
    4.1(c) opinion issuer_counsel (i) (ii) (iii)
    4.1(d) comfort-letter accountants
    4.1(e) other -
    unassigned 0`),
};

/** A section made of numbered sub-sections, each a condition, some with lettered parts. */
export const numbered: Sample = {
  name: "numbered sub-sections as conditions",
  issuer: "Pinnacle Grove REIT, Inc.",
  term: "Closing Date",
  at: "2021-03-11T10:00:00-05:00[America/New_York]",
  text: plain(`
    UNDERWRITING AGREEMENT
    March 8, 2021
    Sable Point Capital LLC
    As Representative of the several Underwriters
    500 Lake Drive
    Chicago, Illinois 60601
    Ladies and Gentlemen:
    Pinnacle Grove REIT, Inc., a Maryland corporation (the "Company"), agrees to sell to the underwriters named in Schedule 1 (the "Underwriters") 4,000,000 shares of its common stock, par value $0.01 per share (the "Shares").
    1. Purchase and Sale. The closing shall take place at 10:00 a.m., Eastern time, on March 11, 2021 (the "Closing Date").
    2. Representations and Warranties of the Company. The Company represents and warrants to the Underwriters as follows:
    2.1 Filing of Registration Statement. It was filed.
    2.2 Organization. The Company is duly organized.
    3. Covenants of the Company. The Company covenants as follows:
    3.1 Amendments. It will deliver amendments.
    3.2 Compliance. It will comply with the Act.
    4. Conditions of Underwriters' Obligations. The obligations of those Underwriters to purchase and pay for the Shares shall be subject to (i) the continuing accuracy of the representations and warranties of the Company as of the date hereof and the Closing Date; (ii) the accuracy of the statements of officers of the Company made pursuant to the provisions hereof; (iii) the performance by the Company of its obligations hereunder; and (iv) the following conditions:
    4.1 Regulatory Matters.
    4.1.1 Effectiveness of Registration Statement. The Registration Statement has become effective not later than 5:00 p.m., Eastern time, on the date of this Agreement, and at the Closing Date no stop order suspending the effectiveness of the Registration Statement shall have been issued.
    4.1.2 FINRA Clearance. On or before the date of this Agreement, the Representative shall have received clearance from FINRA as to the compensation payable to the Underwriters.
    4.1.3 Exchange Stock Market Clearance. On the Closing Date, the Shares shall have been approved for listing on the Exchange.
    4.2 Company Counsel Matters.
    4.2.1 Closing Date Opinion of Counsel. On the Closing Date, the Representative shall have received the favorable opinion of Orchard & Vale LLP, counsel to the Company, dated the Closing Date.
    4.2.2 Reliance. In rendering such opinion, such counsel may rely: (i) as to matters involving other laws, on other counsel; and (ii) as to matters of fact, on certificates of officers.
    4.3 Comfort Letters.
    4.3.1 Cold Comfort Letter. At the time this Agreement is executed the Representative shall have received a cold comfort letter from Greer Hollis LLP dated the date of this Agreement.
    4.3.2 Bring-down Comfort Letter. At the Closing Date the Representative shall have received from Greer Hollis LLP a letter, dated as of the Closing Date.
    4.4 Officers' Certificates. The Company shall have furnished to the Representative a certificate, dated the Closing Date, of its Chief Executive Officer and its Chief Financial Officer stating that (i) they have examined the Registration Statement, and (ii) the representations are true and correct.
    4.5 No Material Changes. Prior to the Closing Date: (i) there shall have been no material adverse change in the condition of the Company; (ii) no action shall be pending against the Company; and (iii) no stop order shall have been issued under the Act.
    4.6 Delivery of Lock-Up Agreements. On or before the date of this Agreement, the Company shall have delivered to the Representative executed copies of the Lock-Up Agreements from each of the persons listed in Schedule 3.
    4.7 Additional Documents. At the Closing Date, Representative Counsel shall have been furnished with such documents and opinions as they may require.
    5. Indemnification. The Company agrees to indemnify the Underwriters.
    5.1 Procedure. Notice shall be given.
    6. Default by an Underwriter. If an Underwriter defaults on more than 10% of the Shares, the Company may terminate.
    7. Miscellaneous. This Agreement shall be governed by the laws of the State of New York.`),
  outline: plain(`
    4 Conditions of Underwriters' Obligations
    lead representations-accuracy representations-accuracy performance
    4.1 filing issuer .1 .2 .3
    4.2 opinion issuer_counsel .1 .2 .2(i) .2(ii)
    4.3 comfort-letter accountants .1 .2
    4.4 officers-certificate issuer (i) (ii)
    4.5 no-adverse-change - (i) (ii) (iii)
    4.6 lock-up issuer
    4.7 other issuer
    unassigned 0`),
};

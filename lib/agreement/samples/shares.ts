import { plain, type Sample } from "./sample";

/** No heading, "each Time of Delivery", selling stockholders, more than eight letters so that (i) is a letter between (h) and (j). */
export const selling: Sample = {
  name: "shares of a company and of selling stockholders",
  issuer: "Larkspur Medical, Inc.",
  term: "Time of Delivery",
  at: "2010-05-18T09:30:00-04:00[America/New_York]",
  text: plain(`
    Larkspur Medical, Inc.
    Common Stock, par value $0.001 per share
    Underwriting Agreement
    May 12, 2010
    Tern, Wyatt & Co.,
    Meridian Cove Securities LLC,
    As representatives of the several Underwriters
    named within Schedule I hereto,
    c/o Tern, Wyatt & Co.,
    200 Quay Street,
    New York, New York 10282.
    Ladies and Gentlemen:
    Larkspur Medical, Inc., a Delaware corporation (the "Company"), proposes to issue and sell to the Underwriters named within Schedule I hereto (the "Underwriters") an aggregate of 6,000,000 shares and the stockholders of the Company named in Schedule II hereto (the "Selling Stockholders") propose to sell an aggregate of 2,000,000 shares of common stock of the Company (together, the "Shares").
    1. (a) The Company represents and warrants to each of the Underwriters that: (i) a registration statement has been filed; and (ii) no stop order has been issued.
    (b) Each of the Selling Stockholders severally represents and warrants that: (i) it has good title; and (ii) all consents have been obtained.
    2. Subject to the terms herein set forth, the Company and each of the Selling Stockholders agree to sell to each of the Underwriters the Firm Shares at a purchase price per share of $13.02.
    3. Upon the authorization by you of the release of the Firm Shares, the several Underwriters propose to offer the Firm Shares for sale.
    4. (a) The Shares to be purchased by each Underwriter hereunder shall be delivered against payment. The time and date of such delivery and payment shall be, with respect to the Firm Shares, 9:30 a.m., New York City time, on May 18, 2010 or such other time and date as those Representatives and the Company may agree upon within writing. Such time and date for delivery of the Firm Shares is herein called the "First Time of Delivery", such time and date for delivery of the Optional Shares, if not the First Time of Delivery, is herein called the "Second Time of Delivery", and each such time and date for delivery is herein called a "Time of Delivery".
    (b) The documents to be delivered at each Time of Delivery will be delivered at the offices of Keel & Mast LLP, 90 Fulton Street, New York, New York 10038.
    5. The Company agrees with each of the Underwriters:
    (a) To file the Prospectus not later than the Commission's close of business on those second business day further the execution and delivery of this Agreement;
    (b) Prior to 10:00 a.m., New York City time, on those New York Business Day next succeeding the date of this Agreement, to furnish the Underwriters with copies of the Prospectus.
    6. The Company covenants with the several Underwriters that it will pay its expenses.
    7. Each Selling Stockholder will deliver a form W-9.
    8. The obligations of the Underwriters hereunder, as to the Shares to be delivered at each Time of Delivery, shall be subject, within their discretion, to those condition that all representations and warranties and other statements of those Company and of the Selling Stockholders herein are, at and as of such Time of Delivery, true and correct, the condition that the Company and the Selling Stockholders shall have performed all of its and their obligations under this Agreement theretofore to be performed, and the further additional conditions:
    (a) The Prospectus will have been filed with the Commission pursuant to Rule 424(b) in accordance with Section 5(a) hereof; if the Company has elected to rely upon Rule 462(b), that registration statement shall have become effective not later than 10:00 P.M., Washington, D.C. time, on those date of this Agreement;
    (b) Keel & Mast LLP, counsel for the Underwriters, shall have furnished to you such written opinion or opinions, dated such Time of Delivery, as you may reasonably request;
    (c) Ashby Rowe LLP, counsel for the Company, shall have furnished to you their written opinion, dated such Time of Delivery, in form and substance satisfactory to you, to this effect, that:
    (i) The Company has been duly incorporated;
    (ii) The Shares have been duly authorized; and
    (iii) They have no reason to believe that the Registration Statement contained an untrue statement;
    (d) The respective counsel for each of the Selling Stockholders, as indicated in Schedule II hereto, each shall have furnished to you their written opinion, dated such Time of Delivery, in form and substance satisfactory to you;
    (e) On the date of the Prospectus at a time prior to the execution of this Agreement, and also at each Time of Delivery, Pruitt Sanders LLP shall have furnished to you a letter or letters, dated the several dates of delivery thereof, in form and substance satisfactory to you;
    (f) (i) Neither the Company nor any of its subsidiaries will have sustained since the date of those latest audited financial statements included in the Pricing Prospectus any loss or disruption with its business from fire, and (ii) since the respective dates for which information is given in the Pricing Prospectus there will not have been any change in the capital stock, the effect of which, in any that case described in clause (i) or (ii), is in your judgment so material and adverse as to make it impracticable to proceed;
    (g) On or after the Applicable Time (i) no downgrading will have occurred within the rating accorded the Company's debt securities by any rating organization, and (ii) no such organization will have publicly announced that it has its rating under surveillance or review;
    (h) On or after the Applicable Time there will not have occurred one of these: (i) a suspension and material limitation in trading in securities generally on the Exchange; (ii) a suspension or material limitation in trading within the Company's securities on those Exchange; (iii) a general moratorium on commercial banking activities; (iv) the outbreak or escalation of hostilities or (v) any other disaster or crisis, if the effect of any that event specified in clause (iv) or (v) in your judgment makes it impracticable to proceed;
    (i) The Shares to be sold at such Time of Delivery shall have been duly listed, subject to notice of issuance, on the Exchange;
    (j) The Company shall have obtained and delivered to the Underwriters executed copies of a lock-up agreement from each director and officer of the Company and each Selling Stockholder, substantially in the form of Annex III;
    (k) The Company shall have complied with the provisions of Section 5(b) hereof with respect to the furnishing of prospectuses; and
    (l) The Company and the Selling Stockholders shall have furnished or caused to be furnished to you at such Time of Delivery certificates of officers of the Company and of the Selling Stockholders, respectively, satisfactory to you as to the accuracy of the representations herein and as to the matters set forth within subsections (a) and (f) of this Section.
    9. (a) The Company will indemnify each Underwriter against losses.
    (b) Each Underwriter will indemnify the Company and each Selling Stockholder.
    10. (a) If any Underwriter will default in its obligation to purchase the Shares, you may in your discretion arrange for others to purchase them. If within thirty-six hours after such default you do not arrange for the purchase, the Company will be entitled to a further period of thirty-six hours. You may postpone a Time of Delivery by a period of not more than seven days.
    (b) If the aggregate number of Shares which remains unpurchased does not exceed one-eleventh of the aggregate number of all the Shares, the others shall buy them.
    11. The respective indemnities shall survive.
    12. This Agreement shall be governed by the laws of the State of New York.
    If this is as you understand it, please sign it and send back this letter.
    Very truly yours,
    Larkspur Medical, Inc.
    SCHEDULE I
    Underwriter
    Total Number of Firm Shares to be Purchased
    Tern, Wyatt & Co.
    4,500,000
    Meridian Cove Securities LLC
    3,500,000
    Total
    8,000,000`),
  outline: plain(`
    8
    lead representations-accuracy performance
    8(a) filing issuer
    8(b) opinion underwriters_counsel
    8(c) opinion issuer_counsel (i) (ii) (iii)
    8(d) opinion other_counsel
    8(e) comfort-letter accountants
    8(f) no-adverse-change - (i) (ii)
    8(g) no-downgrade - (i) (ii)
    8(h) market-out - (i) (ii) (iii) (iv) (v)
    8(i) listing issuer
    8(j) lock-up issuer
    8(k) other issuer
    8(l) officers-certificate issuer
    unassigned 0`),
};

/** An initial offering: captions followed by their own limbs, two comfort letters, a certificate of the finance officer. */
export const initial: Sample = {
  name: "an initial public offering with captions and limbs",
  issuer: "Tidewater Genomics Corp.",
  term: "First Closing Date",
  at: "2020-08-04T09:00:00-04:00[America/New_York]",
  text: plain(`
    UNDERWRITING AGREEMENT
    July 30, 2020
    Colby Strand LLC
    Weir Capital Markets LLC
    As Representatives of the several Underwriters
    c/o Colby Strand LLC
    520 Canal Avenue
    New York, New York 10022
    Ladies and Gentlemen:
    Introductory. Tidewater Genomics Corp., a Delaware corporation (the "Company"), intends to issue and sell to the several underwriters named in Schedule A (the "Underwriters") an aggregate of 5,000,000 shares of its common stock (the "Firm Shares").
    Section 1. Representations and Warranties of the Company. The Company represents to each Underwriter: (a) Compliance. The Registration Statement is effective. (b) Disclosure. It contained no untrue statement.
    Section 2. Purchase, Sale and Delivery of the Offered Shares. (a) The Firm Shares. The Company agrees to sell the Firm Shares at $15.81 per share. (b) The First Closing Date. Delivery of certificates for the Firm Shares and payment therefor shall be made at the offices of Rudd & Penn LLP (or such other place as may be agreed) at 9:00 a.m. New York City time, on August 4, 2020 (the time and date of such closing are called the "First Closing Date"). (c) The Optional Shares; Option Closing Date. Any such time and date of delivery is called an "Option Closing Date".
    Section 3. Additional Covenants of the Company. The Company further covenants: (a) Delivery. It will furnish the Prospectus. (b) Listing. It will effect the listing.
    Section 4. Payment of Expenses. The Company agrees to pay all costs.
    Section 5. Covenant of the Underwriters. Each Underwriter covenants not to use a free writing prospectus.
    Section 6. Conditions of the Obligations of the Underwriters. The respective obligations of the several Underwriters hereunder to purchase and pay for the Offered Shares as provided herein on the First Closing Date and, with respect to the Optional Shares, each Option Closing Date, will be subject to the accuracy of the representations and warranties of the Company set forth in Section 1 hereof as of the date hereof and as of the First Closing Date as though then made, to the timely performance by the Company of its covenants and other obligations hereunder, and to each of the following additional conditions:
    (a) Comfort Letter. On the date hereof, the Representatives shall have received from Barlow Keene LLP, independent registered public accountants for the Company, a letter dated the date hereof addressed to the Underwriters, in form and substance satisfactory to the Representatives.
    (b) Compliance with Registration Requirements; No Stop Order; No Objection from FINRA.
    (i) The Company shall have filed the Prospectus with the Commission within the manner and within those time period required by Rule 424(b).
    (ii) No stop order suspending the effectiveness of the Registration Statement shall be in effect.
    (iii) FINRA shall have raised no objection to the fairness and reasonableness of the underwriting terms and arrangements.
    (c) No Material Adverse Change or Ratings Agency Change. For the period from and after the date of this Agreement and through the First Closing Date:
    (i) in the judgment of the Representatives there shall not have occurred any Material Adverse Change; and
    (ii) there shall not have occurred any downgrading in the rating accorded any securities of the Company by any "nationally recognized statistical rating organization" as that term is used in Section 3(a)(62) of the Exchange Act.
    (d) Opinion of Counsel for the Company. On each of the First Closing Date and each Option Closing Date the Representatives shall have received the opinion and negative assurance letter of Prior Lyle LLP, counsel for the Company, dated as of such date, in form and substance satisfactory to the Representatives.
    (e) Opinion of Intellectual Property Counsel for the Company. On each of the First Closing Date and each Option Closing Date, the Representatives shall have received the opinion of Dovetail Legal PLLC, counsel for the Company with respect to intellectual property matters, dated as of such date.
    (f) Opinion of Counsel for the Underwriters. On each of the First Closing Date and each Option Closing Date the Representatives shall have received the opinion of Rudd & Penn LLP, counsel for the Underwriters, dated as of such date.
    (g) Officers' Certificate. On each of the First Closing Date and each Option Closing Date, the Representatives shall have received a certificate executed by the Chief Executive Officer and the Chief Financial Officer of the Company, dated as of such date, to the effect set forth in Section 6(b)(ii) and further to the effect that:
    (i) for the period from and including the date of this Agreement there has not occurred any Material Adverse Change;
    (ii) the representations, warranties and covenants of the Company set forth in Section 1 are true and correct; and
    (iii) the Company has complied with all the agreements hereunder.
    (h) Chief Financial Officer's Certificate. On the date hereof and the First Closing Date, the Representatives shall have received a certificate of the Chief Financial Officer of the Company with respect to certain financial data.
    (i) Bring-down Comfort Letter. On each of the First Closing Date and each Option Closing Date the Representatives shall have received from Barlow Keene LLP a letter dated such date, which letter shall: (i) reaffirm the statements made in the letter furnished by them pursuant to Section 6(a); and (ii) cover certain financial information contained in the Prospectus.
    (j) Lock-Up Agreements. On or prior to the date hereof, the Company shall have furnished to the Representatives an agreement in the form of Exhibit A hereto from each of the persons listed on Exhibit B hereto.
    (k) Secretary's Certificate. On each of the First Closing Date and each Option Closing Date, the Representatives shall have received a certificate of the Secretary of the Company, dated as of such date.
    (l) Approval of Listing. At the First Closing Date, the Offered Shares shall have been approved for listing on the Nasdaq Global Market, subject only to official notice of issuance.
    (m) Additional Documents. On or before each of the First Closing Date and each Option Closing Date, the Representatives and counsel for the Underwriters shall have received such information, documents and opinions as they may reasonably request.
    If any condition specified in this Section 6 is not satisfied when and as required to be satisfied, this Agreement may be terminated by the Representatives by notice from the Representatives to the Company at any time.
    Section 7. Reimbursement of Underwriters' Expenses. If this Agreement is terminated the Company agrees to reimburse them.
    Section 8. Indemnification. (a) The Company agrees to indemnify each Underwriter. (b) Each Underwriter agrees to indemnify the Company.
    Section 9. Default of One or More of the Several Underwriters. If any Underwriter shall fail or refuse to purchase Offered Shares and the aggregate number does not exceed 10% of the aggregate number of the Offered Shares, the other Underwriters shall buy them. If arrangements are not made within 48 hours after such default, this Agreement shall terminate; the First Closing Date may be postponed but in no event for longer than seven days.
    Section 10. Governing Law Provisions. This Agreement shall be governed by the internal laws of the State of New York.`),
  outline: plain(`
    6 Conditions of the Obligations of the Underwriters
    lead representations-accuracy performance
    6(a) comfort-letter accountants
    6(b) filing issuer (i) (ii) (iii)
    6(c) no-adverse-change - (i) (ii)
    6(d) opinion issuer_counsel
    6(e) opinion issuer_counsel
    6(f) opinion underwriters_counsel
    6(g) officers-certificate issuer (i) (ii) (iii)
    6(h) officers-certificate issuer
    6(i) comfort-letter accountants (i) (ii)
    6(j) lock-up issuer
    6(k) certificate issuer
    6(l) listing issuer
    6(m) other issuer
    unassigned 1`),
};

/** Shares sold through agents over time: a lead-in with numbers of its own, representation dates, no captions. */
export const overTime: Sample = {
  name: "shares sold through a sales agent over time",
  issuer: "Quarry Hill Realty Trust",
  term: "Settlement Date",
  text: plain(`
    QUARRY HILL REALTY TRUST
    Common Shares of Beneficial Interest
    EQUITY DISTRIBUTION AGREEMENT
    February 26, 2016
    Garnet & Lowe LLC
    15 Exchange Place
    Boston, Massachusetts 02109
    Ladies and Gentlemen:
    Quarry Hill Realty Trust, a Maryland real estate investment trust (the "Company"), confirms its agreement with Garnet & Lowe LLC (the "Manager") about the sale from time to time of common shares of beneficial interest having an aggregate offering price of up to $200,000,000 (the "Shares").
    Section 1. Representations and Warranties. The Company represents to the Manager that the Registration Statement is effective.
    Section 2. Sale and Delivery of Shares. Settlement for sales of Shares will occur on the third Trading Day following the date on which such sales are made (each such day, a "Settlement Date").
    Section 3. Covenants. The Company will furnish, on each Representation Date, the papers named below.
    Section 4. Payment of Expenses. The Company will pay its expenses.
    Section 5. Conditions to the Obligations of the Manager. The obligations of the Manager under this Agreement shall be subject to (i) the accuracy of the representations and warranties of the Company contained herein as of the Execution Time, each Representation Date and each Settlement Date, (ii) the performance by the Company of its obligations hereunder and (iii) the following additional conditions:
    (a) The Prospectus, and any supplement thereto, required by Rule 424 to be filed with the Commission have been filed within the time period required by Rule 424(b); and no stop order suspending the effectiveness of the Registration Statement shall have been issued.
    (b) The Company shall have requested and caused Wren Holloway LLP, counsel for the Company, to furnish to the Manager, on every date specified in Section 3 of this Agreement, its opinion and negative assurance statement, dated as of such date.
    (c) The Manager shall have received from Stokes Bellamy LLP, counsel for the Manager, on every date specified in Section 3 of this Agreement, such opinion or opinions, dated as of such date, as the Manager may reasonably require.
    (d) The Company shall have furnished to the Manager, on every date specified in Section 3 of this Agreement, a certificate of the Company, signed by those principal executive officer and the principal financial officer of the Company, dated as of such date, to the effect that:
    (i) the representations and warranties of the Company are true and correct;
    (ii) no stop order has been issued; and
    (iii) since the date of the most recent financial statements, there has been no material adverse effect.
    (e) The Company shall have requested and caused Ivers Cope LLP to have furnished to the Manager, on every date specified in Section 3 of this Agreement, letters (which may refer to letters previously delivered to the Manager), dated as of such date, in form and substance satisfactory to the Manager.
    (f) Since the respective dates as of which information is disclosed in the Registration Statement, there shall not have been (i) any change or decrease in previously reported results specified in the letters referred to in paragraph (e) of this Section 5 or (ii) any change in the condition of the Company the effect of which, within any case referred to in clause (i) and (ii) above, is so material and adverse as to make it impractical to proceed.
    (g) The Company shall have paid the required Commission filing fees relating to the Shares within the time period required by Rule 456(b)(1)(i) of the Act.
    (h) FINRA shall not have raised any objection with respect to the fairness and reasonableness of the terms and arrangements under this Agreement.
    (i) The Shares shall have been listed and admitted and authorized for trading on the New York Stock Exchange.
    (j) Prior to each Settlement Date, the Company shall have furnished to the Manager such further information, certificates and documents as the Manager may reasonably request.
    If any of the conditions specified in this Section 5 will not have been fulfilled when and as provided in this Agreement, this Agreement may be canceled by the Manager.
    The documents required to be delivered by this Section 5 shall be delivered to the office of Stokes Bellamy LLP on each such date.
    Section 6. Indemnification. (a) The Company agrees to indemnify the Manager. (b) The Manager agrees to indemnify the Company.
    Section 7. Termination. The Company may terminate this Agreement.
    Section 8. Applicable Law. This Agreement will be governed by the laws of the State of New York.`),
  outline: plain(`
    5 Conditions to the Obligations of the Manager
    lead representations-accuracy performance
    5(a) filing issuer
    5(b) opinion issuer_counsel
    5(c) opinion underwriters_counsel
    5(d) officers-certificate issuer (i) (ii) (iii)
    5(e) comfort-letter accountants
    5(f) no-adverse-change - (i) (ii)
    5(g) other issuer
    5(h) other other
    5(i) listing issuer
    5(j) other issuer
    unassigned 1`),
};

import type { RequiredSignOff } from "../../lib/domain/condition";
import type { ConditionKind } from "../../lib/domain/kind";
import { kindDefaults } from "../../lib/domain/kind-defaults";
import type { PartyRole } from "../../lib/domain/role";

/** A condition of the demonstration, with its limbs below it. What is not said is as usual for its kind. */
export type DemoCondition = {
  label: string;
  title: string;
  text: string;
  kind: ConditionKind;
  mode?: "whole" | "limbs";
  furnishedBy?: readonly PartyRole[];
  furnishedTo?: readonly PartyRole[];
  requires?: readonly RequiredSignOff[];
  windowHours?: number | null;
  ratings?: readonly { agency: string; rating: string; outlook: string }[];
  deliverables?: readonly { title: string; dated: "time-of-delivery" | "pricing-date" | null }[];
  limbs?: readonly DemoCondition[];
};

/** In the sample, a continuing fact is confirmed within four hours of the Time of Delivery: from six in the morning. */
const windowHours = 4;

const fact = (role: PartyRole, sameDay: boolean): RequiredSignOff => ({ basis: "fact", role, sameDay });
const form = (role: PartyRole): RequiredSignOff => ({ basis: "form", role, sameDay: false });
const judgment = (sameDay: boolean): RequiredSignOff => ({ basis: "judgment", role: "representative", sameDay });

const filingFact = (label: string, title: string, text: string, sameDay: boolean): DemoCondition => ({
  label,
  title,
  text,
  kind: "filing",
  requires: [fact("issuer_counsel", sameDay), form("underwriters_counsel"), judgment(false)],
  windowHours: sameDay ? windowHours : null,
});

const limb =
  (kind: ConditionKind) => (label: string, title: string, text: string, limbs?: readonly DemoCondition[]) => ({
    label,
    title,
    text,
    kind,
    furnishedBy: [],
    furnishedTo: [],
    requires: [],
    windowHours: null,
    deliverables: [],
    ...(limbs && { limbs }),
  });
const paragraph = limb("opinion");

const mechanics = (
  label: string,
  title: string,
  text: string,
  by: PartyRole,
  deliverables: DemoCondition["deliverables"] = [],
): DemoCondition => ({
  label,
  title,
  text,
  kind: "mechanics",
  furnishedBy: [by],
  requires: [fact(by, false), judgment(false)],
  deliverables,
});

/** Section 7 of the sample agreement, clause by clause, in descriptions of our own. */
export const sampleConditions: readonly DemoCondition[] = [
  {
    label: "7 lead-in (1)",
    title: "Representations true",
    text: "What the Company represents in Section 2(a) to (l), and states otherwise, is true at and as of the Time of Delivery.",
    kind: "representations-accuracy",
    requires: [fact("issuer", true), form("underwriters_counsel"), judgment(true)],
    windowHours,
  },
  {
    label: "7 lead-in (2)",
    title: "Obligations performed",
    text: "The Company has done everything that it had to do before the Time of Delivery: the covenants of Section 5(a) to (f).",
    kind: "performance",
    requires: [fact("issuer", true), form("underwriters_counsel"), judgment(false)],
    windowHours,
  },
  {
    label: "7(a)",
    title: "Filing and registration",
    text: "Five facts about the prospectus and the registration statement, each standing by itself.",
    kind: "filing",
    mode: "limbs",
    requires: [],
    windowHours: null,
    limbs: [
      filingFact(
        "7(a)[1]",
        "Prospectus filed in time",
        "The prospectus supplement was filed under Rule 424(b) within the period that Section 5(a) and the rules allow: by the Commission’s close of business on Monday 8 March 2004.",
        false,
      ),
      filingFact(
        "7(a)[2]",
        "Rule 462(b) statement effective, if used",
        "If the Company elected to use Rule 462(b), that registration statement was effective by 10:00 p.m., Washington time, on 4 March 2004.",
        false,
      ),
      filingFact(
        "7(a)[3]",
        "No stop order",
        "No stop order suspending the registration statement has been issued.",
        true,
      ),
      filingFact(
        "7(a)[4]",
        "No proceeding",
        "No proceeding for a stop order has been begun or, so far as known, threatened.",
        true,
      ),
      filingFact(
        "7(a)[5]",
        "Requests for information met",
        "Every request of the Commission for further information has been met to the Representatives’ satisfaction.",
        true,
      ),
    ],
  },
  {
    label: "7(b)",
    title: "Opinion of underwriters’ counsel",
    text: "Davis Polk & Wardwell to the Representatives: the pricing agreement, the validity of the notes, the indenture, the registration statement, the prospectus and related matters.",
    kind: "opinion",
    furnishedBy: ["underwriters_counsel"],
    furnishedTo: ["representative"],
    requires: [form("representative"), judgment(false)],
    deliverables: [{ title: "Opinion of Davis Polk & Wardwell", dated: "time-of-delivery" }],
  },
  {
    label: "7(c)",
    title: "Opinion of Company counsel",
    text: "Debevoise & Plimpton LLP to the Company, with a statement that lets the Representatives rely on it; form and substance to the Representatives’ satisfaction.",
    kind: "opinion",
    furnishedBy: ["issuer_counsel"],
    furnishedTo: ["issuer", "representative"],
    requires: [form("underwriters_counsel"), judgment(false)],
    deliverables: [
      { title: "Opinion of Debevoise & Plimpton LLP", dated: "time-of-delivery" },
      { title: "Reliance statement for the Representatives", dated: "time-of-delivery" },
    ],
    limbs: [
      paragraph("7(c)(i)", "First numbered paragraph", "The first numbered paragraph that the opinion must contain."),
      paragraph(
        "7(c)(ii)",
        "Second numbered paragraph",
        "The second numbered paragraph that the opinion must contain.",
      ),
      paragraph("7(c)(iii)", "Third numbered paragraph", "The third numbered paragraph that the opinion must contain."),
    ],
  },
  {
    label: "7(d)",
    title: "Opinion of the general counsel",
    text: "Neal S. Wolin, Esq., general counsel, to the Representatives, in seven numbered paragraphs; form and substance to the Representatives’ satisfaction.",
    kind: "opinion",
    furnishedBy: ["issuer_general_counsel"],
    furnishedTo: ["representative"],
    requires: [form("underwriters_counsel"), judgment(false)],
    deliverables: [{ title: "Opinion of the general counsel", dated: "time-of-delivery" }],
    limbs: [
      ...["i", "ii", "iii", "iv", "v", "vi"].map((mark, index) =>
        paragraph(
          `7(d)(${mark})`,
          `Numbered paragraph ${index + 1}`,
          `Numbered paragraph ${index + 1} that the opinion must contain.`,
        ),
      ),
      paragraph(
        "7(d)(vii)",
        "Negative assurance",
        "Nothing has come to the giver’s attention, as to three documents and dates.",
        [
          paragraph("7(d)(vii)(a)", "Registration statement", "As to the registration statement."),
          paragraph("7(d)(vii)(b)", "Prospectus", "As to the prospectus at its date."),
          paragraph(
            "7(d)(vii)(c)",
            "Prospectus at the Time of Delivery",
            "As to the prospectus at the Time of Delivery.",
          ),
        ],
      ),
    ],
  },
  {
    label: "7(e)",
    title: "Comfort letters",
    text: "Deloitte and Touche LLP to the Representatives: one letter dated and given on the pricing date before the pricing agreement is signed, one dated the Time of Delivery.",
    kind: "comfort-letter",
    requires: [form("underwriters_counsel"), judgment(false)],
    deliverables: [
      { title: "Comfort letter of the pricing date", dated: "pricing-date" },
      { title: "Bring-down comfort letter", dated: "time-of-delivery" },
    ],
  },
  {
    label: "7(f)",
    title: "No adverse change",
    text: "Since the dates as of which the disclosure documents speak nothing has happened that in the Representatives’ judgment makes it impracticable or inadvisable to go on.",
    kind: "no-adverse-change",
    requires: [fact("issuer", true), judgment(true)],
    windowHours,
    limbs: [
      limb("no-adverse-change")(
        "7(f)(i)",
        "No loss or interference",
        "No loss or interference with the business beyond what was disclosed.",
      ),
      limb("no-adverse-change")(
        "7(f)(ii)",
        "No change in capital or prospects",
        "No change in capital, debt, or the general affairs of the group beyond what was disclosed.",
      ),
    ],
  },
  {
    label: "7(g)",
    title: "No downgrade",
    text: "On or after the pricing date no rating was lowered, and none was put under surveillance with negative implications.",
    kind: "no-downgrade",
    furnishedBy: [],
    requires: [judgment(true)],
    windowHours,
    ratings: [
      { agency: "Rating agency A", rating: "A (rehearsal)", outlook: "stable" },
      { agency: "Rating agency B", rating: "A− (rehearsal)", outlook: "stable" },
    ],
    limbs: [
      limb("no-downgrade")(
        "7(g)(i)",
        "No rating lowered",
        "No rating agency lowered a rating of the Company’s debt or financial strength.",
      ),
      limb("no-downgrade")(
        "7(g)(ii)",
        "No negative surveillance",
        "None announced surveillance or review with possible negative implications.",
      ),
    ],
  },
  {
    label: "7(h)",
    title: "Market out",
    text: "On or after the pricing date none of four events happened; the effect of the last is for the Representatives to judge.",
    kind: "market-out",
    requires: [judgment(true)],
    windowHours,
    limbs: [
      limb("market-out")(
        "7(h)(i)",
        "Exchange trading",
        "No general suspension or material limitation of trading on the exchange.",
      ),
      limb("market-out")(
        "7(h)(ii)",
        "Trading in the Company’s securities",
        "No suspension or material limitation of trading in the Company’s securities.",
      ),
      limb("market-out")(
        "7(h)(iii)",
        "Banking moratorium",
        "No general moratorium on commercial banking by federal or New York authorities.",
      ),
      limb("market-out")(
        "7(h)(iv)",
        "Hostilities or calamity",
        "No outbreak or escalation of hostilities, emergency, war or other calamity of such effect.",
      ),
    ],
  },
  {
    label: "7(i)",
    title: "Officers’ certificate",
    text: "Officers of the Company to the Representatives, at the Time of Delivery: the representations, the performance, 7(a) and 7(f), and what else was reasonably asked for.",
    kind: "officers-certificate",
    requires: [form("underwriters_counsel"), judgment(false)],
    deliverables: [{ title: "Officers’ certificate", dated: "time-of-delivery" }],
  },
  mechanics(
    "4[1]",
    "Names and denominations",
    "The Representatives give the Company at least 48 hours’ notice of names and denominations.",
    "representative",
  ),
  mechanics(
    "4[2]",
    "Wire details",
    "The Company gives the Representatives at least 48 hours’ notice of the account to be paid into.",
    "issuer",
    [{ title: "Wire instructions", dated: null }],
  ),
  mechanics(
    "II[1]",
    "Global note available for checking",
    "The global note is available for checking at DTC at least 24 hours before the Time of Delivery.",
    "trustee",
  ),
  mechanics(
    "II[2]",
    "Notes credited at DTC",
    "The trustee authenticates the global note, and DTC credits the underwriters’ accounts.",
    "trustee",
  ),
  mechanics(
    "II[3]",
    "Purchase price paid",
    "The purchase price of $197,322,000.00 is paid in federal (same-day) funds.",
    "representative",
  ),
  mechanics(
    "II[4]",
    "Cross-receipt",
    "The Company and the Representatives receipt for the funds and the notes.",
    "issuer",
    [{ title: "Cross-receipt", dated: "time-of-delivery" }],
  ),
];

/** What the list keeper's terms would be, with the usual ones of its kind where the demonstration says nothing. */
export function termsOf({ limbs: _, mode, deliverables, ...said }: DemoCondition) {
  const usual = kindDefaults(said.kind);
  return {
    ...said,
    mode: mode ?? ("whole" as const),
    furnishedBy: said.furnishedBy ?? usual.furnishedBy,
    furnishedTo: said.furnishedTo ?? usual.furnishedTo,
    requires: said.requires ?? usual.requires,
    windowHours: said.windowHours === undefined ? usual.windowHours : said.windowHours,
    ratings: said.ratings ?? [],
    deliverables: mode === "limbs" ? [] : (deliverables ?? usual.deliverables),
  };
}

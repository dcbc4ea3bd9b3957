import { instantOf } from "../../lib/calendar/instant";
import { sampleTerms } from "../../lib/settlement/sample-terms";
import { type DemoOffering, type Made, makeOffering } from "./make-offering";
import { sampleConditions } from "./sample-conditions";
import { sampleParties } from "./sample-people";
import { sampleStory } from "./sample-story";
import { sampleAgreementTerms, sampleClosingTerms, samplePricingTerms } from "./sample-terms";
import { live } from "./story";

const zone = "America/New_York";
const company = "The Hartford Financial Services Group, Inc.";
const treasurer = { signatory: "John N. Giamalis", capacity: "Senior Vice President and Treasurer" };

/** What the rehearsal's clock shows at the moment at which the sample is made. */
export const sampleClockStarts = momentOf("2004-03-08T16:00");

/**
 * Makes a copy of the sample closing, as it stands on Monday at four in the afternoon, its clock starting now. Whoever
 * makes several tells them apart by the suffix of their names.
 */
export async function makeSample(suffix = "", now = new Date()): Promise<Made> {
  const made = await makeOffering(sampleOffering(suffix, now));
  await live(made, 0, sampleStory, (at) => realMoment(at, now));
  return made;
}

/** The rehearsal lived its past at the same pace, so that its clock shows each act's own moment. */
const realMoment = (at: string, now: Date) =>
  new Date(now.getTime() - (sampleClockStarts.getTime() - momentOf(at).getTime()));

function sampleOffering(suffix: string, now: Date): DemoOffering {
  return {
    name: `4.75% Senior Notes due 2014${suffix && ` ${suffix}`}`,
    issuerName: company,
    rehearsal: true,
    parties: sampleParties,
    agreement: {
      title: "Underwriting Agreement",
      datedOn: "2004-03-04",
      section: "7",
      term: "Time of Delivery",
      terms: sampleAgreementTerms,
    },
    pricing: {
      datedOn: "2004-03-04",
      terms: samplePricingTerms,
      allocations: sampleTerms.allocations.map(({ underwriter, amount }) => ({ underwriter, amount })),
    },
    closings: [
      {
        label: "Time of Delivery",
        localDate: "2004-03-09",
        localTime: "10:00",
        zone,
        location: "Debevoise & Plimpton LLP, 919 Third Avenue, New York",
        conditions: sampleConditions,
        terms: sampleClosingTerms,
        pages: [
          { party: company, document: "Indenture", ...treasurer },
          { party: "JP Morgan Chase", document: "Indenture", signatory: "Helen Okafor", capacity: "Trust officer" },
          { party: company, document: "Global note", ...treasurer },
          { party: company, document: "Authentication order", ...treasurer },
          { party: company, document: "Officers’ certificate", ...treasurer },
          { party: company, document: "Cross-receipt", ...treasurer },
          {
            party: "Banc of America Securities LLC",
            document: "Cross-receipt",
            signatory: "Peter J. Carbone",
            capacity: "Vice President",
          },
          {
            party: "Banc One Capital Markets, Inc.",
            document: "Cross-receipt",
            signatory: "Robert Nordlinger",
            capacity: "Managing Director",
          },
        ],
      },
    ],
    opened: realMoment("2004-03-04T08:00", now),
    clock: { at: now, shows: sampleClockStarts },
  };
}

function momentOf(local: string): Date {
  const [date = "", time = ""] = local.split("T");
  return instantOf(date, time, zone);
}

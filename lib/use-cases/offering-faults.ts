import "server-only";
import { momentFault } from "@/lib/calendar/local-moment";
import type { AddClosingInput, CreateOfferingInput, Warning } from "@/lib/contracts/offering";
import type { PricingTerms } from "@/lib/contracts/terms";
import { allocationGap } from "@/lib/domain/allocations";
import { draftFaults } from "@/lib/domain/draft";

type Fault = { path: string; message: string };
type Moment = Pick<AddClosingInput, "localDate" | "localTime" | "zone">;

/** Every fault of what somebody typed to open an offering, each with its field; none when it can be opened. */
export function offeringFaults(input: CreateOfferingInput): Fault[] {
  const { agreement, pricing, parties, maker, closings, conditions, rehearsal, clock } = input;
  const faults: Fault[] = [];
  const report = (path: string, message: string) => faults.push({ path, message });

  if (agreement.datedOn > pricing.datedOn) {
    report("agreement.datedOn", "The underwriting agreement is dated after the pricing agreement that is under it.");
  }
  closings.forEach((closing, index) => {
    const path = `closings.${index}`;
    faults.push(...momentFaults(closing, path, pricing.datedOn));
    if (closings.findIndex(({ label }) => sameWords(label, closing.label)) < index) {
      report(`${path}.label`, `Two Times of Delivery are called ${closing.label}.`);
    }
  });
  parties.forEach((party, index) => {
    const known = parties.findIndex(({ name, role }) => sameWords(name, party.name) && role === party.role);
    if (known < index) report(`parties.${index}.name`, `${party.name} has this part already.`);
  });
  if (maker.party >= parties.length) report("maker.party", "Say for which of the parties you act.");
  if (clock && !rehearsal) report("clock", "Only a rehearsal has a clock of its own.");
  const first = closings[0];
  if (clock && first) {
    const fault = momentFault(clock.localDate, clock.localTime, first.zone);
    if (fault && fault.field !== "zone") report(`clock.${fault.field}`, fault.message);
    if (`${clock.localDate} ${clock.localTime}` >= `${first.localDate} ${first.localTime}`) {
      report("clock.localDate", "The rehearsal’s clock must begin before its first Time of Delivery.");
    }
  }
  if (conditions.from === "draft") {
    for (const { row, field, message } of draftFaults(conditions.rows)) {
      report(`conditions.rows.${row}.${field}`, message);
    }
  }
  return faults;
}

/** What is wrong with a Time of Delivery: it names no moment, or comes before the pricing. */
export function momentFaults(moment: Moment, path: string, pricingDate: string): Fault[] {
  const at = (field: string) => (path === "" ? field : `${path}.${field}`);
  const fault = momentFault(moment.localDate, moment.localTime, moment.zone);
  if (fault) return [{ path: at(fault.field), message: fault.message }];
  if (moment.localDate < pricingDate) {
    const message = `This is before the pricing agreement, dated ${pricingDate}.`;
    return [{ path: at("localDate"), message }];
  }
  return [];
}

/** What is taken as it stands and that a person should look at. */
export function offeringWarnings({ pricing, parties }: CreateOfferingInput): Warning[] {
  const warnings: Warning[] = [];
  const gap = allocationGap(pricing.allocations, firmAmount(pricing.terms));
  if (gap) warnings.push({ path: "pricing.allocations", message: gap });
  const missing = (role: "issuer" | "representative", message: string) => {
    if (!parties.some((party) => party.role === role)) warnings.push({ path: "parties", message });
  };
  missing("representative", "No party is a Representative yet: until one is, nobody can decide, waive or close.");
  missing("issuer", "No party is the issuer yet: until one is, nobody can furnish what the issuer owes.");
  return warnings;
}

/** The firm amount of Schedule II, to tie Schedule I out to; null where it is not known yet. */
export function firmAmount({ securities, scheduleOneTotal }: PricingTerms): string | null {
  const firm = securities?.kind === "debt" ? securities.principal : securities?.shares;
  return firm ?? scheduleOneTotal;
}

const sameWords = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

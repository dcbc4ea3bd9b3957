import type { Occasion } from "../../lib/demo-documents/occasion";
import type { Template } from "../../lib/domain/templates/template";
import { businessDay, daysFrom, newYork, newYorkMoment } from "./business-days";
import { inventedConditions } from "./invented-conditions";
import { type Firm, firm, issuer } from "./invented-parties";
import type { DemoClosing, DemoOffering } from "./make-offering";

/** An invented offering, before its calendar is set. */
export type Outline = {
  name: string;
  template: Template["id"];
  /** As its documents name it, with the amount. */
  described: string;
  company: { name: string; officer: string; address: string; title: string };
  firms: readonly Firm[];
  section: string;
  term: string;
  allocations: DemoOffering["pricing"]["allocations"];
  agreementTerms: object;
  /** By the dates of the offering, which are near the moment of making. */
  pricingTerms: (dates: { pricedOn: string; firstDelivery: string }) => object;
};

export type Calendar = {
  pricedOn: string;
  /** One for each Time of Delivery. */
  closings: readonly { label: string; date: string; delivers: "firm" | "option"; terms: object }[];
};

/** The offering with its dates, and the occasion on which each of its closings' documents are made. */
export function offeringOf(outline: Outline, { pricedOn, closings }: Calendar) {
  const { name, company, template, section, term } = outline;
  const parties = [...outline.firms.map(firm), issuer(company.name, company.officer, company.address, company.title)];
  const nameOf = (role: string) => parties.find((party) => party.role === role)?.name ?? "";
  const roles = parties.map(({ role }) => role);
  const offering: DemoOffering = {
    name,
    issuerName: company.name,
    rehearsal: false,
    parties,
    agreement: {
      title: "Underwriting Agreement",
      datedOn: pricedOn,
      section,
      term,
      terms: outline.agreementTerms,
    },
    pricing: {
      datedOn: pricedOn,
      terms: outline.pricingTerms({ pricedOn, firstDelivery: closings[0]?.date ?? pricedOn }),
      allocations: outline.allocations,
    },
    closings: closings.map(
      ({ label, date, delivers, terms }): DemoClosing => ({
        label,
        localDate: date,
        localTime: "10:00",
        zone: newYork,
        location: `${nameOf("issuer_counsel")}, New York`,
        conditions: inventedConditions(template, { section, term: label, roles, delivers }),
        terms,
        pages: pagesOf(template, parties),
      }),
    ),
    opened: newYorkMoment(`${pricedOn}T08:00`),
  };
  const occasions = closings.map(
    ({ date }): Occasion => ({
      issuer: company.name,
      securities: outline.described,
      representatives: parties.filter(({ role }) => role === "representative").map((party) => party.name),
      pricedOn,
      closesOn: date,
      rehearsal: false,
    }),
  );
  return { offering, occasions };
}

function pagesOf(template: Template["id"], parties: DemoOffering["parties"]): NonNullable<DemoClosing["pages"]> {
  const page = (document: string, role: string) => {
    const party = parties.find((one) => one.role === role);
    const signer = party?.people[0];
    return party && signer ? [{ party: party.name, document, signatory: signer.name, capacity: signer.title }] : [];
  };
  const own =
    template === "common-stock"
      ? page("Instruction to the transfer agent", "issuer")
      : [...page("Indenture", "issuer"), ...page("Indenture", "trustee"), ...page("Global note", "issuer")];
  return [...own, ...page("Cross-receipt", "issuer"), ...page("Cross-receipt", "representative")];
}

/** The next business day at ten in New York that is far enough ahead to be worth a call. */
export function nextDelivery(now: Date): string {
  const day = businessDay(now, 1);
  const soon = newYorkMoment(`${day}T10:00`).getTime() - now.getTime() < 90 * 60_000;
  return soon ? daysFrom(day, 1) : day;
}

import type { AgreementDraft } from "@/lib/contracts/agreement";
import { grouped } from "@/lib/domain/allocations";
import { emptyMoment, emptyOffering, noSecurities, type OfferingForm } from "./setup";

/** The form filled with what the agreement says. What it does not say stays empty, and is named in `unknownIn`. */
export function formFromDraft(draft: AgreementDraft): OfferingForm {
  const { agreement, securities, allocations, parties, moments, place } = draft;
  const term = agreement.closingTerm ?? "";
  const own = parties.findIndex(({ role }) => role === "underwriters_counsel");
  return {
    ...emptyOffering,
    begin: draft.lines.length > 0 ? "draft" : "nothing",
    name: securities?.title ?? "",
    issuer: draft.issuer ?? "",
    agreement: {
      title: agreement.title ?? "",
      datedOn: agreement.datedOn ?? "",
      conditionsSection: draft.section?.number ?? "",
      closingTerm: term,
      governingLaw: agreement.governingLaw ?? "",
    },
    pricingDate: draft.pricingDate ?? "",
    securities: securities
      ? {
          ...noSecurities,
          kind: securities.kind,
          title: securities.title,
          currency: securities.currency ?? "USD",
          size: grouped(securities.size ?? ""),
          publicPrice: securities.publicPrice ?? "",
          purchasePrice: securities.purchasePrice ?? "",
        }
      : noSecurities,
    allocations:
      allocations.length > 0
        ? allocations.map(({ underwriter, amount }) => ({ underwriter, amount: grouped(amount) }))
        : emptyOffering.allocations,
    parties: parties.length > 0 ? parties.map(({ role, name }) => ({ role, name })) : emptyOffering.parties,
    maker: { party: Math.max(own, 0), title: "", authority: false },
    closings: (moments.length > 0
      ? moments
      : [{ label: term, localDate: null, localTime: null, zone: null, delivers: "firm" as const }]
    ).map(({ label, localDate, localTime, zone, delivers }) => ({
      label,
      localDate: localDate ?? "",
      localTime: localTime ?? "",
      zone: zone ?? emptyMoment.zone,
      location: (place ?? "").slice(0, 300),
      delivers,
    })),
  };
}

/** What a closing needs and the agreement does not say, in words; a person finds it elsewhere. */
export function unknownIn({
  agreement,
  securities,
  section,
  issuer,
  moments,
  parties,
  pricingDate,
}: AgreementDraft): string[] {
  const unknown = (what: string, value: unknown) => (value === null || value === undefined ? [what] : []);
  return [
    ...unknown("the issuer", issuer),
    ...unknown("the date of the agreement", agreement.datedOn),
    ...unknown("the pricing date", pricingDate),
    ...unknown("the number of the conditions section", section?.number),
    ...unknown("the word for the moment of delivery", agreement.closingTerm),
    ...unknown("the securities", securities),
    ...(securities
      ? [
          ...unknown(securities.kind === "debt" ? "the principal amount" : "the number of shares", securities.size),
          ...unknown("the price to public", securities.publicPrice),
          ...unknown("the purchase price", securities.purchasePrice),
        ]
      : []),
    ...moments.flatMap(({ label, localDate, localTime }) => [
      ...unknown(`the date of the ${label}`, localDate),
      ...unknown(`the hour of the ${label}`, localTime),
    ]),
    ...(parties.some(({ role }) => role === "representative") ? [] : ["the Representatives"]),
  ];
}

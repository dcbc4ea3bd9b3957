import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  AddClosingAnswer,
  AddClosingRequest,
  CreateOfferingAnswer,
  CreateOfferingRequest,
  EditTermsAnswer,
  EditTermsRequest,
  SetupView,
} from "@/lib/contracts/offering";
import { grouped } from "@/lib/domain/allocations";
import type { DraftRow } from "@/lib/domain/draft";
import type { PartyRole } from "@/lib/domain/role";
import type { Template } from "@/lib/domain/templates/template";
import { getJson, postJson, problemOf } from "./api";
import { offeringKey, portfolioKey } from "./keys";

// The forms on which an offering is made and edited. They hold what was typed, as it was typed.

export type AgreementForm = {
  title: string;
  datedOn: string;
  conditionsSection: string;
  closingTerm: string;
  governingLaw: string;
};

export type SecuritiesForm = {
  kind: "debt" | "shares";
  title: string;
  currency: string;
  /** Principal amount, or number of shares. */
  size: string;
  option: string;
  publicPrice: string;
  purchasePrice: string;
  rate: string;
  accruesFrom: string;
  firstCoupon: string;
  maturity: string;
};

export type AllocationForm = { underwriter: string; amount: string };
export type PartyForm = { name: string; role: PartyRole };
export type MomentForm = { label: string; localDate: string; localTime: string; zone: string; location: string };
export type ClosingForm = MomentForm & { delivers: "firm" | "option" | "both" };

export type OfferingForm = {
  begin: Template["id"] | "nothing" | "draft";
  name: string;
  issuer: string;
  rehearsal: boolean;
  clock: { localDate: string; localTime: string };
  agreement: AgreementForm;
  pricingDate: string;
  securities: SecuritiesForm;
  allocations: readonly AllocationForm[];
  parties: readonly PartyForm[];
  maker: { party: number; title: string; authority: boolean };
  closings: readonly ClosingForm[];
};

export const noSecurities: SecuritiesForm = {
  kind: "debt",
  title: "",
  currency: "USD",
  size: "",
  option: "",
  publicPrice: "",
  purchasePrice: "",
  rate: "",
  accruesFrom: "",
  firstCoupon: "",
  maturity: "",
};

export const emptyMoment: MomentForm = {
  label: "",
  localDate: "",
  localTime: "10:00",
  zone: "America/New_York",
  location: "",
};

/** The form as it stands before anything is typed: the parts that every closing has, and the usual hour. */
export const emptyOffering: OfferingForm = {
  begin: "senior-notes",
  name: "",
  issuer: "",
  rehearsal: false,
  clock: { localDate: "", localTime: "16:00" },
  agreement: {
    title: "Underwriting Agreement",
    datedOn: "",
    conditionsSection: "7",
    closingTerm: "Closing Date",
    governingLaw: "New York",
  },
  pricingDate: "",
  securities: noSecurities,
  allocations: [{ underwriter: "", amount: "" }],
  parties: (
    ["issuer", "issuer_counsel", "representative", "underwriters_counsel", "accountants", "trustee"] as const
  ).map((role) => ({ name: "", role })),
  maker: { party: 3, title: "", authority: false },
  closings: [{ ...emptyMoment, label: "Closing Date", delivers: "firm" }],
};

/** What the reader of an agreement adds to the form: the drafted list, terms beside those on the form, and the file. */
export type FromAgreement = {
  rows: readonly DraftRow[];
  terms: CreateOfferingRequest["agreement"]["terms"];
  source: CreateOfferingRequest["source"];
};

/** The request that a form stands for. Lines that were left empty are left out. */
export function offeringRequest(form: OfferingForm, read: FromAgreement | null): CreateOfferingRequest {
  const { begin, name, issuer, rehearsal, clock, agreement, pricingDate, securities, maker } = form;
  const parties = form.parties.filter(isNamed);
  const own = form.parties[maker.party];
  return {
    name,
    issuer,
    rehearsal,
    clock: rehearsal && clock.localDate ? clock : null,
    agreement: { ...agreementRequest(agreement), terms: read?.terms ?? {} },
    pricing: {
      datedOn: pricingDate || agreement.datedOn,
      terms: pricingRequest(securities),
      allocations: allocationLines(form.allocations),
    },
    parties: parties.map((party) => ({ ...party })),
    maker: { ...maker, party: own && isNamed(own) ? parties.indexOf(own) : parties.length },
    closings: form.closings.map(({ delivers, ...moment }) => ({ ...moment, terms: { delivers } })),
    conditions:
      begin === "draft"
        ? { from: "draft", rows: (read?.rows ?? []).map(rowRequest) }
        : begin === "nothing"
          ? { from: "nothing" }
          : { from: "template", template: begin },
    source: read?.source ?? null,
  };
}

/** The wire’s arrays can be changed; a draft’s cannot. */
function rowRequest({ depth, terms }: DraftRow) {
  const { furnishedBy, furnishedTo, requires, ratings, deliverables, ...said } = terms;
  return {
    depth,
    terms: {
      ...said,
      furnishedBy: [...furnishedBy],
      furnishedTo: [...furnishedTo],
      requires: [...requires],
      ratings: [...ratings],
      deliverables: [...deliverables],
    },
  };
}

export const agreementRequest = (form: AgreementForm) => ({ ...form, governingLaw: form.governingLaw.trim() || null });

export const allocationLines = (lines: readonly AllocationForm[]) => lines.filter(isWritten);

const isWritten = ({ underwriter, amount }: AllocationForm) => underwriter.trim() !== "" || amount.trim() !== "";

const isNamed = ({ name }: PartyForm) => name.trim() !== "";

/** Schedule II as far as it was typed; what is left empty is not known yet. */
export function pricingRequest(form: SecuritiesForm): CreateOfferingRequest["pricing"]["terms"] {
  const known = (text: string) => text.trim() || null;
  const { kind, currency } = form;
  const title = form.title.trim();
  if (title === "" && !known(form.size)) return { currency };
  const shared = {
    title,
    option: known(form.option) ? { offered: form.option } : null,
    publicPrice: known(form.publicPrice),
    purchasePrice: known(form.purchasePrice),
  };
  if (kind === "shares") return { currency, securities: { kind, ...shared, shares: known(form.size) } };
  const interest = {
    rate: known(form.rate),
    accruesFrom: known(form.accruesFrom),
    firstCoupon: known(form.firstCoupon),
    maturity: known(form.maturity),
  };
  const bearsInterest = Object.values(interest).some((value) => value !== null);
  return {
    currency,
    securities: { kind, ...shared, principal: known(form.size), interest: bearsInterest ? interest : null },
  };
}

/** Schedule II as the form shows it. */
export function securitiesForm({ securities, currency }: SetupView["pricings"][number]["terms"]): SecuritiesForm {
  if (!securities) return { ...noSecurities, currency };
  const interest = securities.kind === "debt" ? securities.interest : null;
  return {
    kind: securities.kind,
    title: securities.title,
    currency,
    size: grouped((securities.kind === "debt" ? securities.principal : securities.shares) ?? ""),
    option: grouped(securities.option?.offered ?? ""),
    publicPrice: securities.publicPrice ?? "",
    purchasePrice: securities.purchasePrice ?? "",
    rate: interest?.rate ?? "",
    accruesFrom: interest?.accruesFrom ?? "",
    firstCoupon: interest?.firstCoupon ?? "",
    maturity: interest?.maturity ?? "",
  };
}

export type FieldErrors = ReadonlyMap<string, string>;

/** What is wrong with which field, by the field's path in the request; empty for any other refusal. */
export function fieldErrors(error: unknown): FieldErrors {
  const problem = error ? problemOf(error) : null;
  if (problem?.code !== "invalid-input") return new Map();
  return new Map(problem.issues.map(({ path, message }) => [path, message]));
}

/** The same for a whole offering, whose empty lines were not sent: each path leads to the line where it was typed. */
export function offeringErrors(error: unknown, form: OfferingForm): FieldErrors {
  const typed = {
    parties: form.parties.flatMap((party, line) => (isNamed(party) ? [line] : [])),
    "pricing.allocations": form.allocations.flatMap((line, place) => (isWritten(line) ? [place] : [])),
  };
  return new Map(
    [...fieldErrors(error)].map(([path, message]) => {
      const [, list, place, rest] = /^(parties|pricing\.allocations)\.(\d+)(.*)$/.exec(path) ?? [];
      if (!list || !place) return [path, message];
      return [`${list}.${typed[list as keyof typeof typed][Number(place)] ?? place}${rest}`, message];
    }),
  );
}

export const setupKey = (offeringId: string) => [...offeringKey(offeringId), "setup"] as const;

/** One offering with all that was agreed; the page gives the first answer. */
export const useSetup = (initial: SetupView) =>
  useQuery({
    queryKey: setupKey(initial.offering.id),
    queryFn: ({ signal }) => getJson<SetupView>(`/api/offerings/${initial.offering.id}/setup`, signal),
    initialData: initial,
  });

const sent = new Map<string, string>();

/** Opens an offering. The same form sent again after a lost answer opens it once: the key belongs to what it says. */
export function useCreateOffering() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: CreateOfferingRequest) => {
      const said = JSON.stringify(request);
      const key = sent.get(said) ?? crypto.randomUUID();
      sent.set(said, key);
      return postJson<CreateOfferingAnswer>("/api/offerings", request, key);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: portfolioKey }),
  });
}

export function useEditTerms(offeringId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: EditTermsRequest) => postJson<EditTermsAnswer>(`/api/offerings/${offeringId}/terms`, request),
    onSettled: () => client.invalidateQueries({ queryKey: offeringKey(offeringId) }),
  });
}

export function useAddClosing(offeringId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: AddClosingRequest) =>
      postJson<AddClosingAnswer>(`/api/offerings/${offeringId}/closings`, request),
    onSettled: () => client.invalidateQueries({ queryKey: offeringKey(offeringId) }),
  });
}

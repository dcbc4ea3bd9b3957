"use client";

import { FileText, Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { CheckField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSay } from "@/components/ui/toasts";
import { problemOf } from "@/lib/client/api";
import { useReady } from "@/lib/client/ready";
import {
  type ClosingForm,
  emptyOffering,
  type FromAgreement,
  noSecurities,
  type OfferingForm,
  offeringErrors,
  offeringRequest,
  useCreateOffering,
} from "@/lib/client/setup";
import { problemSentence } from "@/lib/contracts/problem-words";
import { templateOf } from "@/lib/domain/templates/templates";
import { AgreementFields } from "./agreement-fields";
import { AllocationFields } from "./allocation-fields";
import { BeginChoice } from "./begin-choice";
import { ErrorSummary } from "./error-summary";
import { FieldRow, FormSection } from "./form-section";
import { keepTyped, typedBefore } from "./kept-form";
import { ListPreview } from "./list-preview";
import { MomentFields } from "./moment-fields";
import { PartyFields } from "./party-fields";
import { SecuritiesFields } from "./securities-fields";

const sections = [
  { id: "begin", title: "Begin from" },
  { id: "offering", title: "The offering" },
  { id: "agreement", title: "Agreements" },
  { id: "securities", title: "Securities" },
  { id: "allocations", title: "Schedule I" },
  { id: "parties", title: "Parties" },
  { id: "closings", title: "Times of Delivery" },
];

/** The one form on which an offering is opened: typed by hand, or filled in from an agreement that was read. */
export function NewOffering({ filled, read = null }: { filled?: OfferingForm; read?: FromAgreement | null }) {
  const router = useRouter();
  const say = useSay();
  const create = useCreateOffering();
  const ready = useReady();
  const [form, setForm] = useState<OfferingForm>(filled ?? emptyOffering);
  const [restored, setRestored] = useState(false);
  const errors = offeringErrors(create.error, form);
  const general = create.error && errors.size === 0 ? problemSentence(problemOf(create.error)) : null;
  const set = (change: Partial<OfferingForm>) => setForm((before) => ({ ...before, ...change }));

  // What was typed by hand outlives a reload; only the browser knows of it, so it comes in after the first paint.
  useEffect(() => {
    const typed = filled ? null : typedBefore();
    if (!typed) return;
    setForm(typed);
    setRestored(true);
  }, [filled]);
  useEffect(() => {
    if (!filled && form !== emptyOffering) keepTyped(form);
  }, [filled, form]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(offeringRequest(form, read), {
      onSuccess: ({ offeringId, warnings }) => {
        keepTyped(null);
        say.done(`${form.name} is open`, warnings.map(({ message }) => message).join(" ") || undefined);
        router.push(`/offerings/${offeringId}`);
      },
    });
  };

  return (
    <div className="grid gap-8 lg:grid-cols-[11rem_minmax(0,56rem)]">
      <nav aria-label="Sections of the form" className="max-lg:hidden">
        <ol className="sticky top-16 space-y-1 text-sm">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className="block rounded-md px-2 py-1 text-muted hover:bg-sunken hover:text-text">
                {title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <form onSubmit={submit} noValidate className="min-w-0">
        <fieldset disabled={!ready} className="min-w-0 space-y-8">
          <ErrorSummary errors={errors} general={general} />
          {restored && (
            <Notice>
              What you typed earlier is still here.{" "}
              <button
                type="button"
                className="link"
                onClick={() => {
                  keepTyped(null);
                  setForm(emptyOffering);
                  setRestored(false);
                }}
              >
                Start with an empty form
              </button>
            </Notice>
          )}
          <FormSection
            id="begin"
            title="Begin from"
            hint="A template is a full set of conditions in words of its own. Everything in it can be changed afterwards."
          >
            <BeginChoice
              value={form.begin}
              draft={read ? read.rows.length : null}
              onChange={(begin) => setForm((before) => begunFrom(before, begin))}
            />
            {!read && (
              <ButtonLink href="/offerings/new/from-agreement" look="quiet" size="small" className="mt-3 -ml-2.5">
                <FileText aria-hidden className="size-4" /> Or have the agreement read
              </ButtonLink>
            )}
            <ListPreview form={form} read={read} />
          </FormSection>

          <FormSection id="offering" title="The offering">
            <FieldRow>
              <TextField
                label="Name"
                hint="A code name will do."
                name="name"
                value={form.name}
                error={errors.get("name")}
                onChange={(event) => set({ name: event.target.value })}
                className="lg:col-span-3"
                required
              />
              <TextField
                label="Issuer"
                hint="As the agreement names it."
                name="issuer"
                value={form.issuer}
                error={errors.get("issuer")}
                onChange={(event) => setForm((before) => withIssuer(before, event.target.value))}
                className="lg:col-span-3"
                required
              />
            </FieldRow>
            <CheckField
              label="This is a rehearsal"
              hint="It runs under a clock of its own and is marked so on every screen and export."
              checked={form.rehearsal}
              onChange={(event) => set({ rehearsal: event.target.checked })}
              className="mt-4"
            />
            {form.rehearsal && (
              <div className="mt-3 grid gap-x-4 gap-y-3 sm:grid-cols-2">
                <TextField
                  label="Its clock begins on"
                  hint="Empty: at the true time."
                  type="date"
                  name="clock.localDate"
                  value={form.clock.localDate}
                  error={errors.get("clock.localDate") ?? errors.get("clock")}
                  onChange={(event) => set({ clock: { ...form.clock, localDate: event.target.value } })}
                />
                <TextField
                  label="At, in the zone of the first Time of Delivery"
                  hint="Local time."
                  type="time"
                  name="clock.localTime"
                  value={form.clock.localTime}
                  error={errors.get("clock.localTime")}
                  onChange={(event) => set({ clock: { ...form.clock, localTime: event.target.value } })}
                />
              </div>
            )}
          </FormSection>

          <FormSection
            id="agreement"
            title="Underwriting agreement and pricing agreement"
            hint="How the agreement numbers its conditions and calls the moment of delivery is how this closing will speak."
          >
            <AgreementFields
              value={form.agreement}
              onChange={(agreement) => setForm((before) => withAgreement(before, agreement))}
              errors={errors}
              path="agreement."
            >
              <TextField
                label="Pricing agreement dated"
                hint="Empty: the same day."
                type="date"
                name="pricing.datedOn"
                value={form.pricingDate}
                error={errors.get("pricing.datedOn")}
                onChange={(event) => set({ pricingDate: event.target.value })}
                className="lg:col-span-2"
              />
            </AgreementFields>
          </FormSection>

          <FormSection
            id="securities"
            title="Designated securities"
            hint="Schedule II. What is not known yet stays empty and can be filled in at pricing."
          >
            <SecuritiesFields
              value={form.securities}
              onChange={(securities) => set({ securities })}
              errors={errors}
              path="pricing.terms."
            />
          </FormSection>

          <FormSection id="allocations" title="Schedule I: underwriters and amounts">
            <AllocationFields
              lines={form.allocations}
              onChange={(allocations) => set({ allocations })}
              errors={errors}
              path="pricing.allocations"
              whole={form.securities.size}
            />
          </FormSection>

          <FormSection
            id="parties"
            title="Parties"
            hint="The working group list. A party without a name is left out and can be added later; people are invited afterwards."
          >
            <PartyFields parties={form.parties} maker={form.maker} onChange={set} errors={errors} />
          </FormSection>

          <FormSection
            id="closings"
            title="Times of Delivery"
            hint="Every condition is made anew for each of them. One for an option can also be added once it is exercised."
          >
            <ol className="space-y-5">
              {form.closings.map((closing, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a Time of Delivery has no identity before it is made
                <li key={place} className="rounded-lg border bg-surface p-4">
                  <div className="mb-3 flex items-center justify-between gap-2">
                    <h3 className="text-lg">{closing.label || `Time of Delivery ${place + 1}`}</h3>
                    {form.closings.length > 1 && (
                      <Button
                        size="small"
                        look="quiet"
                        aria-label={`Take away ${closing.label || `Time of Delivery ${place + 1}`}`}
                        onClick={() => set({ closings: form.closings.filter((_, index) => index !== place) })}
                      >
                        <X aria-hidden className="size-4" /> Take away
                      </Button>
                    )}
                  </div>
                  <MomentFields
                    value={closing}
                    onChange={(changed) =>
                      set({ closings: form.closings.map((other, index) => (index === place ? changed : other)) })
                    }
                    errors={errors}
                    path={`closings.${place}.`}
                  />
                </li>
              ))}
            </ol>
            <Button
              size="small"
              className="mt-3"
              onClick={() => set({ closings: [...form.closings, nextClosing(form)] })}
            >
              <Plus aria-hidden className="size-4" /> Add a Time of Delivery for the option
            </Button>
          </FormSection>

          <div className="sticky bottom-0 -mx-3 flex flex-wrap items-center justify-end gap-3 border-t bg-paper px-3 py-3 sm:mx-0 sm:px-0">
            <p className="mr-auto text-sm text-muted">
              {form.closings.length === 1 ? "One Time of Delivery" : `${form.closings.length} Times of Delivery`}. All
              of it is saved at once, or none.
            </p>
            <Button type="submit" look="primary" busy={create.isPending}>
              Open the offering
            </Button>
          </div>
        </fieldset>
      </form>
    </div>
  );
}

/** A template brings its usual words, where nothing else was typed in their place. */
function begunFrom(form: OfferingForm, begin: OfferingForm["begin"]): OfferingForm {
  if (begin === "nothing" || begin === "draft") return { ...form, begin };
  const { usualTerm, securities: kind } = templateOf(begin);
  const untouched = form.begin !== "draft" && form.begin !== "nothing" ? templateOf(form.begin).usualTerm : "";
  const agreement =
    form.agreement.closingTerm === untouched || form.agreement.closingTerm === ""
      ? { ...form.agreement, closingTerm: usualTerm }
      : form.agreement;
  const blank = JSON.stringify({ ...form.securities, kind }) === JSON.stringify({ ...noSecurities, kind });
  const securities = blank ? { ...form.securities, kind } : form.securities;
  return withAgreement({ ...form, begin, securities }, agreement);
}

/** The first Time of Delivery goes by the agreement’s word as long as nobody called it otherwise. */
function withAgreement(form: OfferingForm, agreement: OfferingForm["agreement"]): OfferingForm {
  const before = form.agreement.closingTerm;
  const closings = form.closings.map((closing) =>
    closing.label === before ? { ...closing, label: agreement.closingTerm } : closing,
  );
  return { ...form, agreement, closings };
}

/** The issuer is a party as well; it is written there as long as nobody wrote something else. */
function withIssuer(form: OfferingForm, issuer: string): OfferingForm {
  const parties = form.parties.map((party) =>
    party.role === "issuer" && party.name === form.issuer ? { ...party, name: issuer } : party,
  );
  return { ...form, issuer, parties };
}

function nextClosing(form: OfferingForm): ClosingForm {
  const last = form.closings.at(-1);
  const label = form.begin === "nothing" || form.begin === "draft" ? "" : templateOf(form.begin).optionTerm;
  return {
    label: form.closings.some((closing) => closing.label === label) ? "" : label,
    localDate: "",
    localTime: last?.localTime ?? "10:00",
    zone: last?.zone ?? "America/New_York",
    location: last?.location ?? "",
    delivers: "option",
  };
}

import "server-only";
import type { EditTermsAnswer, EditTermsInput, Warning } from "@/lib/contracts/offering";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { loadClosing } from "@/lib/db/load";
import { type Road, travel } from "@/lib/db/road";
import { loadSetup, recordAgreement, recordClosingTerms, recordNames, recordPricing, type Setup } from "@/lib/db/setup";
import { apartFromMoney } from "@/lib/domain/account-mask";
import { allocationGap } from "@/lib/domain/allocations";
import { isOver, stageOf } from "@/lib/domain/closing";
import type { ClosingId, OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { JsonValue } from "@/lib/log/canonical";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { logMoney } from "./log-money";
import { firmAmount } from "./offering-faults";
import { namesOf, revisionOf } from "./view-setup";

/** Changes what was agreed: one change, one event, with what it was before and what it is now. */
export function editTerms(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: EditTermsInput,
): Promise<Result<EditTermsAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  return travel<EditTermsAnswer, Problem>({ personId, offeringId, key, hash: digestOf(input) }, (road) =>
    editOn(road, input),
  );
}

async function editOn(road: Road, input: EditTermsInput): Promise<Result<EditTermsAnswer, Problem>> {
  const { tx, actor, real } = road;
  const grant = authorize(actor, "terms.edit");
  if (!grant.ok) return grant;
  const setup = await loadSetup(tx, actor.offeringId);
  const change = changeOf(setup, input);
  if (!change) return err({ code: "not-found" });
  if (revisionOf(change.before) !== input.revision) return err({ code: "changed-meanwhile", what: change.what });
  if (revisionOf(change.after) === input.revision) return err({ code: "already-done", what: change.what });
  const refused = (await refuseWhenSettled(road, change.closings)) ?? refuseOrder(setup, input);
  if (refused) return refused;

  await write(road, input);
  if (input.edit === "closing") {
    const { closingId, label, terms } = input;
    const before = (change.before as { terms: object }).terms;
    await logMoney(tx, actor, real, { closingId, label, terms: { before, after: terms } });
  }
  const position = await logEvent(tx, actor, real, {
    type: "terms.edited",
    compartment: "shared",
    closingId: input.edit === "closing" ? input.closingId : null,
    conditionId: null,
    payload: {
      of: input.edit,
      what: change.what,
      before: forAll(input.edit, change.before),
      after: forAll(input.edit, change.after),
    } as unknown as JsonValue,
  });
  return ok({ position: position.toString(), warnings: warningsOf(input) });
}

/** What is said of it to all parties: of a Time of Delivery’s terms, all but the money. */
const forAll = (edit: EditTermsInput["edit"], said: object): object =>
  edit === "closing" ? { ...said, terms: apartFromMoney((said as { terms: object }).terms).common } : said;

type Change = {
  what: string;
  before: object;
  after: object;
  /** The Times of Delivery that it is about; once all of them are over it cannot be changed any more. */
  closings: readonly ClosingId[];
};

/** What the change would be, in the words of the log; null where the thing is not of this offering. */
function changeOf(setup: Setup, input: EditTermsInput): Change | null {
  const all = setup.closings.map(({ id }) => id);
  switch (input.edit) {
    case "offering": {
      const { name, issuer } = input;
      return { what: "the name of the offering", before: namesOf(setup), after: { name, issuer }, closings: all };
    }
    case "agreement": {
      const known = setup.agreements.find(({ id }) => id === input.agreementId);
      if (!known) return null;
      const { id: _, source: __, ...before } = known;
      return { what: "the underwriting agreement", before, after: likeBefore(before, input), closings: all };
    }
    case "pricing": {
      const known = setup.pricings.find(({ id }) => id === input.pricingAgreementId);
      if (!known) return null;
      const { id, agreementId: _, ...before } = known;
      const closings = setup.closings.filter(({ pricingAgreementId }) => pricingAgreementId === id);
      const after = likeBefore(before, input);
      return { what: "the pricing agreement", before, after, closings: closings.map((closing) => closing.id) };
    }
    case "closing": {
      const known = setup.closings.find(({ id }) => id === input.closingId);
      if (!known) return null;
      const { label, location, terms } = known;
      const before = { label, location, terms };
      return { what: `the terms of ${label}`, before, after: likeBefore(before, input), closings: [known.id] };
    }
  }
}

/** The same fields in the same order, so that two states of a thing can be told apart by their digests. */
const likeBefore = (before: object, input: EditTermsInput): object =>
  Object.fromEntries(Object.keys(before).map((key) => [key, (input as unknown as Record<string, unknown>)[key]]));

async function refuseWhenSettled({ tx }: Road, ids: readonly ClosingId[]) {
  const closings = await Promise.all(ids.map((id) => loadClosing(tx, id)));
  const over = closings.filter((closing) => closing !== null && isOver(closing));
  const [one] = over;
  if (!one || over.length < closings.length) return null;
  return err({
    code: "closing-over" as const,
    stage: stageOf(one) === "closed" ? ("closed" as const) : ("terminated" as const),
  });
}

/** An agreement comes before its pricing, and a pricing before what is delivered under it. */
function refuseOrder(setup: Setup, input: EditTermsInput) {
  const wrong = (message: string) => err({ code: "invalid-input" as const, issues: [{ path: "datedOn", message }] });
  if (input.edit === "agreement") {
    const early = setup.pricings.find(
      (pricing) => pricing.agreementId === input.agreementId && pricing.datedOn < input.datedOn,
    );
    if (early) return wrong(`The pricing agreement under it is dated ${early.datedOn}.`);
  }
  if (input.edit === "pricing") {
    const known = setup.pricings.find(({ id }) => id === input.pricingAgreementId);
    const general = setup.agreements.find(({ id }) => id === known?.agreementId);
    if (general && input.datedOn < general.datedOn) return wrong(`The agreement above it is dated ${general.datedOn}.`);
    const first = setup.closings
      .filter(({ pricingAgreementId }) => pricingAgreementId === input.pricingAgreementId)
      .find(({ localDate }) => localDate < input.datedOn);
    if (first) return wrong(`${first.label} is before that, on ${first.localDate}.`);
  }
  if (input.edit === "closing") {
    const same = setup.closings.find(({ id, label }) => id !== input.closingId && label === input.label);
    if (same) {
      const message = `Another Time of Delivery is called ${input.label}.`;
      return err({ code: "invalid-input" as const, issues: [{ path: "label", message }] });
    }
  }
  return null;
}

async function write({ tx, actor }: Road, input: EditTermsInput): Promise<void> {
  switch (input.edit) {
    case "offering":
      await recordNames(tx, actor.offeringId, input);
      return;
    case "agreement": {
      const { edit: _, agreementId, revision: __, ...agreement } = input;
      await recordAgreement(tx, agreementId, agreement);
      return;
    }
    case "pricing":
      await recordPricing(tx, actor.offeringId, input.pricingAgreementId, input);
      return;
    case "closing": {
      const { label, location, terms } = input;
      await recordClosingTerms(tx, input.closingId, { label, location, terms });
      return;
    }
  }
}

function warningsOf(input: EditTermsInput): Warning[] {
  if (input.edit !== "pricing") return [];
  const gap = allocationGap(input.allocations, firmAmount(input.terms));
  return gap ? [{ path: "allocations", message: gap }] : [];
}

import { z } from "zod";
import { readAmount } from "@/lib/domain/allocations";
import type { ClosingStage } from "@/lib/domain/closing";
import type { ClosingId, OfferingId, PartyId } from "@/lib/domain/ids";
import { type PartyRole, partyRoles, type Side, sides } from "@/lib/domain/role";
import { templateIds } from "@/lib/domain/templates/templates";
import { conditionTerms, localDate, localTime } from "./acts";
import { closingId, deliverableId, offeringId, versionId } from "./ids";
import {
  type AgreementTerms,
  agreementTerms,
  type ClosingTerms,
  closingTerms,
  type PricingTerms,
  pricingTerms,
} from "./terms";

// Making and editing an offering: its agreements, parties, Times of Delivery, and the list that each begins with.

const text = (max: number, missing = "This is needed.") =>
  z.string().trim().min(1, missing).max(max, `At most ${max} characters.`);

const day = z
  .string()
  .min(1, { error: "Choose a date.", abort: true })
  .pipe(localDate.refine((date) => date >= "1990-01-01", "This is too long ago."));

const hour = z.string().min(1, { error: "Choose a time.", abort: true }).pipe(localTime);

const allocation = z.strictObject({
  underwriter: text(200, "Name the underwriter."),
  amount: z
    .string()
    .refine((amount) => readAmount(amount) !== null, "This is no amount, such as 88,000,000.")
    .transform((amount) => readAmount(amount) ?? ""),
});

export const partyInput = z.strictObject({
  name: text(200, "Name the firm or company."),
  role: z.enum(partyRoles),
  /** Absent: the side on which such a part usually is. */
  side: z.enum(sides).optional(),
});

const agreementInput = z.strictObject({
  title: text(200),
  datedOn: day,
  /** "7", "6.2" or "V": how the agreement numbers it. */
  conditionsSection: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.]{0,9}$/, "The section’s number, such as 7."),
  closingTerm: text(60),
  governingLaw: z.string().trim().max(100).nullable(),
  terms: agreementTerms,
});

const pricingInput = z.strictObject({
  datedOn: day,
  terms: pricingTerms,
  allocations: z.array(allocation).max(200),
});

/** A moment of delivery as it is typed: local to its zone. */
const momentInput = z.strictObject({
  label: text(60),
  localDate: day,
  localTime: hour,
  zone: text(60),
  location: z.string().trim().max(300),
});

const closingInput = z.strictObject({ ...momentInput.shape, terms: closingTerms });

/** A line of a list that was drafted elsewhere: from an agreement as it was read, or typed. */
export const draftRow = z.strictObject({
  depth: z.int().min(0).max(5),
  terms: z.strictObject({
    ...conditionTerms.shape,
    deliverables: z
      .array(z.strictObject({ title: text(200), dated: z.enum(["time-of-delivery", "pricing-date"]).nullable() }))
      .max(50),
  }),
});

/** Where the conditions come from. Each Time of Delivery gets them anew. */
const listInput = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("nothing") }),
  z.strictObject({ from: z.literal("template"), template: z.enum(templateIds) }),
  z.strictObject({ from: z.literal("draft"), rows: z.array(draftRow).min(1).max(600) }),
]);

export const createOfferingInput = z.strictObject({
  /** A code name will do. */
  name: text(120, "The offering needs a name; a code name will do."),
  issuer: text(200, "Name the issuer."),
  rehearsal: z.boolean(),
  /** Where a rehearsal's clock begins, in the zone of its first Time of Delivery; null: at the true time. */
  clock: z.strictObject({ localDate: day, localTime: hour }).nullable(),
  agreement: agreementInput,
  pricing: pricingInput,
  parties: z.array(partyInput).min(1, "At least your own firm or company.").max(60),
  /** Whoever makes it keeps the list, for one of the parties. */
  maker: z.strictObject({
    party: z.int().min(0).max(59),
    title: z.string().trim().max(120),
    authority: z.boolean(),
  }),
  closings: z.array(closingInput).min(1, "At least one Time of Delivery.").max(12),
  conditions: listInput,
  /** The file that the draft was read from, and what its reader left out of the list, each with the reason. */
  source: z
    .strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      name: text(255),
      leftOut: z
        .array(z.strictObject({ label: text(60), reason: text(500, "Say why it is left out.") }))
        .max(300)
        .default([]),
    })
    .nullable(),
});

export type CreateOfferingInput = z.output<typeof createOfferingInput>;
/** What a browser sends. */
export type CreateOfferingRequest = z.input<typeof createOfferingInput>;

/** Something that was taken as it was typed and that somebody should look at. */
export type Warning = { path: string; message: string };

export type CreateOfferingAnswer = { offeringId: OfferingId; closingId: ClosingId; warnings: readonly Warning[] };

/** A further Time of Delivery. Its list is that of an earlier one, with no sign-off, or a template's. */
export const addClosingInput = z.strictObject({
  pricingAgreementId: z.uuid(),
  ...closingInput.shape,
  conditions: z.discriminatedUnion("from", [
    z.strictObject({ from: z.literal("nothing") }),
    z.strictObject({ from: z.literal("template"), template: z.enum(templateIds) }),
    z.strictObject({ from: z.literal("closing"), closingId }),
  ]),
});

export type AddClosingInput = z.output<typeof addClosingInput>;
export type AddClosingRequest = z.input<typeof addClosingInput>;
export type AddClosingAnswer = { closingId: ClosingId; conditions: number };

/** Which state of a thing was on screen, so that nobody's change is overwritten unseen. */
const revision = z.string().max(64);

/** One change to what was agreed; each is an event of its own. */
export const editTermsInput = z.discriminatedUnion("edit", [
  z.strictObject({ edit: z.literal("offering"), revision, name: text(120), issuer: text(200) }),
  z.strictObject({ edit: z.literal("agreement"), agreementId: z.uuid(), revision, ...agreementInput.shape }),
  z.strictObject({ edit: z.literal("pricing"), pricingAgreementId: z.uuid(), revision, ...pricingInput.shape }),
  z.strictObject({
    edit: z.literal("closing"),
    closingId,
    revision,
    label: text(60),
    location: z.string().trim().max(300),
    terms: closingTerms,
  }),
]);

export type EditTermsInput = z.output<typeof editTermsInput>;
export type EditTermsRequest = z.input<typeof editTermsInput>;
export type EditTermsAnswer = { position: string; warnings: readonly Warning[] };

/** A version that stands at an earlier Time of Delivery, delivered for a document of a later one as well. */
export const reuseInput = z.strictObject({ deliverableId, versionId });

export const setupQuery = z.strictObject({ offeringId });

/** One offering with all that was agreed: its agreements, parties and Times of Delivery. */
export type SetupView = {
  offering: { id: OfferingId; name: string; issuer: string; rehearsal: boolean; revision: string };
  agreements: readonly {
    id: string;
    revision: string;
    title: string;
    datedOn: string;
    conditionsSection: string;
    closingTerm: string;
    governingLaw: string | null;
    terms: AgreementTerms;
    source: { sha256: string; name: string } | null;
  }[];
  pricings: readonly {
    id: string;
    agreementId: string;
    revision: string;
    datedOn: string;
    terms: PricingTerms;
    allocations: readonly { underwriter: string; amount: string }[];
    total: string;
    /** A sentence where Schedule I does not come to the amount of Schedule II. */
    gap: string | null;
  }[];
  parties: readonly { id: PartyId; name: string; role: PartyRole; side: Side; people: number }[];
  closings: readonly {
    id: ClosingId;
    pricingAgreementId: string;
    revision: string;
    label: string;
    localDate: string;
    localTime: string;
    zone: string;
    timeOfDelivery: string;
    location: string;
    terms: ClosingTerms;
    stage: ClosingStage;
    conditions: number;
    settled: number;
    total: number;
  }[];
  may: { editTerms: boolean; editList: boolean; invite: boolean };
};

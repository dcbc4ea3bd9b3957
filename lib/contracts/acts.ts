import { z } from "zod";
import { bases, documentStages } from "@/lib/domain/condition";
import { conditionKinds } from "@/lib/domain/kind";
import { partyRoles } from "@/lib/domain/role";
import { actId, closingId, conditionId, deliverableId, partyId, personId, signaturePageId, versionId } from "./ids";

// What a browser may ask for. Who asks comes from the session, when from the server's clock: no input names either.

const text = (max: number) => z.string().trim().min(1).max(max);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const localDate = z.iso.date();
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const evidence = z.array(z.strictObject({ deliverableId, sha256 })).max(50);
const rating = z.strictObject({ agency: text(80), rating: text(40), outlook: text(40) });
const detail = z
  .strictObject({
    ratings: z.array(rating).max(10).optional(),
    filing: z.string().trim().max(500).optional(),
    limbs: z.array(text(60)).max(100).optional(),
  })
  .transform(({ ratings, filing, limbs }) => ({
    ...(ratings && { ratings }),
    ...(filing && { filing }),
    ...(limbs && { limbs }),
  }));

const required = z.strictObject({ basis: z.enum(bases), role: z.enum(partyRoles), sameDay: z.boolean() });

export const conditionTerms = z.strictObject({
  label: text(60),
  title: text(200),
  text: z.string().trim().max(40_000),
  kind: z.enum(conditionKinds),
  mode: z.enum(["whole", "limbs"]),
  furnishedBy: z.array(z.enum(partyRoles)).max(10),
  furnishedTo: z.array(z.enum(partyRoles)).max(10),
  requires: z.array(required).max(20),
  windowHours: z.int().min(1).max(72).nullable(),
  ratings: z.array(rating).max(10),
  deliverables: z
    .array(
      z.strictObject({
        /** Absent for a document that is new to the list. */
        id: deliverableId.optional(),
        title: text(200),
        dated: z.enum(["time-of-delivery", "pricing-date"]).nullable(),
      }),
    )
    .max(50),
});

/** Every act but the upload of a document, which carries a file and has a route of its own. */
export const actInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("share"), conditionId, versionId }),
  z.strictObject({
    act: z.literal("sign-off"),
    conditionId,
    basis: z.enum(bases),
    /** What the signer had on screen. */
    evidence,
    requirement: z.int().min(0),
    detail,
  }),
  z.strictObject({
    act: z.literal("waive"),
    conditionId,
    text: text(5_000),
    scope: text(500),
    instrument: z.strictObject({ sha256, name: text(255) }).nullable(),
  }),
  z.strictObject({
    act: z.literal("mark"),
    conditionId,
    mark: z.enum(["not-applicable", "failed"]),
    reason: text(2_000),
  }),
  z.strictObject({ act: z.literal("withdraw"), conditionId, actId, reason: text(2_000) }),
  z.strictObject({ act: z.literal("note"), conditionId, text: text(5_000), shared: z.boolean() }),
  z.strictObject({ act: z.literal("assign"), conditionId, assigneeId: personId.nullable() }),
  z.strictObject({ act: z.literal("set-due"), conditionId, dueAt: z.iso.datetime({ offset: true }).nullable() }),
  z.strictObject({
    act: z.literal("add-condition"),
    closingId,
    parentId: conditionId.nullable(),
    /** The condition after which it comes; null: at the end. */
    after: conditionId.nullable(),
    terms: conditionTerms,
  }),
  z.strictObject({
    act: z.literal("edit-condition"),
    conditionId,
    requirement: z.int().min(0),
    terms: conditionTerms,
  }),
  z.strictObject({ act: z.literal("remove-condition"), conditionId, reason: text(2_000) }),
  z.strictObject({
    act: z.literal("split-condition"),
    conditionId,
    requirement: z.int().min(0),
    /** Whether the clause is still signed off as one, or each limb by itself. */
    mode: z.enum(["whole", "limbs"]),
    limbs: z
      .array(z.strictObject({ label: text(60), title: text(200), text: z.string().trim().max(40_000) }))
      .min(2)
      .max(40),
  }),
  z.strictObject({
    act: z.literal("renumber"),
    closingId,
    labels: z
      .array(z.strictObject({ conditionId, label: text(60) }))
      .min(1)
      .max(1_000),
  }),
  z.strictObject({ act: z.literal("reorder"), closingId, order: z.array(conditionId).min(1).max(1_000) }),
  z.strictObject({
    act: z.literal("add-signature-page"),
    closingId,
    partyId,
    document: text(200),
    signatory: text(120),
    capacity: text(120),
  }),
  z.strictObject({
    act: z.literal("move-signature-page"),
    closingId,
    signaturePageId,
    step: z.enum(["out", "in-escrow", "release-authorised", "withdrawn"]),
  }),
  z.strictObject({ act: z.literal("pre-closing"), closingId }),
  z.strictObject({ act: z.literal("start-call"), closingId }),
  z.strictObject({ act: z.literal("close"), closingId }),
  z.strictObject({
    act: z.literal("postpone"),
    closingId,
    ground: text(200),
    text: z.string().trim().max(5_000),
    newLocalDate: localDate,
    newLocalTime: localTime,
  }),
  z.strictObject({ act: z.literal("terminate"), closingId, ground: text(200), text: z.string().trim().max(5_000) }),
  z.strictObject({ act: z.literal("set-clock"), closingId, shows: z.iso.datetime({ offset: true }) }),
]);

export type ActInput = z.output<typeof actInput>;
/** What a browser sends; ids are plain text there. */
export type ActRequest = z.input<typeof actInput>;

/** What goes with an uploaded file, as query parameters; the body is the file itself. */
export const deliveryInput = z.strictObject({
  fileName: z.string().min(1).max(255),
  stage: z.enum(documentStages),
  datedOn: localDate.optional(),
  share: z.enum(["true", "false"]).transform((word) => word === "true"),
});

export type DeliveryInput = z.output<typeof deliveryInput>;

import { z } from "zod";
import type { PartyId, PersonId } from "@/lib/domain/ids";
import type { PartyRole } from "@/lib/domain/role";
import type { PreflightItem, SetBuildView, SetTabView } from "./closing-set";
import { closingId, offeringId, partyId, personId } from "./ids";
import type { SetLinkView } from "./set-links";
import type { ClosingHead, ViewerView } from "./views";

/** Whom a set is for: a party, a person of the working group, or somebody outside it. */
const recipient = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("party"), partyId }),
  z.strictObject({ kind: z.literal("person"), personId }),
  z.strictObject({
    kind: z.literal("outside"),
    name: z.string().trim().min(1, "Say who it is.").max(120),
    email: z.email("This is no e-mail address.").max(254),
  }),
]);

export type SetRecipient = z.output<typeof recipient>;

export const setId = z.uuid().transform((text) => text.toLowerCase());

/**
 * A named set: all tabs, also those that come onto the list later, or the tabs that are named, and then no other. A tab that
 * is new is in no set of the second kind until somebody ticks it.
 */
const distributionSet = z.strictObject({
  id: setId,
  name: z.string().trim().min(1, "A set needs a name.").max(80),
  tabs: z.union([z.literal("all"), z.array(z.string().min(1).max(100)).max(1_000)]),
  recipients: z.array(recipient).max(50),
});

export type DistributionSet = z.output<typeof distributionSet>;

const isUnique = (values: readonly string[]) => new Set(values).size === values.length;

export const distributionSets = z
  .array(distributionSet)
  .max(20, "At most twenty sets.")
  .refine((sets) => isUnique(sets.map(({ id }) => id)), "Two sets have one id.")
  .refine((sets) => isUnique(sets.map(({ name }) => name.toLowerCase())), "Two sets have one name.");

export const distributionInput = z.strictObject({ closingId, revision: z.int().min(0), sets: distributionSets });

export type DistributionInput = z.output<typeof distributionInput>;

/** Who gets which tabs as it was last kept; its revision rises with every change. At 0 nobody has kept one, and it is proposed. */
export type KeptDistribution = { revision: number; sets: readonly DistributionSet[] };

export type DistributionTab = {
  key: string;
  number: string;
  title: string;
  omitted: boolean;
  documents: number;
};

export type DistributionView = {
  head: ClosingHead;
  viewer: ViewerView;
  distribution: KeptDistribution;
  parts: readonly { title: string; tabs: readonly DistributionTab[] }[];
  parties: readonly { id: PartyId; name: string; role: PartyRole }[];
  people: readonly { id: PersonId; name: string; party: string; partyId: PartyId }[];
  /** The builds that were made, newest first. */
  builds: readonly SetBuildView[];
  /** The links that were made, newest first; none for those who may not send sets. */
  links: readonly SetLinkView[];
  /** Whether a mail server is set up, so that a link can be mailed. */
  mails: boolean;
  may: { edit: boolean; send: boolean };
};

export const recipientQuery = z.strictObject({ offeringId, closingId, setId });

/** One set as those who get it will find it, and for whoever keeps it what they will not find. */
export type RecipientView = {
  set: DistributionSet;
  title: string;
  issuer: string;
  securities: readonly string[];
  timeOfDelivery: string;
  /** What stands above its index; empty where it is the full set. */
  notice: string;
  parts: readonly { title: string; tabs: readonly SetTabView[] }[];
  omitted: readonly { number: string; title: string; documents: readonly string[] }[];
  /** What would be printed in it as open; a fault asks for a reason. */
  preflight: readonly PreflightItem[];
};

import { z } from "zod";
import type { OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { type PartyRole, partyRoles, type Side, sides } from "@/lib/domain/role";
import { offeringId, partyId, personId } from "./ids";

// People: signing in, the working group list, invitations.

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email("This is not an e-mail address."));
export const personName = z.string().trim().min(1, "A name is needed.").max(120);
const password = z.string().min(1, "A password is needed.").max(128);
/** A new password; twelve characters at least, as many as one likes up to 128, of any kind. */
export const newPassword = z.string().min(12, "At least twelve characters.").max(128, "At most 128 characters.");
const code = z.string().trim().min(6).max(20);

/** What each address of /api/auth takes; no other is served. */
export const authInputs = {
  "sign-in/email": z.strictObject({ email, password }),
  "sign-out": z.strictObject({}),
  "revoke-sessions": z.strictObject({}),
  "change-password": z.strictObject({ currentPassword: password, newPassword }),
  "two-factor/enable": z.strictObject({ password }),
  "two-factor/disable": z.strictObject({ password }),
  "two-factor/verify-totp": z.strictObject({ code }),
  "two-factor/verify-backup-code": z.strictObject({ code }),
  "two-factor/generate-backup-codes": z.strictObject({ password }),
} as const;

export type AuthPath = keyof typeof authInputs;

/** What is answered beside a status: never a session's token. */
export type AuthAnswer = {
  /** The password was right, and a code is asked for before anything opens. */
  secondFactor?: boolean;
  /** For an authenticator app: the address to copy, and the same as a picture of `size` × `size` squares. */
  totp?: { uri: string; size: number; path: string };
  /** Shown once. Each signs in once where the authenticator is lost. */
  backupCodes?: readonly string[];
};

/** Refusals of /api/auth beside those of lib/contracts/problem.ts. */
export type AuthRefusal = { code: "credentials-wrong" } | { code: "code-wrong" } | { code: "second-factor-expired" };

/** Proof that it is still the same person at the screen, before an act that asks for it. */
export const confirmInput = z.union([z.strictObject({ password }), z.strictObject({ code })]);

export type ConfirmInput = z.output<typeof confirmInput>;

export const endSessionInput = z.strictObject({ sessionId: z.uuid() });

export const inviteInput = z.strictObject({
  partyId,
  email,
  name: personName,
  title: z.string().trim().max(120),
  authority: z.boolean(),
  coordinator: z.boolean(),
});

export type InviteInput = z.output<typeof inviteInput>;

export const revokeInput = z.strictObject({ invitationId: z.uuid() });
export const endMembershipInput = z.strictObject({ personId });

export const invitationPlace = z.strictObject({ offeringId, invitationId: z.uuid() });

export const addPartyInput = z.strictObject({
  organisation: z.string().trim().min(1, "Name the firm or company.").max(200),
  role: z.enum(partyRoles),
  side: z.enum(sides),
});

export type AddPartyInput = z.output<typeof addPartyInput>;

/** The secret of a link. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);

/**
 * Accepting. Who is signed in already needs neither name nor password; a new account needs both, the administrator's also an
 * e-mail, and a new password only that.
 */
export const acceptInput = z.strictObject({
  token: linkToken,
  email: email.optional(),
  name: personName.optional(),
  password: newPassword.optional(),
});

export type AcceptInput = z.output<typeof acceptInput>;

/** What was accepted, and as whom one signs in now. */
export type AcceptAnswer = { purpose: InvitationView["purpose"]; email: string; offeringId: OfferingId | null };

/** An invitation just made, or shown again to someone who may invite into that party. */
export type InvitationLink = { id: string; email: string; link: string; mailed: boolean };

/** What a link's page says before it is accepted. */
export type InvitationView =
  | {
      purpose: "member";
      email: string;
      name: string;
      party: string;
      role: PartyRole;
      offering: string;
      expiresAt: string;
      /** An account with this e-mail exists: it is joined by signing in. */
      hasAccount: boolean;
    }
  | { purpose: "administrator"; expiresAt: string }
  | { purpose: "new-password"; email: string; expiresAt: string };

export type MemberView = {
  id: PersonId;
  name: string;
  email: string;
  title: string;
  authority: boolean;
  coordinator: boolean;
  since: string;
  endedAt: string | null;
  may: { end: boolean };
};

export type PendingInvitationView = {
  id: string;
  email: string;
  name: string;
  title: string;
  authority: boolean;
  coordinator: boolean;
  expiresAt: string;
  /** Lapsed: whoever made it might not make it any more, since they left or the party speaks for itself now. */
  state: "pending" | "lapsed" | "expired" | "revoked";
  /** Whether its mail went out; "none" where no mail server was set up when it was made. */
  mail: "none" | "waiting" | "sent";
  may: { revoke: boolean; showLink: boolean; repeat: boolean };
};

/** The working group list: parties in the order of the agreement's parts, with their people. */
export type PeopleView = {
  offering: { name: string; issuer: string; rehearsal: boolean };
  parties: readonly {
    id: PartyId;
    name: string;
    role: PartyRole;
    side: Side;
    members: readonly MemberView[];
    invitations: readonly PendingInvitationView[];
    may: { invite: boolean };
  }[];
  may: {
    /** The parts that this viewer may add a party for. */
    addParty: readonly PartyRole[];
    /** Whether this viewer may pass on the keeping of the list. */
    giveCoordinator: boolean;
  };
  mail: boolean;
};

/** People of the demonstration who have the same part, for the sign-in page to offer. */
export type DemoPart = {
  part: string;
  people: readonly { name: string; title: string; email: string; password: string }[];
};

export type AccountView = {
  name: string;
  email: string;
  administrator: boolean;
  twoFactor: boolean;
  sessions: readonly { id: string; current: boolean; since: string; usedAt: string; from: string; browser: string }[];
};

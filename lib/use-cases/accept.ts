import "server-only";
import { beginAttempt, beginNetworkAttempt, forgiveAttempt, forgiveNetworkAttempt } from "@/lib/auth/attempts";
import { hashOfSecret } from "@/lib/auth/link-secret";
import { passwordFault } from "@/lib/auth/password-fault";
import { hashPassword, isRightPassword } from "@/lib/auth/passwords";
import type { SignedIn } from "@/lib/auth/session";
import type { AcceptAnswer, AcceptInput, InvitationView } from "@/lib/contracts/people";
import type { Problem } from "@/lib/contracts/problem";
import { countPeople, createPerson, findPasswordHash, findPersonByEmail, resetPassword } from "@/lib/db/accounts";
import { type FoundInvitation, findInvitationByHash } from "@/lib/db/invitations";
import { type AccountLink, consumeLink, findLink } from "@/lib/db/links";
import { travelByLink } from "@/lib/db/road";
import type { PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { describeInvitation, join } from "./accept-invitation";

type Holder = { person: SignedIn | null; headers: Headers };

/** What a link is for, before anything is done with it. Looking uses nothing up: mail filters follow links too. */
export async function viewLink({ headers }: Holder, token: string): Promise<Result<InvitationView, Problem>> {
  const wait = await beginNetworkAttempt(headers);
  if (wait !== null) return err({ code: "too-many-requests", retryAfterSeconds: wait });
  const found = await find(token);
  if (!found || ("invitation" in found && !isOpen(found.invitation))) return err({ code: "invitation-not-valid" });
  await forgiveNetworkAttempt(headers);
  if ("invitation" in found) {
    const view = await describeInvitation(found.invitation);
    return view ? ok(view) : err({ code: "invitation-not-valid" });
  }
  const { purpose, email, expiresAt } = found.link;
  const until = expiresAt.toISOString();
  return ok(
    purpose === "administrator"
      ? { purpose, expiresAt: until }
      : { purpose: "new-password", email: email ?? "", expiresAt: until },
  );
}

/** Does what a link is for, once. Whoever took an invitation up and sends the same again gets the same answer. */
export async function accept(holder: Holder, input: AcceptInput): Promise<Result<AcceptAnswer, Problem>> {
  const { headers } = holder;
  const wait = await beginNetworkAttempt(headers);
  if (wait !== null) return err({ code: "too-many-requests", retryAfterSeconds: wait });
  const found = await find(input.token);
  if (!found) return err({ code: "invitation-not-valid" });
  await forgiveNetworkAttempt(headers);
  if ("invitation" in found) return acceptInvitation(holder, found.invitation, input);
  return found.link.purpose === "administrator"
    ? becomeAdministrator(found.link, input)
    : takeNewPassword(found.link, input, headers);
}

async function find(token: string): Promise<{ link: AccountLink } | { invitation: FoundInvitation } | null> {
  const hash = hashOfSecret(token);
  const link = await findLink(hash);
  if (link) return { link };
  const invitation = await findInvitationByHash(hash);
  return invitation && { invitation };
}

const isOpen = ({ acceptedAt, revokedAt, expiresAt }: FoundInvitation, now = new Date()) =>
  !acceptedAt && !revokedAt && expiresAt > now;

async function acceptInvitation(
  holder: Holder,
  invitation: FoundInvitation,
  input: AcceptInput,
): Promise<Result<AcceptAnswer, Problem>> {
  const { email, offeringId } = invitation;
  const answer = ok<AcceptAnswer>({ purpose: "member", email, offeringId });
  const done = await takeUpInvitation(holder, invitation, input);
  if (done.ok) return answer;
  // The same press sent twice: the second one finds what the first has just done.
  const now = await findInvitationByHash(hashOfSecret(input.token));
  return now?.acceptedBy && (await isSame(holder, now, input)) ? answer : done;
}

async function takeUpInvitation(
  { person }: Holder,
  invitation: FoundInvitation,
  input: AcceptInput,
): Promise<Result<null, Problem>> {
  const { email, offeringId } = invitation;
  if (!isOpen(invitation)) return err({ code: "invitation-not-valid" });
  if (person && person.email !== email) return err({ code: "other-account", email });
  if (!person && (await findPersonByEmail(email))) return err({ code: "not-signed-in" });
  const missing = person ? [] : lacking(input, ["name", "password"]);
  const faults = person || missing.length > 0 ? missing : faultsOf(input.password, { email, name: input.name });
  if (faults.length > 0) return err({ code: "invalid-input", issues: faults });
  const passwordHash = person ? "" : await hashPassword(input.password ?? "");

  const done = await travelByLink<{ personId: PersonId }, Problem>(offeringId, async ({ tx, real }) => {
    const now = await findInvitationByHash(hashOfSecret(input.token), tx);
    if (!now || !isOpen(now, real)) return err({ code: "invitation-not-valid" });
    if (!person && (await findPersonByEmail(email, tx))) return err({ code: "not-signed-in" });
    const name = person?.name ?? input.name ?? now.name;
    const personId = person?.id ?? (await createPerson(tx, { email, name, passwordHash }));
    const joined = await join(tx, now, { personId, name }, real);
    return joined.ok ? ok({ personId }) : joined;
  });
  return done.ok ? ok(null) : done;
}

/** Whether it is the one who accepted an invitation: by their session, or else by their password, where guessing counts. */
async function isSame(
  { person, headers }: Holder,
  { email, acceptedBy }: FoundInvitation,
  { password }: AcceptInput,
): Promise<boolean> {
  if (person) return person.id === acceptedBy;
  if (!acceptedBy || !password || (await beginAttempt(email, headers)) !== null) return false;
  const hash = await findPasswordHash(acceptedBy);
  if (!hash || !(await isRightPassword(password, hash))) return false;
  await forgiveAttempt(email, headers);
  return true;
}

async function becomeAdministrator(link: AccountLink, input: AcceptInput): Promise<Result<AcceptAnswer, Problem>> {
  const { email, name, password } = input;
  const missing = lacking(input, ["email", "name", "password"]);
  if (!email || !name || !password) return err({ code: "invalid-input", issues: missing });
  const faults = faultsOf(password, { email, name });
  if (faults.length > 0) return err({ code: "invalid-input", issues: faults });
  const passwordHash = await hashPassword(password);
  return travelByLink<AcceptAnswer, Problem>("accounts", async ({ tx }) => {
    if (!(await consumeLink(tx, link)) || (await countPeople(tx)) > 0) return err({ code: "invitation-not-valid" });
    await createPerson(tx, { email, name, passwordHash, administrator: true });
    return ok({ purpose: "administrator", email, offeringId: null });
  });
}

async function takeNewPassword(
  link: AccountLink,
  input: AcceptInput,
  headers: Headers,
): Promise<Result<AcceptAnswer, Problem>> {
  const email = link.email ?? "";
  const { password } = input;
  if (!password) return err({ code: "invalid-input", issues: lacking(input, ["password"]) });
  const faults = faultsOf(password, { email });
  if (faults.length > 0) return err({ code: "invalid-input", issues: faults });
  const passwordHash = await hashPassword(password);
  const done = await travelByLink<AcceptAnswer, Problem>("accounts", async ({ tx }) => {
    const person = await findPersonByEmail(email, tx);
    if (!person || !(await consumeLink(tx, link))) return err({ code: "invitation-not-valid" });
    await resetPassword(tx, person.id, passwordHash);
    return ok({ purpose: "new-password", email, offeringId: null });
  });
  // Whoever locked the account by guessing does not keep its owner out.
  if (done.ok) await forgiveAttempt(email, headers);
  return done;
}

/** What speaks against a password that somebody chooses, in the form of an issue with its field. */
function faultsOf(password: string | undefined, about: { email: string; name?: string | undefined }) {
  const message = passwordFault(password ?? "", about);
  return message ? [{ path: "password", message }] : [];
}

const wanted = { email: "An e-mail address is needed.", name: "A name is needed.", password: "A password is needed." };

const lacking = (input: AcceptInput, fields: readonly (keyof typeof wanted)[]) =>
  fields.filter((field) => !input[field]).map((path) => ({ path, message: wanted[path] }));

// The people: asked in by those who may, each with an account of their own that their link opened.

import type { InvitationLink } from "@/lib/contracts/people";
import type { PartyRole } from "@/lib/domain/role";
import { codeFor } from "@/lib/testing/authenticator";
import { makeAccountLink } from "@/lib/use-cases/first-administrator";
import { Caller } from "./caller";
import type { Garden } from "./garden";
import { circleOf, type Made } from "./offering";

/** What opens a door, and is told to nobody who does not hold it; with what it is. */
export type Secrets = Map<string, string>;

type Identity = { name: string; email: string; password: string };

const tokenIn = (link: string) => link.split("/").at(-1) ?? "";

/** Keeps what stands in a session’s cookie among the secrets: the whole of it, and the token without its signature. */
function keepCookie(secrets: Secrets, { who, cookie }: Caller): void {
  const value = decodeURIComponent(cookie.split(";")[0]?.split("=").slice(1).join("=") ?? "");
  secrets.set(value, `session of ${who}`).set(value.split(".")[0] ?? value, `session of ${who}`);
}

/** The administrator, by the link that whoever runs the installation makes. */
export async function firstAdministrator(origin: string, garden: Garden, secrets: Secrets): Promise<Caller> {
  const made = await makeAccountLink(null);
  if (!made.ok) throw new Error("There are people already");
  const token = tokenIn(made.value.link);
  secrets.set(token, "the administrator’s link");
  const administrator = new Caller(origin, "administrator", ["C", "C underwriters", oneself()], ["C"]);
  const { name, email, password } = identityFor(garden, administrator.circles);
  await administrator.wish("/api/invitations/accept", { token, name, email, password });
  await administrator.signIn(email, password);
  keepCookie(secrets, administrator);
  return administrator;
}

/** What one is called oneself, one sees wherever one is. */
let people = 0;
const oneself = () => `oneself-${++people}`;

const identityFor = (garden: Garden, circles: readonly string[]): Identity => ({
  name: `Nell ${garden.plant("person’s name", ...circles)}`,
  email: `${garden.plant("person’s address", ...circles)}@firm.test`,
  password: `Wren 7 ${garden.plant("password", ...circles)}`,
});

/**
 * Asks somebody in and has them accept. Those who will open an offering of their own are known there too: `also` names it.
 */
export async function newMember(
  { garden, secrets, by, made }: { garden: Garden; secrets: Secrets; by: Caller; made: Made },
  {
    who,
    role,
    also = [],
    authority = false,
    coordinator = false,
    secondFactor = false,
  }: {
    who: string;
    role: PartyRole;
    also?: readonly string[];
    authority?: boolean;
    coordinator?: boolean;
    secondFactor?: boolean;
  },
): Promise<Caller & { email: string }> {
  const me = oneself();
  const { name, email, password } = identityFor(garden, [made.name, ...also, me]);
  const title = `Partner ${garden.plant("person’s title", made.name)}`;
  const invitation = { partyId: made.parties[role], email, name, title, authority, coordinator };
  const { link } = await by.wish<InvitationLink>(`/api/offerings/${made.offeringId}/invitations`, invitation);
  const token = tokenIn(link);
  secrets.set(token, `invitation of ${who}`);
  const circles = [
    me,
    made.name,
    circleOf(made, role),
    ...also.flatMap((offering) => [offering, `${offering} underwriters`]),
  ];
  const caller = new Caller(by.origin, who, circles, coordinator ? [made.name, ...also] : []);
  await caller.wish("/api/invitations/accept", { token, name, password });
  await caller.signIn(email, password);
  if (secondFactor) await setUpSecondFactor(caller, password, secrets);
  keepCookie(secrets, caller);
  return Object.assign(caller, { email });
}

async function setUpSecondFactor(caller: Caller, password: string, secrets: Secrets): Promise<void> {
  const enabled = await caller.wish<{ totp: { uri: string }; backupCodes: string[] }>("/api/auth/two-factor/enable", {
    password,
  });
  const secret = new URL(enabled.totp.uri).searchParams.get("secret") ?? "";
  secrets.set(secret, `authenticator of ${caller.who}`);
  for (const code of enabled.backupCodes) secrets.set(code, `backup code of ${caller.who}`);
  const response = await caller.send("/api/auth/two-factor/verify-totp", { code: codeFor(enabled.totp.uri) });
  if (response.status !== 200) throw new Error(`The second factor was not taken: ${await response.text()}`);
  const [cookie] = response.headers.getSetCookie();
  if (cookie?.includes("session_token")) caller.cookie = cookie.split(";")[0] ?? caller.cookie;
}

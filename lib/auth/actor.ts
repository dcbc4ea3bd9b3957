import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findStanding } from "@/lib/db/sessions";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { log } from "@/lib/logging/log";
import { loggedPath } from "@/lib/logging/logged-path";
import { readSession, type SignedIn } from "./session";

/** The person behind a request, read from the database; null for a stranger and for a session that has ended. */
export const readPerson = (requestHeaders: Headers): Promise<SignedIn | null> =>
  readSession(requestHeaders.get("cookie"), { keep: true });

/** The person as they stand in one offering at this moment; null for an outsider and for a member who has left. */
export const findActor = (personId: PersonId, offeringId: OfferingId): Promise<Actor | null> =>
  findStanding(personId, offeringId);

const personOfPage = cache(async () => readPerson(await headers()));
const actorOfPage = cache(findActor);

/** For pages: the person who is signed in; a stranger is sent to sign in, and afterwards to `from`. */
export async function requirePerson(from = "/offerings"): Promise<SignedIn> {
  const person = await personOfPage();
  return person ?? redirect(`/sign-in?next=${encodeURIComponent(from)}`);
}

/** For pages: the person as they stand in the offering; to an outsider it is as if the offering were not there. */
export async function requireActor(offeringId: OfferingId, from = `/offerings/${offeringId}`): Promise<Actor> {
  const person = await requirePerson(from);
  const actor = await actorOfPage(person.id, offeringId);
  if (actor) return actor;
  const requestId = (await headers()).get("x-request-id");
  const path = loggedPath(`/offerings/${offeringId}`);
  log.warn({ event: "denied", code: "not-found", person: person.id, method: "GET", path, requestId }, "denied");
  return notFound();
}

/** For pages that greet both: who is signed in, if anyone. */
export const currentPerson = (): Promise<SignedIn | null> => personOfPage();

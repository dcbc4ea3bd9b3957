import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/domain/actor";
import type { OfferingId } from "@/lib/domain/ids";
import { logDenied } from "@/lib/logging/denied";
import { findActor, readPerson } from "./actor";
import type { SignedIn } from "./session";

// For pages alone: what is asked here is asked once a request, and a refusal is the framework's own answer.

const personOfPage = cache(async () => readPerson(await headers()));
const actorOfPage = cache(findActor);

/** The person who is signed in; a stranger is sent to sign in, and afterwards to `from`. */
export async function requirePerson(from = "/offerings"): Promise<SignedIn> {
  const person = await personOfPage();
  return person ?? redirect(`/sign-in?next=${encodeURIComponent(from)}`);
}

/** The person as they stand in the offering; to an outsider it is as if the offering were not there. */
export async function requireActor(offeringId: OfferingId, from = `/offerings/${offeringId}`): Promise<Actor> {
  const person = await requirePerson(from);
  const actor = await actorOfPage(person.id, offeringId);
  if (actor) return actor;
  const requestId = (await headers()).get("x-request-id");
  logDenied({ code: "not-found", person: person.id, method: "GET", url: `/offerings/${offeringId}`, requestId });
  return notFound();
}

/** Who is signed in, if anyone, for pages that greet both. */
export const currentPerson = (): Promise<SignedIn | null> => personOfPage();

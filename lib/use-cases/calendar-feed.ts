import "server-only";
import { createHash, createHmac } from "node:crypto";
import type { Problem } from "@/lib/contracts/problem";
import type { FeedAnswer, FeedInput } from "@/lib/contracts/timeline";
import { findFeedOwner, recordFeed, revokeFeed } from "@/lib/db/calendar-feeds";
import { loadClosing } from "@/lib/db/load";
import { type Road, travel } from "@/lib/db/road";
import { findStanding } from "@/lib/db/sessions";
import type { OfferingId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { isAmong, isWhose } from "@/lib/domain/whose";
import { env } from "@/lib/env";
import { calendarFeed } from "@/lib/exports/calendar-feed";
import { authorize } from "@/lib/policy/policy";
import { digestOf } from "./act";
import { viewTimeline } from "./view-timeline";

/** Makes a person’s own link to the clocks of a Time of Delivery, in the place of an earlier one, or revokes it. */
export async function changeFeed(
  who: { personId: PersonId; offeringId: OfferingId; key: string },
  input: FeedInput,
): Promise<Result<FeedAnswer, Problem>> {
  const { personId, offeringId, key } = who;
  const token = tokenFor(personId, key);
  const request = { personId, offeringId, key, hash: digestOf(input) };
  const changed = await travel<{ act: string }, Problem>(request, (road) => changeOn(road, input, token));
  if (!changed.ok) return changed;
  return ok({ path: input.act === "make" ? `/api/calendar/${token}?whose=${input.whose}` : null });
}

/** The link’s secret: from the one request that asked for it, so that it is told again to a repeated one and kept nowhere. */
const tokenFor = (personId: PersonId, key: string) =>
  createHmac("sha256", env.AUTH_SECRET).update(`calendar feed ${personId} ${key}`).digest("base64url");

async function changeOn({ tx, actor, real }: Road, input: FeedInput, token: string) {
  const grant = authorize(actor, "offering.read");
  if (!grant.ok) return grant;
  const { personId, offeringId } = actor;
  const { closingId } = input;
  const closing = await loadClosing(tx, closingId);
  if (!closing || closing.offeringId !== offeringId) return err({ code: "not-found" as const });
  if (input.act === "revoke") {
    const revoked = await revokeFeed(tx, personId, closingId, real);
    return revoked ? ok({ act: "revoke" }) : err({ code: "already-done" as const, what: "the link is revoked" });
  }
  await recordFeed(tx, { personId, offeringId, closingId }, hashOf(token), real);
  return ok({ act: "make" });
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * The calendar behind a link, as the person it belongs to would see the timeline now; null for a link that is unknown or
 * revoked, and for someone who is no longer a member.
 */
export async function readFeed(token: string, filter: string | null): Promise<string | null> {
  const owner = await findFeedOwner(hashOf(token));
  const actor = owner && (await findStanding(owner.personId, owner.offeringId));
  if (!owner || !actor) return null;
  const view = await viewTimeline(actor, { closingId: owner.closingId });
  if (!view.ok) return null;
  const { head, clocks } = view.value;
  const whose = isWhose(filter) ? filter : "all";
  const shown = clocks.filter(({ owner }) => isAmong(owner, whose, actor.role));
  return calendarFeed({
    name: `${head.offering.rehearsal ? "Rehearsal: " : ""}${head.offering.name}, ${head.label}`,
    zone: head.zone,
    location: head.location,
    url: `${env.ORIGIN}/offerings/${head.offering.id}/closings/${head.id}/timeline`,
    entries: shown.map(({ id, clause, what, at, ownerName, says, derivation, cautions }) => ({
      id: `${id}-${head.id}`,
      title: `${clause}: ${what}`,
      at,
      lines: [`${says}; ${ownerName}.`, ...derivation, ...cautions],
    })),
    asOf: head.serverTime,
  });
}

import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { instantOf } from "@/lib/calendar/instant";
import type { CreateOfferingAnswer, CreateOfferingInput } from "@/lib/contracts/offering";
import type { Problem } from "@/lib/contracts/problem";
import { logEvent } from "@/lib/db/events";
import { enterNewOffering, type NewClosing, type NewOffering, type NewParty, recordOffering } from "@/lib/db/offerings";
import { findMakerIn } from "@/lib/db/persons";
import { type PersonalRoad, travelAlone } from "@/lib/db/road";
import { apartFromMoney } from "@/lib/domain/account-mask";
import type { Actor } from "@/lib/domain/actor";
import type { DraftRow } from "@/lib/domain/draft";
import type { ClosingId, OfferingId, PartyId, PersonId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import { type PartyRole, usualSide } from "@/lib/domain/role";
import { draftFrom } from "@/lib/domain/templates/template";
import { templateOf } from "@/lib/domain/templates/templates";
import type { JsonValue } from "@/lib/log/canonical";
import { mayCreateOffering } from "@/lib/policy/offering-makers";
import { digestOf } from "./act";
import { logMoney } from "./log-money";
import { offeringFaults, offeringWarnings } from "./offering-faults";

/** Opens an offering with all that was typed, in one transaction with its opening in the log; once, however often it is sent. */
export function createOffering(
  who: { personId: PersonId; key: string },
  input: CreateOfferingInput,
): Promise<Result<CreateOfferingAnswer, Problem>> {
  const { personId, key } = who;
  return travelAlone<CreateOfferingAnswer, Problem>({ personId, key, hash: digestOf(input) }, (road) =>
    createOn(road, input),
  );
}

async function createOn(
  { tx, personId, real }: PersonalRoad,
  input: CreateOfferingInput,
): Promise<Result<CreateOfferingAnswer, Problem>> {
  const person = await findMakerIn(tx, personId);
  if (!person || !mayCreateOffering(person)) return err({ code: "not-an-offering-maker" });
  const issues = offeringFaults(input);
  if (issues.length > 0) return err({ code: "invalid-input", issues });

  const offeringId = await enterNewOffering(tx, personId);
  const offering = offeringOf({ personId, name: person.name, offeringId }, input, real);
  await recordOffering(tx, offering, real);
  await logOpening(tx, offering, input, real);
  const [first] = offering.closings;
  if (!first) throw new Error("An offering without a Time of Delivery");
  return ok({ offeringId, closingId: first.closingId, warnings: offeringWarnings(input) });
}

function offeringOf(
  person: { personId: PersonId; name: string; offeringId: OfferingId },
  input: CreateOfferingInput,
  real: Date,
): NewOffering {
  const { name, issuer, rehearsal, agreement, pricing, source } = input;
  const parties = input.parties.map(
    (party): NewParty => ({ ...party, id: newId<PartyId>(), side: party.side ?? usualSide[party.role] }),
  );
  const own = parties[input.maker.party];
  if (!own) throw new Error("The maker is of no party");
  const { title, authority } = input.maker;
  const roles = parties.map(({ role }) => role);
  return {
    name,
    issuer,
    rehearsal,
    agreement: { ...agreement, source },
    pricing,
    parties,
    maker: {
      ...person,
      partyId: own.id,
      partyName: own.name,
      role: own.role,
      side: own.side,
      title,
      authority,
      coordinator: true,
    },
    closings: input.closings.map((closing, place): NewClosing => {
      const { section, term } = { section: agreement.conditionsSection, term: closing.label };
      const rows = rowsFor(input.conditions, { section, term, roles, delivers: closing.terms.delivers });
      return { ...closing, closingId: newId<ClosingId>(), place, clock: clockFor(input, real), rows };
    }),
  };
}

/** The list that a Time of Delivery begins with: the draft as it stands, or a template cut to this moment. */
export function rowsFor(
  from: CreateOfferingInput["conditions"],
  facts: { section: string; term: string; roles: readonly PartyRole[]; delivers: "firm" | "option" | "both" },
): readonly DraftRow[] {
  if (from.from === "nothing") return [];
  return from.from === "draft" ? from.rows : draftFrom(templateOf(from.template), facts);
}

/** What the clock of a rehearsal shows now: a moment of the first Time of Delivery's zone, else the true one. */
function clockFor({ rehearsal, clock, closings }: CreateOfferingInput, real: Date): Date | null {
  if (!rehearsal) return null;
  return clock ? instantOf(clock.localDate, clock.localTime, closings[0]?.zone ?? "UTC") : real;
}

/** The opening in the log, with all that was agreed; then each Time of Delivery with the list that it begins with. */
async function logOpening(tx: PersonalRoad["tx"], offering: NewOffering, input: CreateOfferingInput, real: Date) {
  const { name, issuer, rehearsal, agreement, pricing, parties, maker, closings } = offering;
  const opening = { name, issuer, rehearsal, agreement, pricing, parties, from: input.conditions.from };
  await logEvent(tx, maker, real, {
    type: "offering.created",
    compartment: "shared",
    closingId: null,
    conditionId: null,
    payload: opening as unknown as JsonValue,
  });
  for (const closing of closings) await logClosing(tx, maker, closing, real);
}

/** A Time of Delivery in the log: its moment, and its list by labels and by the digest of its terms; the money apart. */
export async function logClosing(tx: PersonalRoad["tx"], by: Actor, closing: NewClosing, real: Date): Promise<bigint> {
  const { closingId, rows, clock, terms, ...said } = closing;
  const list = { labels: rows.map(({ terms }) => terms.label), sha256: sha256Of(rows) };
  await logMoney(tx, by, real, { closingId, label: closing.label, terms: { before: null, after: terms } });
  return logEvent(tx, by, real, {
    type: "closing.added",
    compartment: "shared",
    closingId,
    conditionId: null,
    payload: {
      ...said,
      terms: apartFromMoney(terms).common,
      clock: clock?.toISOString() ?? null,
      list,
    } as unknown as JsonValue,
  });
}

const sha256Of = (rows: readonly DraftRow[]) => createHash("sha256").update(JSON.stringify(rows)).digest("hex");
const newId = <T extends string>() => randomUUID() as string as T;

import "server-only";
import type { DefaultView, Supposition } from "@/lib/contracts/default";
import type { Problem } from "@/lib/contracts/problem";
import type { DefaultTerms } from "@/lib/contracts/terms";
import { type Agreed, listDefaultEntries, loadAgreed } from "@/lib/db/agreed";
import type { Actor } from "@/lib/domain/actor";
import { fractionWords } from "@/lib/domain/clause-words";
import { isOver } from "@/lib/domain/closing";
import { type DefaultRecord, defaultRecord } from "@/lib/domain/default-record";
import type { ClosingId, PersonId } from "@/lib/domain/ids";
import { localTimeOf } from "@/lib/domain/local-time";
import type { Result } from "@/lib/domain/result";
import { type Action, authorize } from "@/lib/policy/policy";
import { resolveDefault } from "@/lib/settlement/resolve-default";
import { presentEntries } from "./default-entries";
import { denominationOf, quantitiesAt, recordedSituation } from "./default-situation";
import { presentHead, presentViewer, type Sight } from "./present";
import { lookAt } from "./sight";
import { memosOf } from "./termination-memos";
import { fieldWords, readTerms, settlementTermsOf, type Terms } from "./view-settlement-terms";
import { presentClocks } from "./view-timeline";
import { clocksOfDefaults, contextOf } from "./view-timeline-clocks";

/**
 * What a default at one Time of Delivery comes to: as it was recorded, or as somebody supposes, which changes nothing; with
 * the clause, the clocks, how far the moment may be put off, and what a termination would leave owing.
 */
export async function viewDefault(
  actor: Actor,
  { closingId, suppose }: { closingId: ClosingId; suppose?: Supposition | undefined },
): Promise<Result<DefaultView, Problem>> {
  const grant = authorize(actor, "settlement.read");
  if (!grant.ok) return grant;
  return lookAt(actor, { closingId }, async (sight, tx) => {
    const agreed = await loadAgreed(tx, closingId);
    const record = defaultRecord(await listDefaultEntries(tx, closingId));
    return present(sight, agreed, record, suppose);
  });
}

function present(sight: Sight, agreed: Agreed, record: DefaultRecord, suppose: Supposition | undefined): DefaultView {
  const { actor, scene, viewingAs } = sight;
  const terms = readTerms(agreed);
  const settlement = settlementTermsOf(scene, agreed, terms);
  const allocations = quantitiesAt(agreed, settlement.ok ? settlement.value : null);
  const situation = suppose ?? recordedSituation(record);
  const rule = terms.agreement.default;
  const step = denominationOf(terms);
  const outcome = rule && allocations.length > 0 ? resolveDefault(rule, { allocations, step, ...situation }) : null;

  const started = suppose ? supposedRecord(sight, suppose) : record;
  const materials = { sight, agreed, terms, record: started };
  const may = (action: Action) => !viewingAs && !isOver(scene.closing) && authorize(actor, action).ok;
  return {
    head: presentHead(sight),
    viewer: presentViewer(sight),
    rule: rule && { clause: rule.clause, says: sayRule(rule) },
    kind: terms.pricing.securities?.kind ?? null,
    currency: terms.pricing.currency,
    allocations,
    recorded: presentEntries(sight, record),
    situation: { ...situation, defaults: [...situation.defaults], substitutes: [...situation.substitutes] },
    supposed: suppose !== undefined,
    outcome: outcome?.ok ? outcome.value : null,
    problems:
      outcome && !outcome.ok ? outcome.error.map(({ field, message }) => ({ field: fieldWords(field), message })) : [],
    clocks: presentClocks(sight, clocksOfDefaults(terms, started), contextOf(materials)).clocks,
    postponeTo: latestMoment(sight, agreed, terms, record),
    memos: memosOf(sight, terms, situation.defaults),
    missing: missingFrom(terms, allocations.length),
    may: {
      record: may("default.record"),
      arrange: may("default.arrange"),
      company: may("default.require"),
      postpone: may("closing.postpone"),
      terminate: may("closing.terminate"),
      editTerms: !viewingAs && authorize(actor, "terms.edit").ok,
    },
  };
}

/** The supposed defaults as if each were at the Time of Delivery, for the clocks that they would start. */
function supposedRecord({ scene, real }: Sight, { defaults }: Pick<Supposition, "defaults">): DefaultRecord {
  const delivery = `${scene.closing.localDate}T${scene.closing.localTime}`;
  const entry = (underwriter: string) => ({
    recordId: underwriter,
    underwriter,
    moment: delivery,
    delivery,
    by: "" as PersonId,
    at: real,
  });
  return { defaults: defaults.map(entry), substitutes: [], company: null };
}

/** The furthest to which the moment may be put off, from where it was at the first default, or would be at one now. */
function latestMoment(sight: Sight, agreed: Agreed, terms: Terms, record: DefaultRecord): DefaultView["postponeTo"] {
  const started = record.defaults.length > 0 ? record : supposedRecord(sight, { defaults: ["an underwriter"] });
  const latest = clocksOfDefaults(terms, started).filter(({ id }) => id === "default-latest");
  const context = contextOf({ sight, agreed, terms, record: started });
  const [clock] = presentClocks(sight, latest, context).clocks;
  if (!clock) return null;
  const { zone } = sight.scene.closing;
  const [localDate = "", localTime = ""] = localTimeOf(new Date(clock.at), zone).split("T");
  return { at: clock.at, says: clock.says, localDate, localTime };
}

function sayRule(rule: DefaultTerms): string[] {
  const [first, second] = rule.arrangeHours;
  const upTo = rule.thresholdIncluded ? "not more than" : "less than";
  return [
    ...(first ? [`The Representatives have ${first} hours to arrange for others to purchase.`] : []),
    ...(second ? [`After them the Company has ${second} hours more.`] : []),
    ...(rule.postpone
      ? [
          `The Time of Delivery may be put off by at most ${rule.postpone.count} ${rule.postpone.unit.replace("-", " ")}.`,
        ]
      : []),
    rule.stepUp === "obligatory"
      ? `If ${upTo} ${fractionWords(rule.threshold)} of the whole is then left, the other underwriters take it up, pro rata.`
      : `If ${upTo} ${fractionWords(rule.threshold)} of the whole is then left, the Company may require the other underwriters to take it up, pro rata.`,
    ...(rule.mostIncrease
      ? [`Nobody’s own amount may grow by more than ${fractionWords(rule.mostIncrease)} of it.`]
      : []),
    `Otherwise the agreement terminates${rule.surviving.length > 0 ? `; Sections ${rule.surviving.join(" and ")} survive` : ""}.`,
  ];
}

function missingFrom({ agreement }: Terms, underwriters: number): string[] {
  const missing: string[] = [];
  if (underwriters === 0) missing.push("Schedule I is not entered: no underwriter has an amount yet.");
  if (!agreement.default) missing.push("What the agreement says of an underwriter’s default is not entered yet.");
  if (!agreement.termination) missing.push("What the agreement says of a termination is not entered yet.");
  return missing;
}

import "server-only";
import type { DefaultEntryView } from "@/lib/contracts/default";
import { grouped } from "@/lib/domain/allocations";
import { isOver } from "@/lib/domain/closing";
import type { DefaultRecord } from "@/lib/domain/default-record";
import type { PersonId } from "@/lib/domain/ids";
import { type Action, authorize } from "@/lib/policy/policy";
import type { Sight } from "./present";

/** The entries that stand, in the order in which they were made, each with whether this viewer may take it back. */
export function presentEntries(sight: Sight, record: DefaultRecord): DefaultEntryView[] {
  const { actor, scene, viewingAs, names } = sight;
  const may = (action: Action) => !viewingAs && !isOver(scene.closing) && authorize(actor, action).ok;
  const entry = (made: { recordId: string; by: PersonId; at: Date }, says: string, action: Action) => ({
    recordId: made.recordId,
    says,
    by: names.person(made.by),
    at: made.at.toISOString(),
    mayWithdraw: may(action),
  });
  const { defaults, substitutes, company } = record;
  return [
    ...defaults.map((made) =>
      entry(made, `${made.underwriter} defaulted on ${made.moment.replace("T", ", ")}.`, "default.record"),
    ),
    ...substitutes.map((made) =>
      entry(made, `${made.name} agreed to purchase ${grouped(made.amount)}.`, "default.arrange"),
    ),
    ...(company ? [entry(company, sayCompany(company.requires), "default.require")] : []),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
}

const sayCompany = (requires: boolean) =>
  requires
    ? "The Company asks the other underwriters to take up what is left."
    : "The Company does not ask the other underwriters to take up what is left.";

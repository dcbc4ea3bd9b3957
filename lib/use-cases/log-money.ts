import "server-only";
import { logEvent } from "@/lib/db/events";
import { enter, scopeOf, type Tx } from "@/lib/db/scope";
import { apartFromMoney } from "@/lib/domain/account-mask";
import type { Actor } from "@/lib/domain/actor";
import type { ClosingId } from "@/lib/domain/ids";
import { sides } from "@/lib/domain/role";
import { canonicalJson } from "@/lib/log/canonical";
import { authorize } from "@/lib/policy/policy";

type Terms = { before: object | null; after: object };

/** The money of terms, also of such as say nothing of it yet. */
const moneyOf = (terms: object) => ({ account: null, fees: [], otherAccounts: [], ...apartFromMoney(terms).money });

/**
 * Puts fees and accounts into the own log of each side that sees the settlement, where they changed: the log that all parties
 * share, and that goes into every closing set, has the other terms alone. Whoever keeps the list may be of any side.
 */
export async function logMoney(
  tx: Tx,
  actor: Actor,
  real: Date,
  { closingId, label, terms }: { closingId: ClosingId; label: string; terms: Terms },
): Promise<void> {
  const [before, after] = [moneyOf(terms.before ?? {}), moneyOf(terms.after)];
  if (canonicalJson(before) === canonicalJson(after)) return;
  const paying = sides.filter((side) => authorize({ ...actor, side }, "settlement.read").ok);
  const own = scopeOf(actor);
  const { offeringId } = actor;
  await enter(tx, { ...own, compartments: paying.map((compartment) => ({ offeringId, compartment })) });
  for (const compartment of paying)
    await logEvent(tx, actor, real, {
      type: "terms.money",
      compartment,
      closingId,
      conditionId: null,
      payload: { label, before: terms.before && before, after },
    });
  await enter(tx, own);
}

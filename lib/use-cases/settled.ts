import "server-only";
import type { SettlementGap } from "@/lib/contracts/settlement";
import { listDefaultEntries, loadAgreed } from "@/lib/db/agreed";
import type { Tx } from "@/lib/db/scope";
import { defaultRecord } from "@/lib/domain/default-record";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { settle } from "@/lib/settlement/settle";
import { afterDefault } from "./default-situation";
import type { Sight } from "./present";
import { fieldWords, readTerms, settlementTermsOf } from "./view-settlement-terms";

export type Settled = { sheet: SettlementSheet | null; gaps: SettlementGap[]; remarks: string[] };

/** What is paid at a Time of Delivery by the terms and the defaults on record, on another day where one is supposed; or what is missing for it. */
export async function settledFrom({ scene }: Sight, tx: Tx, deliveredOn: string | undefined): Promise<Settled> {
  const agreed = await loadAgreed(tx, scene.closing.id);
  const all = readTerms(agreed);
  const terms = settlementTermsOf(scene, agreed, all);
  if (!terms.ok) return { sheet: null, gaps: [...terms.error], remarks: [] };
  const record = defaultRecord(await listDefaultEntries(tx, scene.closing.id));
  const after = afterDefault(terms.value, agreed, all, record);
  const timeOfDelivery = deliveredOn ? `${deliveredOn}T${scene.closing.localTime}` : after.terms.timeOfDelivery;
  const sheet = settle({ ...after.terms, timeOfDelivery });
  if (sheet.ok) return { sheet: sheet.value, gaps: [], remarks: after.remarks };
  const gaps = sheet.error.map(({ field, message }) => ({ field: fieldWords(field), message }));
  return { sheet: null, gaps, remarks: after.remarks };
}

import "server-only";
import type { Problem } from "@/lib/contracts/problem";
import type { SettlementGap, SettlementView } from "@/lib/contracts/settlement";
import { listDefaultEntries, loadAgreed } from "@/lib/db/agreed";
import type { Tx } from "@/lib/db/scope";
import type { Actor } from "@/lib/domain/actor";
import { defaultRecord } from "@/lib/domain/default-record";
import type { ClosingId } from "@/lib/domain/ids";
import { err, ok, type Result } from "@/lib/domain/result";
import type { SettlementSheet } from "@/lib/domain/settlement-sheet";
import { settlementPdf } from "@/lib/exports/settlement/sheet-pdf";
import { settlementWorkbook } from "@/lib/exports/settlement/workbook";
import { authorize } from "@/lib/policy/policy";
import { settle } from "@/lib/settlement/settle";
import { afterDefault } from "./default-situation";
import { presentHead, presentViewer, type Sight } from "./present";
import { lookAt } from "./sight";
import { fieldWords, readTerms, settlementTermsOf } from "./view-settlement-terms";

type Settled = { sheet: SettlementSheet | null; gaps: SettlementGap[]; remarks: string[] };

/** The settlement sheet of one Time of Delivery: what is paid to whom, to the cent, or what is missing for it. */
export async function viewSettlement(
  actor: Actor,
  { closingId, deliveredOn }: { closingId: ClosingId; deliveredOn?: string | undefined },
): Promise<Result<SettlementView, Problem>> {
  const grant = authorize(actor, "settlement.read");
  if (!grant.ok) return grant;
  return lookAt(actor, { closingId }, async (sight, tx) => ({
    head: presentHead(sight),
    viewer: presentViewer(sight),
    ...(await settledFrom(sight, tx, deliveredOn)),
    deliveredOn: deliveredOn ?? null,
    may: { editTerms: authorize(actor, "terms.edit").ok },
  }));
}

async function settledFrom({ scene }: Sight, tx: Tx, deliveredOn: string | undefined): Promise<Settled> {
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

export type MadeFile = { fileName: string; mediaType: string; bytes: Buffer };

const mediaTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};

/** The sheet as a file: a workbook with formulas of its own, or for print. */
export async function settlementFile(
  actor: Actor,
  { closingId, format }: { closingId: ClosingId; format: "xlsx" | "pdf" },
): Promise<Result<MadeFile, Problem>> {
  const view = await viewSettlement(actor, { closingId });
  if (!view.ok) return view;
  const { sheet, gaps, head } = view.value;
  if (!sheet) {
    const issues = gaps.map(({ field, message }) => ({ path: field, message }));
    return err({ code: "invalid-input", issues });
  }
  const occasion = { asOf: head.clock, notice: head.offering.rehearsal ? "Rehearsal" : null };
  const bytes = await (format === "xlsx" ? settlementWorkbook(sheet, occasion) : settlementPdf(sheet, occasion));
  const fileName = `Settlement sheet ${head.offering.name} ${head.localDate}.${format}`.replace(/[\\/:*?"<>|]/g, "-");
  return ok({ fileName, mediaType: mediaTypes[format], bytes });
}
